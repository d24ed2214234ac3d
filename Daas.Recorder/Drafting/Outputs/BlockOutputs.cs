using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Recorder.Drafting.Outputs.Records;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Lists that are no tables: one row for each of the repeated blocks of a page.</summary>
internal static class BlockOutputs
{
    private const int MostLists = 4;
    private const int MostFields = 12;
    private const int Enough = 50;

    public static List<OutputGuess> In(PageView page)
    {
        var found = new List<OutputGuess>();
        foreach (var frame in page.Frames)
        {
            foreach (var list in ListMining.In(frame.Document).Where(l => l.Records[0] is [{ LocalName: not "tr" }]).Take(MostLists))
            {
                if (Guess(page, [.. list.Records.Select(r => r[0])]) is { } guess)
                    found.Add(guess);
            }
        }

        return found;
    }

    private static OutputGuess? Guess(PageView page, List<IElement> blocks)
    {
        if (blocks[0].ParentElement is not { } parent || Css(blocks) is not { } css)
            return null;
        var within = blocks.TrueForAll(b => ReferenceEquals(b.ParentElement, parent)) ? CssPath.Of(parent) : null;
        var source = new RowSource.Each(within is null ? css : $"{within} > {css}");
        var fields = Fields(blocks);
        var output = new Output { Rows = source, Fields = fields };
        if (fields.Count == 0 || OutputGuess.Read(output, page, Enough) is not { } rows || rows.Count != Math.Min(Enough, blocks.Count))
            return null;
        var filled = rows.Sum(r => r.Values.Count(v => v is not null)) / (double)(rows.Count * fields.Count);
        var plain = blocks.Average(b => Math.Min(80, PageTexts.Fold(b.TextContent).Length));
        return new OutputGuess(output, Math.Log2(1 + rows.Count) * Math.Min(4, fields.Count) * filled * Math.Min(1, plain / 40) * 0.7,
            [$"{blocks.Count} blocks {source.Css} are built alike; each is a row"]);
    }

    /// <summary>One row for each of the blocks, what was pointed at among its fields. Null when no CSS finds the blocks, and them alone.</summary>
    public static OutputGuess? Around(PageView page, List<IElement> blocks, IReadOnlyList<IElement> pointed)
    {
        if (blocks[0].ParentElement is not { } parent || Css(blocks) is not { } css || blocks.Find(b => pointed.All(b.Contains)) is not { } own)
            return null;
        var isOne = blocks.TrueForAll(b => ReferenceEquals(b.ParentElement, parent));
        var fields = new List<Field>(Fields(blocks));
        var names = new FieldNames();
        foreach (var field in fields)
            names.Next(field.Name);
        foreach (var way in pointed.Select(e => Way(own, e)).Where(w => !fields.Exists(f => f.Css == w)))
            fields.Add(new Field { Name = names.Next(Word(way)), Css = way, Optional = true });
        // Lines of headers stand before the first.
        var before = parent.Children.TakeWhile(c => !ReferenceEquals(c, blocks[0])).Count(c => c.LocalName == blocks[0].LocalName);
        string[] ways = isOne ? [$"{CssPath.Of(parent)} > {css}", $"{CssPath.Of(parent)} > {css}:nth-of-type(n+{before + 1})"] : [css];
        foreach (var way in ways)
        {
            var output = new Output { Rows = new RowSource.Each(way), Fields = fields };
            if (OutputGuess.Read(output, page, Enough) is { } rows && rows.Count == Math.Min(Enough, blocks.Count))
                return new OutputGuess(output, Math.Log2(1 + rows.Count), [$"{blocks.Count} blocks {way} are built alike; each is a row"]);
        }

        return null;
    }

    /// <summary>CSS that all blocks have in common: tag and classes.</summary>
    private static string? Css(List<IElement> blocks)
    {
        var classes = CssPath.Classes(blocks[0]).Where(c => blocks.TrueForAll(b => b.ClassList.Contains(c))).Take(2).ToList();
        return blocks.TrueForAll(b => b.LocalName == blocks[0].LocalName) ? blocks[0].LocalName + string.Concat(classes.Select(c => $".{c}")) : null;
    }

    /// <summary>The parts that most blocks have at one place, named by their classes.</summary>
    private static List<Field> Fields(List<IElement> blocks)
    {
        var parts = blocks.Take(Enough).SelectMany(b => Parts(b).DistinctBy(p => p)).GroupBy(p => p).Where(g => g.Count() * 2 > Math.Min(Enough, blocks.Count))
            .Select(g => g.Key).Take(MostFields).ToList();
        var names = new FieldNames();
        if (parts.Count == 0)
            return blocks.TrueForAll(b => b.QuerySelector("*") is null) ? [new Field { Name = "text" }] : [];
        return [.. parts.Select(p => new Field { Name = names.Next(Word(p)), Css = p, Optional = true })];
    }

    private static IEnumerable<string> Parts(IElement block)
    {
        var walk = new NodeWalk();
        walk.Start(block);
        while (walk.Next())
        {
            if (walk.Leaving || walk.Node is not IElement element)
                continue;
            if (Hiding.IsHidden(element) || element.LocalName is "button" or "svg")
            {
                walk.Skip();
                continue;
            }

            if (!element.ChildNodes.OfType<IText>().Any(t => !string.IsNullOrWhiteSpace(t.Data)))
                continue;
            walk.Skip();
            yield return Way(block, element);
        }
    }

    /// <summary>The shortest CSS that singles the part out in its block.</summary>
    public static string Way(IElement block, IElement part)
    {
        var own = part.LocalName + string.Concat(CssPath.Classes(part).Select(c => $".{c}"));
        var path = own;
        for (var node = part; ; node = node.ParentElement!)
        {
            if (Selectors.Read(path) is { } selector && Selectors.All(selector, block) is [var first, ..] && ReferenceEquals(first, part))
                return path;
            if (node.ParentElement is null || ReferenceEquals(node.ParentElement, block))
                return Positional(block, part);
            path = $"{CssPath.Step(node.ParentElement)} > {(ReferenceEquals(node, part) ? CssPath.Step(part) : path)}";
        }
    }

    private static string Positional(IElement block, IElement part)
    {
        var path = CssPath.Step(part);
        for (var node = part.ParentElement; node is not null && !ReferenceEquals(node, block); node = node.ParentElement)
            path = $"{CssPath.Step(node)} > {path}";
        return path;
    }

    /// <summary>A class that is a word, or else what the tag stands for.</summary>
    private static string Word(string css)
    {
        var last = css.Split(" > ")[^1];
        var parts = last.Split('.');
        return parts.Length > 1 ? parts[^1] : parts[0].Split(':')[0] switch
        {
            "a" => "title",
            "h1" or "h2" or "h3" or "h4" or "h5" => "heading",
            "p" => "text",
            "time" => "time",
            _ => "\u0000",
        };
    }
}
