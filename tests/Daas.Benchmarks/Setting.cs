using Daas.Server.Commands;

namespace Daas.Benchmarks;

/// <summary>What a benchmark is given: what was asked on the command line, and where to write.</summary>
/// <param name="Data">A folder with real pages; null when none was named.</param>
/// <param name="Output">For tables.</param>
/// <param name="Progress">For what goes on meanwhile.</param>
internal sealed record Setting(string? Data, TextWriter Output, TextWriter Progress)
{
    /// <summary>How long a benchmark that runs for a time runs; null: its own.</summary>
    public int? Seconds { get; init; }

    /// <summary>Measure only what has this in its name; null: all.</summary>
    public string? Only { get; init; }

    /// <summary>True: also say where the time goes.</summary>
    public bool Profile { get; init; }

    public void Table(IReadOnlyList<string> headers, params IReadOnlyList<IReadOnlyList<string>> rows)
    {
        TextTable.Write(Output, headers, rows);
        Output.WriteLine();
    }
}
