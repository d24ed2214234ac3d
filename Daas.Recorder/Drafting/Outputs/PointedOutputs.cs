using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Recorder.Drafting.Outputs.Records;
using Daas.Recorder.Drafting.Outputs.Values;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>
/// The answer built around what a person pointed at, where nothing that was found holds it: a further field of a table, the list whose record it
/// is in, or the record in which it stands beside its label.
/// </summary>
internal static class PointedOutputs
{
    private const int MostRows = 50;
    private const int LongestLabel = 24;
    private const double Alike = 0.45;

    /// <param name="page">The page that was pointed at.</param>
    /// <param name="picks">Folded texts.</param>
    /// <param name="known">What was found without pointing.</param>
    /// <returns>Null when the page does not show them, or nothing that Core can read holds them.</returns>
    public static OutputGuess? In(PageView page, IReadOnlyList<string> picks, IReadOnlyList<OutputGuess> known)
    {
        var reasons = new List<string>();
        var places = PointedPlaces.Of(page, picks, reasons);
        if (places.Count == 0)
            return null;
        var elements = places.Select(p => p.Element).ToList();
        var blocks = Blocks(elements);
        if (blocks is not null && IsLabelledOnce(elements[0], blocks))
            blocks = null;
        var found = (blocks is null ? null : Rows(page, blocks, places, known)) ?? Record(page, places, known);
        return found is null ? null : found with { Reasons = [.. found.Reasons, .. reasons] };
    }

    private static OutputGuess? Rows(
        PageView page, List<IElement> blocks, IReadOnlyList<(string Pick, IElement Element)> places, IReadOnlyList<OutputGuess> known)
    {
        foreach (var table in known.Where(k => k.Output.Rows is RowSource.Table))
        {
            if (Widened(page, table, places, blocks) is { } wide)
                return wide;
        }

        return BlockOutputs.Around(page, blocks, [.. places.Select(p => p.Element)]) is { } rows
            ? rows with { Reasons = [.. rows.Reasons, $"{string.Join(", ", places.Select(p => $"'{p.Pick}'"))} was pointed at; it is in one of these"] } : null;
    }

    /// <summary>The records like the one that holds what was pointed at; null when it repeats nowhere.</summary>
    private static List<IElement>? Blocks(List<IElement> pointed)
    {
        var mining = new ListMining();
        var said = PageTexts.Fold(pointed[0].TextContent);
        // A cell repeats too: the record says more than the value.
        return mining.Lists(pointed[0].Owner!).Where(l => l.Records.Any(r => pointed.TrueForAll(r[0].Contains) && PageTexts.Fold(r[0].TextContent) != said))
            .MaxBy(l => l.Score)?.Records.Select(r => r[0]).ToList() ?? Few(pointed);
    }

    /// <summary>Two that are alike are a list too where one of them was pointed at.</summary>
    private static List<IElement>? Few(List<IElement> pointed)
    {
        for (var node = pointed[0].ParentElement; node?.ParentElement is { } parent && node.LocalName != "body"; node = parent)
        {
            if (node.LocalName is "td" or "th" or "dd" or "dt" or "a" or "b" or "span" || !pointed.TrueForAll(node.Contains))
                continue;
            var shape = BlockShape.Of(node);
            var alike = parent.Children.Where(c => c.LocalName == node.LocalName && BlockShape.Of(c) is { Texts: > 1 } other
                && other.SharesClass(shape) && other.Likeness(shape) >= Alike).ToList();
            if (alike.Count > 1 && alike.Contains(node))
                return [.. new RecordSearch().Like([alike[0]]).Records.Select(r => r[0]).Where(r => ReferenceEquals(r.ParentElement, parent))];
        }

        return null;
    }

    /// <summary>True when the value has a label that no other of the blocks has: the blocks are the fields of one record.</summary>
    private static bool IsLabelledOnce(IElement pointed, List<IElement> blocks)
    {
        if (blocks.Find(b => b.Contains(pointed)) is not { } own || Label(pointed) is not { } label
            || !own.TextContent.Contains(label, StringComparison.Ordinal))
            return false;
        return blocks.Count(b => b.TextContent.Contains(label, StringComparison.Ordinal)) == 1 && blocks.Count(HasLabel) * 2 > blocks.Count;
    }

    private static bool HasLabel(IElement block) => block.QuerySelector("th, dt, label") is not null
        || (block.LocalName == "tr" && block.ChildElementCount == 2)
        || (PageWalk.Of(block.Owner!).Texts.FirstOrDefault(t => t.IsDescendantOf(block))?.Data.Trim() is [.., ':' or '：']);

    /// <summary>The table with a field for each cell that was pointed at and no header names.</summary>
    private static OutputGuess? Widened(PageView page, OutputGuess table, IReadOnlyList<(string Pick, IElement Element)> places, List<IElement> rows)
    {
        var output = table.Output;
        var reasons = new List<string>(table.Reasons);
        foreach (var (pick, element) in places)
        {
            if (Says(page, output, pick))
                continue;
            if (rows.Find(r => r.Contains(element)) is not { LocalName: "tr" } row)
                return null;
            var field = new Field { Name = Free(output, "value"), Css = BlockOutputs.Way(row, element), Optional = true };
            output = output with { Fields = [.. output.Fields, field] };
            if (!Says(page, output, pick))
                return null;
            reasons.Add($"'{pick}' was pointed at; no header names its column, so it is found in its row by {field.Css}");
        }

        return table with { Output = output, Reasons = reasons };
    }

    /// <summary>The record that was found, or one of its own, with what was pointed at by label, or else by place.</summary>
    private static OutputGuess? Record(PageView page, IReadOnlyList<(string Pick, IElement Element)> places, IReadOnlyList<OutputGuess> known)
    {
        var best = known.Where(k => k.Output.Record is { Json: null }).MaxBy(k => k.Score);
        if (best is null)
            return With(page, new OutputGuess(new Output { Record = new RecordSource() }, 1, []), places);
        // What was pointed at may stand outside the part that holds the labels.
        return With(page, best, places) ?? With(page, best with { Output = best.Output with { Record = new RecordSource() } }, places)
            ?? With(page, new OutputGuess(new Output { Record = new RecordSource() }, 1, []), places);
    }

    private static OutputGuess? With(PageView page, OutputGuess guess, IReadOnlyList<(string Pick, IElement Element)> places)
    {
        var output = guess.Output;
        var reasons = new List<string>(guess.Reasons);
        foreach (var (pick, element) in places)
        {
            if (Says(page, output, pick))
                continue;
            var label = Label(element);
            var ways = new List<(Field Field, string Why)>();
            if (label is not null)
                ways.Add((new Field { Name = Free(output, label), Title = label, Label = label }, $"it stands beside '{label}'"));
            if (CssPath.Short(element) is { } css)
                ways.Add((new Field { Name = Free(output, label ?? element.Id ?? "value"), Title = label, Css = css }, $"{css} finds it"));
            var place = CssPath.Of(element);
            ways.Add((new Field { Name = Free(output, label ?? "value"), Title = label, Css = place }, $"it is found by its place, {place}"));
            var way = ways.Find(w => Says(page, new Output { Record = output.Record, Fields = [w.Field] }, pick)
                && Says(page, output with { Fields = [.. output.Fields, w.Field] }, pick));
            if (way.Field is null)
                return null;
            output = output with { Fields = [.. output.Fields, way.Field] };
            reasons.Add($"'{pick}' was pointed at; {way.Why}");
        }

        return output.Fields.Count == 0 ? null : guess with { Output = output, Reasons = reasons };
    }

    private static bool Says(PageView page, Output output, string pick) => output.Fields.Count > 0
        && OutputGuess.Read(output, page, MostRows) is { } rows
        && rows.Any(r => r.Values.Any(v => v is string text && PageTexts.Fold(text).Equals(pick, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The words before the value, when they can be its label.</summary>
    private static string? Label(IElement element)
    {
        var (words, node) = PageWalk.Of(element.Owner!).Before(element);
        var label = words.TrimEnd(':', '：', '*', ' ').TrimStart('*', ' ');
        return node is not null && label.Length is > 0 and <= LongestLabel && label.Any(char.IsLetter)
            && (words is [.., ':' or '：'] || node.ParentElement is { LocalName: "th" or "dt" or "label" or "td" or "b" or "strong" or "span" }) ? label : null;
    }

    private static string Free(Output output, string title)
    {
        var names = new FieldNames("value");
        string name;
        do
            name = names.Next(title);
        while (output.Fields.Any(f => f.Name == name));
        return name;
    }
}
