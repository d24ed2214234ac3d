namespace Daas.Recorder.Drafting.Review;

public enum LineChange
{
    Same,
    Added,
    Removed,
}

/// <summary>One line of a file that is compared with its published version.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Before">Its one-based number in the published file; null when it is not there.</param>
/// <param name="After">Its one-based number in the new file; null when it is not there.</param>
/// <param name="Text">Without the line's end.</param>
public sealed record DiffLine(LineChange Change, int? Before, int? After, string Text);

/// <summary>A file compared with its published version, line by line.</summary>
/// <param name="File">Its name.</param>
/// <param name="IsNew">There is no published version of it.</param>
/// <param name="Lines">All lines of both, in order.</param>
public sealed record LineDiff(string File, bool IsNew, IReadOnlyList<DiffLine> Lines)
{
    private const int Around = 3;

    public bool IsChanged => Lines.Any(l => l.Change != LineChange.Same);

    /// <summary>In the usual form of patches: changed lines with three around them; empty when nothing changed.</summary>
    public string Unified
    {
        get
        {
            if (!IsChanged)
                return "";
            var text = new List<string> { IsNew ? "--- /dev/null" : $"--- a/{File}", $"+++ b/{File}" };
            var changed = Enumerable.Range(0, Lines.Count).Where(i => Lines[i].Change != LineChange.Same).ToList();
            for (var i = 0; i < changed.Count;)
            {
                var until = i;
                while (until + 1 < changed.Count && changed[until + 1] - changed[until] <= 2 * Around + 1)
                    until++;
                var part = Lines.Skip(changed[i] - Around).Take(changed[until] + Around + 1 - Math.Max(0, changed[i] - Around)).ToList();
                text.Add($"@@ -{Span(part, l => l.Before)} +{Span(part, l => l.After)} @@");
                text.AddRange(part.Select(l => (l.Change switch { LineChange.Added => "+", LineChange.Removed => "-", _ => " " }) + l.Text));
                i = until + 1;
            }

            return string.Join('\n', text) + "\n";
        }
    }

    internal static LineDiff Of(string file, string? published, string draft)
    {
        var (before, after) = (Lined(published ?? ""), Lined(draft));
        return new LineDiff(file, published is null, [.. Alignment.Of(before, after, string.Equals).Select(p => new DiffLine(
            p.First is null ? LineChange.Added : p.Second is null ? LineChange.Removed : LineChange.Same, p.First + 1, p.Second + 1,
            p.Second is { } place ? after[place] : before[p.First!.Value]))]);
    }

    private static string Span(List<DiffLine> part, Func<DiffLine, int?> number)
    {
        var numbers = part.Select(number).OfType<int>().ToList();
        return numbers.Count == 0 ? "0,0" : $"{numbers[0]},{numbers.Count}";
    }

    private static string[] Lined(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
