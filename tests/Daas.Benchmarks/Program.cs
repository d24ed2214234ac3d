using System.Globalization;
using System.Text;
using System.Text.Json;
using Daas.Benchmarks.Breaks;
using Daas.Benchmarks.Deriving;
using Daas.Benchmarks.Extract;
using Daas.Benchmarks.Fields;
using Daas.Benchmarks.Gateway;
using Daas.Benchmarks.Hostile;
using Daas.Benchmarks.Lists;
using Daas.Benchmarks.Live;
using Daas.Benchmarks.Paths;
using Daas.Benchmarks.Proofs;
using Daas.Benchmarks.Pull;
using Daas.Benchmarks.Recording;
using Daas.Benchmarks.Reload;
using Daas.Benchmarks.Scripts;
using Daas.Benchmarks.Soak;

namespace Daas.Benchmarks;

/// <summary>The table of contents: what is measured, and against what.</summary>
internal static class Program
{
    private const string Flags = "[--data DIR] [--seconds N] [--only TEXT] [--profile]";

    private static readonly IReadOnlyList<Benchmark> All =
    [
        new ReloadBenchmark(),
        new GatewayBenchmark(),
        new PathsBenchmark(),
        new PullBenchmark(),
        new SoakBenchmark(),
        new ScriptsBenchmark(),
        new HostileBenchmark(),
        new ExtractBenchmark(),
        new ListsBenchmark(),
        new FieldsBenchmark(),
        new RecordBenchmark(),
        new BreaksBenchmark(),
        new LiveBenchmark(),
        new DeriveBenchmark(),
        new ProofsBenchmark(),
    ];

    public static async Task<int> Main(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is [] or ["--help" or "-h"])
        {
            List();
            return 0;
        }

        if (All.FirstOrDefault(b => b.Name == args[0]) is not { } benchmark || Read(args.AsSpan(1)) is not { } setting)
        {
            Console.Error.WriteLine($"usage: {All[0].Name}|… {Flags}; got '{string.Join(' ', args)}'. Without a name it lists the benchmarks.");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        var figures = await benchmark.MeasureAsync(setting, stop.Token);
        figures.Insert(0, "benchmark", benchmark.Name);
        Console.WriteLine(figures.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        return 0;
    }

    private static Setting? Read(ReadOnlySpan<string> flags)
    {
        var setting = new Setting(null, Console.Out, Console.Error);
        while (flags.Length > 0)
        {
            switch (flags)
            {
                case ["--data", var folder, ..]:
                    setting = setting with { Data = folder };
                    flags = flags[2..];
                    break;
                case ["--seconds", var text, ..] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0:
                    setting = setting with { Seconds = seconds };
                    flags = flags[2..];
                    break;
                case ["--only", var text, ..]:
                    setting = setting with { Only = text };
                    flags = flags[2..];
                    break;
                case ["--profile", ..]:
                    setting = setting with { Profile = true };
                    flags = flags[1..];
                    break;
                default:
                    return null;
            }
        }

        return setting;
    }

    private static void List()
    {
        Console.WriteLine($"""
            Measures the product on this machine and prints a table with the anchors beside the figures; the last line is one JSON object. A missed figure
            is still a measurement (exit code 0); only a benchmark that breaks exits with another code. Progress goes to stderr.

              dotnet run -c Release --project tests/Daas.Benchmarks -- NAME {Flags}

            --data DIR is for benchmarks over real pages; lists and fields read ../shared/bench beside the repository when it is there; the others
            need none: they start what they measure themselves.
            --seconds N shortens or lengthens those that run for a time: {string.Join(", ", All.Where(b => b.TakesSeconds).Select(b => b.Name))}.
            --only TEXT measures what has the text in its name: {string.Join(", ", All.Where(b => b.TakesOnly).Select(b => b.Name))}.
            --profile says where the time goes: {string.Join(", ", All.Where(b => b.TakesProfile).Select(b => b.Name))}. It needs dotnet-trace (dotnet tool install -g dotnet-trace).

            """);
        foreach (var benchmark in All)
            Console.WriteLine($"  {benchmark.Name,-10} {benchmark.Summary}");
    }
}
