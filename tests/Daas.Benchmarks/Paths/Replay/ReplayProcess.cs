using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Daas.Runtime.Browsers;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Paths.Replay;

/// <summary>@puppeteer/replay in a node process of its own; installed by npm into a work folder at first use.</summary>
internal sealed class ReplayProcess : IAsyncDisposable
{
    private const string Version = "3.1.3";
    private const string CoreVersion = "24.43.1";
    internal static string Folder => s_folder;

    private static readonly string s_folder = Path.Combine(Path.GetTempPath(), $"daas-benchmarks-replay-{Version}");

    private readonly Process _node;
    private readonly SandboxHost _sandbox;

    private ReplayProcess(Process node, SandboxHost sandbox) => (_node, _sandbox) = (node, sandbox);

    /// <summary>Signed in to both systems; to the one that lets an account in once at a time by the session given.</summary>
    /// <returns>Null, with the reason said, where node or the packages cannot be had.</returns>
    public static async Task<ReplayProcess?> StartAsync(SandboxHost sandbox, Cookie session, Setting setting, CancellationToken ct)
    {
        if (await InstallAsync(setting, ct) is { } missing)
        {
            setting.Output.WriteLine($"without @puppeteer/replay: {missing}");
            return null;
        }

        File.Copy(Path.Combine(AppContext.BaseDirectory, "Paths", "Replay", "replay.mjs"), Path.Combine(s_folder, "replay.mjs"), overwrite: true);
        var start = new ProcessStartInfo("node", "replay.mjs") { WorkingDirectory = s_folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        var replay = new ReplayProcess(Process.Start(start)!, sandbox);
        var browser = await new BrowserFinder().FindOrInstallAsync(cancellationToken: ct);
        await replay.AskAsync(new JsonObject { ["do"] = "start", ["executablePath"] = browser.ExecutablePath });
        await replay.AskAsync(ReplayFlows.SignIn(sandbox));
        await replay.AskAsync(ReplayFlows.Adopt(sandbox, session.Name, session.Value));
        return replay;
    }

    public async Task<IReadOnlyList<string>> RunAsync(Search search) =>
        [.. (await AskAsync(ReplayFlows.Run(_sandbox, search)))["rows"]!.AsArray().Select(r => r!.GetValue<string>())];

    public async ValueTask DisposeAsync()
    {
        if (!_node.HasExited)
            await AskAsync(new JsonObject { ["do"] = "stop" });
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    private async Task<JsonObject> AskAsync(JsonObject request)
    {
        await _node.StandardInput.WriteLineAsync(request.ToJsonString());
        await _node.StandardInput.FlushAsync();
        var line = await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("node ended");
        var answer = JsonNode.Parse(line)!.AsObject();
        return answer["error"] is { } error ? throw new InvalidOperationException($"@puppeteer/replay: {error}") : answer;
    }

    internal static async Task<string?> InstallAsync(Setting setting, CancellationToken ct)
    {
        if (Directory.Exists(Path.Combine(s_folder, "node_modules", "@puppeteer", "replay")))
            return null;
        setting.Progress.WriteLine($"npm installs @puppeteer/replay {Version} into {s_folder}");
        Directory.CreateDirectory(s_folder);
        await File.WriteAllTextAsync(Path.Combine(s_folder, "package.json"), """{"private":true,"type":"module"}""", ct);
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", $"install --no-audit --no-fund @puppeteer/replay@{Version} puppeteer-core@{CoreVersion}")
            {
                WorkingDirectory = s_folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = npm.StandardError.ReadToEndAsync(ct);
            await npm.StandardOutput.ReadToEndAsync(ct);
            await npm.WaitForExitAsync(ct);
            return npm.ExitCode == 0 ? null : $"npm ended with {npm.ExitCode}: {await said}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "node and npm are not installed";
        }
    }
}
