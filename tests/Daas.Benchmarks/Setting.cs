using Daas.Server.Commands;

namespace Daas.Benchmarks;

/// <summary>What a benchmark is given: a folder with real pages, if one was named, and where to write.</summary>
/// <param name="Data">The folder; null when none was named.</param>
/// <param name="Output">For tables.</param>
/// <param name="Progress">For what goes on meanwhile.</param>
internal sealed record Setting(string? Data, TextWriter Output, TextWriter Progress)
{
    public void Table(IReadOnlyList<string> headers, params IReadOnlyList<IReadOnlyList<string>> rows)
    {
        TextTable.Write(Output, headers, rows);
        Output.WriteLine();
    }
}
