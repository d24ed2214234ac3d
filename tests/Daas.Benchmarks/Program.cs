using System.Globalization;
using System.Text;
using System.Text.Json;
using Daas.Benchmarks.Extract;
using Daas.Benchmarks.Hostile;
using Daas.Benchmarks.Paths;
using Daas.Benchmarks.Reload;
using Daas.Benchmarks.Scripts;

namespace Daas.Benchmarks;

/// <summary>The table of contents: what is measured, and against what.</summary>
internal static class Program
{
    private static readonly IReadOnlyList<Benchmark> All =
    [
        new ReloadBenchmark(),
        new PathsBenchmark(),
        new ScriptsBenchmark(),
        new HostileBenchmark(),
        new ExtractBenchmark(),
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

        if (All.FirstOrDefault(b => b.Name == args[0]) is not { } benchmark || args is not [_] and not [_, "--data", _])
        {
            Console.Error.WriteLine($"usage: {All[0].Name}|… [--data DIR]; got '{string.Join(' ', args)}'. Without a name it lists the benchmarks.");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        var figures = await benchmark.MeasureAsync(new Setting(args is [_, _, var data] ? data : null, Console.Out, Console.Error), stop.Token);
        figures.Insert(0, "benchmark", benchmark.Name);
        Console.WriteLine(figures.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        return 0;
    }

    private static void List()
    {
        Console.WriteLine("""
            Measures the product on this machine and prints a table with the anchors beside the figures; the last line is one JSON object. A missed figure
            is still a measurement (exit code 0); only a benchmark that breaks exits with another code. Progress goes to stderr.

              dotnet run -c Release --project tests/Daas.Benchmarks -- NAME [--data DIR]

            --data DIR is for benchmarks over real pages; those below need none: they start what they measure themselves.

            """);
        foreach (var benchmark in All)
            Console.WriteLine($"  {benchmark.Name,-10} {benchmark.Summary}");
    }
}
