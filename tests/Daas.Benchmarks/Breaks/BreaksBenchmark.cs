using System.Diagnostics;
using System.Text.Json.Nodes;
using Daas.Benchmarks.Paths.Replay;
using Daas.Core.Adapters;
using Daas.Runtime.Browsers;
using Daas.Server.Commands;

namespace Daas.Benchmarks.Breaks;

/// <summary>Recordings that break other tools: recorded as a person works, the page changed as named, then done again by <c>daas run</c> and by @puppeteer/replay.</summary>
internal sealed class BreaksBenchmark : Benchmark
{
    public override string Name => "breaks";

    public override string Summary => "recordings that break other tools, replayed by daas run and by @puppeteer/replay";

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        await using var site = await BreakingSite.StartAsync(ct);
        var browser = (await new BrowserFinder(new()).FindOrInstallAsync(setting.Progress.WriteLine, ct)).ExecutablePath;
        var missing = await ReplayProcess.InstallAsync(setting, ct);
        var lines = new List<(BreakCase Case, string Daas, string Replay)>();
        foreach (var (each, at) in BreakCase.All.Select((c, i) => (c, i)))
        {
            setting.Progress.WriteLine($"{each.Name} …");
            var ours = await DaasAsync(each, $"case-{at}", site, setting, ct);
            var theirs = missing is null ? await ReplayAsync(each, site, browser, ct) : "not run";
            setting.Progress.WriteLine($"  daas: {ours}; replay: {theirs}");
            lines.Add((each, ours, theirs));
        }

        setting.Table(["recording with", "daas", "@puppeteer/replay"], [.. lines.Select(l => (IReadOnlyList<string>)[l.Case.Name, l.Daas, l.Replay])]);
        if (missing is not null)
            setting.Output.WriteLine($"without @puppeteer/replay: {missing}");
        return new JsonObject
        {
            ["cases"] = lines.Count,
            ["daasWorked"] = lines.Count(l => l.Daas == "worked"),
            ["replayWorked"] = lines.Count(l => l.Replay == "worked"),
        };
    }

    private static async Task<string> DaasAsync(BreakCase each, string operation, BreakingSite site, Setting setting, CancellationToken ct)
    {
        using var work = new WorkFolder();
        site.Later = false;
        using var said = new Said();
        var shell = Shell.Real with { Out = said, Error = said, In = TextReader.Null, Folder = work.Path, Live = false };
        string[] folders = ["--data", work.Data, "--adapters", work.Adapters];
        var recording = Task.Run(
            () => Verbs.RunAsync(["record", new Uri(site.Url, each.Path).AbsoluteUri, "--adapter", "site", "--operation", operation, "--headless", .. folders], shell, ct), ct);
        while (!recording.IsCompleted && !said.ToString().Contains("ready: ", StringComparison.Ordinal))
            await Task.Delay(50, ct);
        if (recording.IsCompleted)
            return $"failed: {said}";
        using (var hand = await Hand.AtAsync(said.ToString().Split("ready: ")[1].Split('\n')[0].Trim()))
        {
            await each.Work(hand);
            await hand.LeaveAsync();
        }

        if (await recording != ExitCodes.Good)
            return $"asked: {said.ToString().Split('\n').FirstOrDefault(l => l.StartsWith("question", StringComparison.Ordinal))}";

        // With another person where the draft takes one.
        site.Later = true;
        site.Asked.Clear();
        var drafted = AdapterReader.ReadFolder(Path.Combine(work.Adapters, "site")).Adapter!.Find(operation)!;
        var inputs = drafted.Input.Select(i => i.Type == ParameterType.File ? $"--{i.Name}={Hand.Paper}" : i is { Type: ParameterType.String, OneOf.Count: 0 } ? $"--{i.Name}=李娜" : null).OfType<string>().ToList();
        var wanted = inputs.Exists(i => i.EndsWith("=李娜", StringComparison.Ordinal)) ? "李娜" : "张伟";
        using var answer = new StringWriter();
        var code = await Verbs.RunAsync(["run", $"site/{operation}", .. inputs, "--json", "--path", "browser", .. folders], shell with { Out = answer }, ct);
        setting.Progress.WriteLine($"  {code}: {answer.ToString().Trim().ReplaceLineEndings(" ")}");
        var right = drafted.Kind == OperationKind.Push || answer.ToString().Contains(wanted, StringComparison.Ordinal);
        return code == ExitCodes.Good && right && IsDone(each, site, wanted) ? "worked" : $"failed: {said.ToString().Trim().Split('\n')[^1]}";
    }

    private static async Task<string> ReplayAsync(BreakCase each, BreakingSite site, string browser, CancellationToken ct)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Breaks", "flow.mjs"), Path.Combine(ReplayProcess.Folder, "flow.mjs"), overwrite: true);
        site.Later = true;
        site.Asked.Clear();
        var steps = new JsonArray([new JsonObject { ["type"] = "navigate", ["url"] = new Uri(site.Url, each.Path).AbsoluteUri }, .. each.Flow(site.Url)]);
        var start = new ProcessStartInfo("node", ["flow.mjs", browser]) { WorkingDirectory = ReplayProcess.Folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(steps.ToJsonString());
        node.StandardInput.Close();
        var told = (await node.StandardOutput.ReadToEndAsync(ct)).Trim();
        await node.WaitForExitAsync(ct);
        return told == "done" && IsDone(each, site, "张伟") ? "worked" : $"failed: {(told == "done" ? "ended well, and the answer was not asked for" : told)}";
    }

    private static bool IsDone(BreakCase each, BreakingSite site, string name) =>
        site.Asked.Any(a => a.Name == name && (each.Path != "/upload" || a.FileBytes == new FileInfo(Hand.Paper).Length));

    /// <summary>Read while it is written.</summary>
    private sealed class Said : StringWriter
    {
        private readonly Lock _sync = new();

        public override void WriteLine(string? value)
        {
            lock (_sync)
                base.WriteLine(value);
        }

        public override string ToString()
        {
            lock (_sync)
                return base.ToString();
        }
    }
}
