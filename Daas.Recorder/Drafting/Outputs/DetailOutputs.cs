using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Details;
using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Tables;
using Daas.Core.Extraction.Values;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>The labelled values of a page: detail tables, definition lists, "label: value" lines, filled forms.</summary>
internal sealed partial class DetailOutputs
{
    private const int LongestLabel = 24;
    private const int MostFields = 80;

    /// <summary>What lies over the page is what a person looks at.</summary>
    private const double OverWeight = 1.5;

    private readonly VisibleText _text = new();
    private readonly List<(string Label, IElement Near, bool InText)> _labels = [];

    public static List<OutputGuess> In(PageView page)
    {
        var finder = new DetailOutputs();
        foreach (var frame in page.Frames)
            finder.Collect(frame.Document);
        var found = new List<OutputGuess>();
        if (finder.Guess(page, [.. page.Frames.Select(f => ((INode)f.Document, f.Base))], null, 2) is { } whole)
            found.Add(whole);
        // The same words may be labels elsewhere on the page: in a menu, in the search form above.
        foreach (var part in DetailParts.In(page).Where(p => p.Scope.LocalName != "table" || !IsList(p.Scope)))
        {
            var narrow = new DetailOutputs();
            narrow.Collect(part.Scope);
            if (narrow.Guess(page, [(part.Scope, part.Base)], part.Css, part.IsOver ? 2 : 3) is { } guess)
                found.Add(part.IsOver ? guess with { Score = guess.Score * OverWeight } : guess);
        }

        return found;
    }

    /// <param name="page">Where it is read from.</param>
    /// <param name="scopes">Where the labels were collected.</param>
    /// <param name="within">Finds the scope; null when it is the whole page.</param>
    /// <param name="fewest">Fewer values are none.</param>
    private OutputGuess? Guess(PageView page, IReadOnlyList<(INode Node, Uri Base)> scopes, string? within, int fewest)
    {
        var labels = _labels.DistinctBy(l => TextFold.Key(l.Label)).Take(MostFields).ToList();
        var plans = labels.Select((l, i) => FieldPlan.Of(new Field { Name = "value", Label = l.Label }, i)).ToArray();
        var index = new LabelIndex(plans, _text);
        foreach (var (node, at) in scopes)
            index.Add(node, at);
        var names = new FieldNames();
        var fields = new List<Field>();
        var near = new List<IElement>();
        var typed = 0;
        for (var i = 0; i < plans.Length; i++)
        {
            var raw = index.Read(plans[i]);
            var isTyped = IsFilled(labels[i].Near);
            var isBlank = string.IsNullOrWhiteSpace(raw.Text);
            if (raw.IsMissing || raw.Problem is not null || (isBlank && !isTyped) || raw.Text?.Length > 2000
                || (!isBlank && plans.Any(p => p.LabelKey == TextFold.Key(raw.Text!))))
                continue;
            // An empty field of a form belongs to the record as much as a filled one; what somebody wrote into one record need not be in another.
            var optional = isBlank || labels[i].InText;
            fields.Add(new Field { Name = names.Next(labels[i].Label), Title = labels[i].Label, Label = labels[i].Label, Optional = optional });
            if (isBlank)
                continue;
            near.Add(labels[i].Near);
            if (isTyped)
                typed++;
        }

        if (near.Count < fewest)
            return null;
        var shown = near.Count - typed;
        List<string> reasons = [$"{near.Count} values stand beside labels: {string.Join(", ", fields.Take(8).Select(f => f.Label))}{(fields.Count > 8 ? " …" : "")}"];
        if (typed > 0)
            reasons.Add($"{typed} of them are in fields of a form");
        var output = new Output { Record = new RecordSource(within ?? Within(near)), Fields = fields };
        if (within is null && output.Record.Within is { } around && OutputGuess.Read(output, page, 1) is null)
        {
            reasons.Add($"not narrowed to {around}, which does not hold them all");
            output = output with { Record = new RecordSource() };
        }

        return new OutputGuess(output, (1.5 * shown) + (0.4 * typed), reasons);
    }

    /// <summary>The smallest block around all labels that has a lasting name; null when only the page itself does.</summary>
    private static string? Within(List<IElement> labels)
    {
        for (var node = labels[0].ParentElement; node is not null and not IHtmlBodyElement; node = node.ParentElement)
        {
            if (labels.TrueForAll(l => node.Contains(l)) && CssPath.Short(node) is { } css && node.LocalName is not ("html" or "tr" or "label"))
                return css;
        }

        return null;
    }

    private void Collect(INode scope)
    {
        var walk = new NodeWalk();
        walk.Start(scope);
        while (walk.Next())
        {
            if (walk.Leaving)
                continue;
            switch (walk.Node)
            {
                case IElement element when Hiding.IsHidden(element) || element.LocalName is "nav" or "footer" or "select" or "button":
                    walk.Skip();
                    break;
                case IElement { LocalName: "table" } table when IsList(table):
                    walk.Skip();
                    break;
                case IElement { LocalName: "th" } head when IsOverNothing(head):
                    break;
                case IElement { LocalName: "th" or "dt" or "label" } element:
                    Add(_text.Short(element, LongestLabel), element);
                    break;
                case IElement { LocalName: "td" } cell when cell.NextElementSibling is { LocalName: "td" }
                    && cell.QuerySelector("table, input, select, textarea, td") is null
                    && IsLabelCell(cell):
                    Add(_text.Short(cell, LongestLabel), cell);
                    break;
                case IText text:
                    Lines(text);
                    break;
            }
        }
    }

    /// <summary>A title of a list without rows, or whose rows are in another table.</summary>
    private static bool IsOverNothing(IElement head) =>
        head.ParentElement is { LocalName: "tr", ChildElementCount: > 1 } line && line.Children.All(c => c.LocalName == "th")
        && head.Closest("table") is { } table
        && !table.QuerySelectorAll("tr").Any(r => r != line && r.ChildElementCount == line.ChildElementCount && r.QuerySelector("td") is not null);

    /// <summary>Odd cells of a table whose every row has pairs, or what ends in a colon.</summary>
    private bool IsLabelCell(IElement cell)
    {
        if (_text.Short(cell, LongestLabel) is not { Length: > 0 } words)
            return false;
        if (words is [.., ':' or '：'])
            return true;
        if (cell.ParentElement is not { } row)
            return false;
        var cells = row.Children.Where(c => c.LocalName is "td" or "th").ToList();
        return cells.Count % 2 == 0 && cells.IndexOf(cell) % 2 == 0 && cells.Count <= 8 && !Value().IsMatch(words)
            && (LabelClass().IsMatch(cell.ClassName ?? "") || (cell.GetAttribute("bgcolor") ?? "") != (cell.NextElementSibling!.GetAttribute("bgcolor") ?? "")
                || (cell.ClassName ?? "") != (cell.NextElementSibling.ClassName ?? "") || cell.QuerySelector("b, strong") is not null || cells.Count == 2
                || (cell.Closest("table") is { } table && AreLabels(table)));
    }

    /// <summary>Nothing tells labels from values but the words: most of the odd cells are words that titles are made of.</summary>
    private bool AreLabels(IElement table)
    {
        var odd = table.QuerySelectorAll("tr").SelectMany(r => r.Children.Where((_, i) => i % 2 == 0)).Select(c => _text.Short(c, LongestLabel) ?? "").ToList();
        return odd.Distinct().Count() == odd.Count && odd.Count(w => FieldNames.Of(w) is not null) * 2 >= odd.Count;
    }

    private void Lines(IText text)
    {
        var words = TextFold.Fold(text.Data);
        if (text.ParentElement is not { } parent || words.Length is 0 or > 200 || parent.LocalName is "option" or "a" or "title" or "h1")
            return;
        foreach (Match match in LabelInText().Matches(words))
            Add(match.Groups["label"].Value, parent, words[(match.Groups["label"].Index + match.Groups["label"].Length)..].Trim(' ', ':', '：').Length > 0);
    }

    private void Add(string? words, IElement near, bool inText = false)
    {
        var label = PageTexts.Fold(words ?? "").TrimEnd(':', '：', '*', ' ').TrimStart('*', ' ');
        if (label.Length is >= 1 and <= LongestLabel && !Value().IsMatch(label))
            _labels.Add((label, near, inText));
    }

    /// <summary>A header line over several rows: a list, whose headers are no labels.</summary>
    private static bool IsList(IElement table)
    {
        var rows = TableLine.Of(table).Take(4).ToList();
        var grid = new GridWalk(false);
        if (rows.Count < 2 || table.QuerySelector("table") is not null)
            return false;
        grid.Read(rows[0]);
        return grid.Width >= 2 && (grid.IsAllHeads || rows[0].IsHead);
    }

    private static bool IsFilled(IElement label) =>
        (label as IHtmlLabelElement)?.Control is not null || label.QuerySelector("input, select, textarea") is not null
        || label.NextElementSibling?.QuerySelector("input:not([type=hidden]), select, textarea") is not null
        || label.NextElementSibling is IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement;

    [GeneratedRegex(@"(?:^|[\s　;；,，|])(?<label>[^\s:：;；,，|。.!?！？()（）/]{1,12}(?: [^\s:：;；,，|]{1,12})?)\s*[:：](?!//)")]
    private static partial Regex LabelInText();

    [GeneratedRegex(@"^[\d\s.,:/%¥$-]+$|^\d{4}[-/年]|://|@")]
    private static partial Regex Value();

    [GeneratedRegex(@"label|title|name|head|key|caption|\bth\b|\blb", RegexOptions.IgnoreCase)]
    private static partial Regex LabelClass();
}
