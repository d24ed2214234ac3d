using Daas.Core.Adapters;
using Daas.Recorder.Evidence;

namespace Daas.Server.Commands;

/// <summary>Tries operations on their evidence and tells of each: ok, what differs, or that it has none.</summary>
internal sealed class CheckOffline(TextWriter output)
{
    private const int MostTold = 12;

    private int _good;
    private int _none;
    private int _differing;

    public bool Differs => _differing > 0;

    public string Summary => $"offline: {_good} ok, {_differing} differ, {_none} without evidence";

    /// <param name="adapter">As read.</param>
    /// <param name="folder">Of its scripts.</param>
    public void Try(Adapter adapter, string folder)
    {
        foreach (var operation in adapter.Operations)
        {
            var name = $"{adapter.Id}/{operation.Id}";
            var kept = EvidenceFolder.Of(folder, operation.Id);
            if (!kept.Exists)
            {
                _none++;
                output.WriteLine($"{name}: no evidence");
                continue;
            }

            try
            {
                var evidence = kept.Read();
                var replay = EvidenceReplay.Of(adapter, operation, evidence);
                if (replay.Differences.Count == 0)
                {
                    _good++;
                    output.WriteLine($"{name}: ok ({Told(replay)})");
                    foreach (var gap in evidence.Gaps)
                        output.WriteLine($"  not checked: {gap}");
                    continue;
                }

                _differing++;
                output.WriteLine($"{name}: differs");
                foreach (var difference in replay.Differences.Take(MostTold))
                    output.WriteLine($"  {difference}");
                if (replay.Differences.Count > MostTold)
                    output.WriteLine($"  and {replay.Differences.Count - MostTold} more");
            }
            catch (EvidenceException e)
            {
                _differing++;
                output.WriteLine($"{name}: {e.Message}");
            }
        }

        foreach (var stray in Strays(adapter, folder))
            output.WriteLine($"{adapter.Id}: evidence of '{stray}', which is no operation of it");
    }

    private static string Told(EvidenceReplay replay) =>
        string.Join(", ", new[] { Count(replay.Steps, "step"), Count(replay.Signs, "sign"), replay.Answers == 0 ? ""
            : $"{Count(replay.Rows, "row")} on {Count(replay.Answers, "page")}" }.Where(t => t.Length > 0));

    private static IEnumerable<string> Strays(Adapter adapter, string folder)
    {
        var evidence = Path.Combine(folder, "evidence");
        return Directory.Exists(evidence)
            ? Directory.EnumerateDirectories(evidence).Select(d => Path.GetFileName(d))
                .Where(n => !n.EndsWith(".writing", StringComparison.Ordinal) && adapter.Find(n) is null).Order(StringComparer.Ordinal)
            : [];
    }

    private static string Count(int number, string word) => $"{number} {word}{(number == 1 ? "" : "s")}";
}
