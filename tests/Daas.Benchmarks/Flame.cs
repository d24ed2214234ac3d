using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Daas.Benchmarks;

/// <summary>
/// Where the processor's time goes, by samples of every thread's stack: the hottest frames as text, and the whole as a speedscope file to look at. Only samples
/// that ran code count; a frame counts once a sample, however often it is on the stack.
/// </summary>
internal static class Flame
{
    private const int Shown = 40;

    // What the tracer puts at the end of a stack.
    private const string Cpu = "CPU_TIME";

    // Threads of the pool that wait for work, and of the sampler itself; the runtime counts these as running.
    private static readonly string[] Idle = ["LowLevelLifoSemaphore", "PollGCWorker"];

    public static async Task PrintAsync(TimeSpan duration, Setting setting, CancellationToken ct)
    {
        if (Tracer() is not { } tracer)
        {
            setting.Output.WriteLine("no profile: dotnet-trace is not installed (dotnet tool install -g dotnet-trace)");
            return;
        }

        var file = Path.Combine(Path.GetTempPath(), $"daas-flame-{Environment.ProcessId}.nettrace");
        var arguments = $"collect -p {Environment.ProcessId} --profile dotnet-sampled-thread-time --duration {duration:hh\\:mm\\:ss} --format Speedscope -o {file}";
        using var process = Process.Start(new ProcessStartInfo(tracer, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        var speedscope = Path.ChangeExtension(file, ".speedscope.json");
        if (process.ExitCode != 0 || !File.Exists(speedscope))
        {
            setting.Output.WriteLine($"no profile: dotnet-trace ended with {process.ExitCode}: {await output} {await error}");
            return;
        }

        File.Delete(file);
        Print(speedscope, setting);
    }

    private static void Print(string file, Setting setting)
    {
        var (own, with) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var frames = json.RootElement.GetProperty("shared").GetProperty("frames").EnumerateArray().Select(f => f.GetProperty("name").GetString()!).ToArray();
        var total = 0.0;
        foreach (var thread in json.RootElement.GetProperty("profiles").EnumerateArray())
            total += Read(thread, frames, own, with);

        setting.Output.WriteLine($"{total:0} ms of processor time sampled; for the picture open {file} in speedscope");
        foreach (var (title, times) in new[] { ("own time", own), ("with what it calls", with) })
        {
            setting.Table(
                ["%", title],
                [.. times.OrderByDescending(t => t.Value).Take(Shown).Select(t => (IReadOnlyList<string>)
                    [(100 * t.Value / total).ToString("0.0", CultureInfo.InvariantCulture), Short(t.Key)])]);
        }
    }

    private static double Read(JsonElement thread, string[] frames, Dictionary<string, double> own, Dictionary<string, double> with)
    {
        var (stack, last, total) = (new List<string>(), 0.0, 0.0);
        foreach (var entry in thread.GetProperty("events").EnumerateArray())
        {
            var at = entry.GetProperty("at").GetDouble();
            if (at > last && stack is [.., var leaf, Cpu] && !stack.Any(f => Idle.Any(i => f.Contains(i, StringComparison.Ordinal))))
            {
                var ran = at - last;
                total += ran;
                own[leaf] = own.GetValueOrDefault(leaf) + ran;
                foreach (var frame in stack.SkipLast(1).Distinct())
                    with[frame] = with.GetValueOrDefault(frame) + ran;
            }

            last = at;
            if (entry.GetProperty("type").GetString() == "O")
                stack.Add(frames[entry.GetProperty("frame").GetInt32()]);
            else
                stack.RemoveAt(stack.Count - 1);
        }

        return total;
    }

    private static string Short(string frame)
    {
        var name = frame.Split('(')[0];
        return name.Length > 130 ? name[..130] + "…" : name;
    }

    private static string? Tracer() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Append(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools"))
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet-trace.exe" : "dotnet-trace"))
            .FirstOrDefault(File.Exists);
}
