using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>What a frame shows beside, under or in a label that tells of a person, and which of its words are the system's own.</summary>
internal static partial class PageLabels
{
    private const int LongestValue = 200;
    private const int LeastListed = 3;
    private const int LeastInColumn = 4;

    /// <summary>Pairs of label and value, of whatever kind.</summary>
    public static IEnumerable<(string Label, string Value)> Pairs(FrameView frame)
    {
        var document = frame.Document;
        foreach (var table in document.QuerySelectorAll("table").OfType<IHtmlTableElement>())
        {
            foreach (var pair in InColumns(table))
                yield return pair;
        }

        foreach (var label in document.QuerySelectorAll("td,th,dt,label,b,strong,span,div"))
        {
            if (label.ChildElementCount <= 3 && label.Children.All(c => c.ChildElementCount == 0 && c.LocalName is not ("div" or "p" or "input" or "select"))
                && Words(label) is { Length: > 1 and < 30 } words && LabelWords.KindOf(words) is not null
                && Beside(label, words) is { } value)
            {
                foreach (var text in TextsOf(value))
                    yield return (words, text);
            }
        }

        var labels = new Labels(frame);
        foreach (var field in document.QuerySelectorAll("input,textarea")
            .Where(f => Controls.TypeOf(f) is not ("submit" or "button" or "image" or "reset" or "checkbox" or "radio" or "file")))
        {
            if (Core.Finding.Names.ValueOf(field).Trim() is not { Length: > 1 and <= LongestValue } value)
                continue;
            foreach (var name in (labels.Of(field).FirstOrDefault(t => t.Length > 0) ?? []).Append(field.GetAttribute("name")).Append(field.Id)
                .OfType<string>())
                yield return (name, value);
        }

        foreach (var option in document.QuerySelectorAll("option").Select(Words).Where(Formats.IsAccountAndName))
            yield return ("owner", option);
        foreach (var name in BesideSignOut(document))
            yield return (ChineseNames.LooksLikeOne(name) ? "姓名" : "name", name);
        foreach (Match m in Inline().Matches(frame.Text))
            yield return (m.Groups["label"].Value, m.Groups["value"].Value);
        foreach (Match m in Greeting().Matches(frame.Text))
            yield return ("当前用户", m.Groups["value"].Value);
    }

    /// <summary>Options, headers and labels: words of the system, which no redaction may change.</summary>
    public static IEnumerable<string> Own(FrameView frame)
    {
        foreach (var element in frame.Document.QuerySelectorAll("option,th,label,legend,dt,button,h1,h2,h3"))
        {
            if (Bare(Words(element)) is var words && !Formats.IsAccountAndName(words))
                yield return words;
        }

        foreach (var cell in frame.Document.QuerySelectorAll("td").Where(c => Words(c) is [.., ':' or '：']))
            yield return Bare(Words(cell));
        foreach (var button in frame.Document.QuerySelectorAll("input[type=submit],input[type=button]"))
            yield return Bare(button.GetAttribute("value") ?? "");
    }

    /// <summary>Names in lists of people: options, choices, links, items, columns, whatever they are called.</summary>
    public static IEnumerable<string> People(FrameView frame)
    {
        var document = frame.Document;
        var lists = document.QuerySelectorAll("option,label,li,a")
            .GroupBy(e => (Holder: e.LocalName == "label" ? e.ParentElement?.ParentElement : e.ParentElement, e.LocalName)).Where(g => g.Key.Holder is not null)
            .Select(g => g.Select(Words).Where(w => !Choosing().IsMatch(w)).ToList());
        return lists.Where(l => ChineseNames.AreMostly(l, LeastListed)).SelectMany(l => l).Where(ChineseNames.LooksLikeOne)
            .Concat(document.QuerySelectorAll("table").OfType<IHtmlTableElement>().SelectMany(Columns)
                .SelectMany(c => ChineseNames.InColumn(c, LeastInColumn)));
    }

    private static IEnumerable<List<string>> Columns(IHtmlTableElement table) =>
        table.Rows.SelectMany(r => r.Cells.Select((c, i) => (Cell: c, At: i))).Where(c => c.Cell.LocalName == "td").GroupBy(c => c.At)
            .Select(g => g.Select(c => Words(c.Cell)).ToList());

    private static IEnumerable<(string Label, string Value)> InColumns(IHtmlTableElement table)
    {
        var heads = new List<(int From, int To, string Words)>();
        foreach (var row in table.Rows)
        {
            var at = 0;
            var cells = row.Cells.Select(c => (Cell: (IElement)c, From: at, To: at += Math.Clamp(c.ColumnSpan, 1, 100))).ToList();
            if (IsHead(row, cells.ConvertAll(c => c.Cell)))
            {
                heads = [.. cells.Select(c => (c.From, c.To, Words(c.Cell)))
                    .Where(c => c.Item3.Length is > 0 and < 30 && LabelWords.KindOf(c.Item3) is not null)];
                continue;
            }

            foreach (var (cell, from, to) in cells)
            {
                if (heads.Find(h => h.From <= from && to <= h.To) is not { Words: { } words } || LabelWords.KindOf(Words(cell)) is not null)
                    continue;
                foreach (var text in TextsOf(cell))
                    yield return (words, text);
            }
        }
    }

    /// <summary>A row of headers: of header cells, or of short words none of which is the value of its neighbour.</summary>
    private static bool IsHead(IHtmlTableRowElement row, List<IElement> cells)
    {
        if (cells.Count < 2 || !cells.Exists(c => LabelWords.KindOf(Words(c)) is not null))
            return false;
        if (cells.TrueForAll(c => c.LocalName == "th") || row.ParentElement is { LocalName: "thead" })
            return true;
        if (cells.Exists(c => c.LocalName == "th") || cells.Exists(c => Words(c) is [.., ':' or '：'] || Words(c).Length > 20 || Words(c).Any(char.IsAsciiDigit)
            || PageParts.ControlsIn(c).Any(f => !PageParts.IsTick(f))))
            return false;
        for (var i = 0; i + 1 < cells.Count; i++)
        {
            if (LabelWords.KindOf(Words(cells[i])) is var (kind, isSure) && Formats.Labelled(kind, isSure, Words(cells[i + 1])).Any())
                return false;
        }

        return true;
    }

    /// <summary>What stands together with the way out: often who is signed in, without any label.</summary>
    private static IEnumerable<string> BesideSignOut(IDocument document)
    {
        foreach (var way in document.QuerySelectorAll("a,button,input[type=button]")
            .Where(e => SignOut().IsMatch($"{Words(e)} {e.GetAttribute("value")} {e.GetAttribute("title")}")))
        {
            var holder = way;
            for (var depth = 0; depth < 5 && holder.ParentElement is { LocalName: not ("body" or "html") } around && Words(around).Length <= 60; depth++)
                holder = around;
            IElement?[] near = [holder, holder.PreviousElementSibling, holder.NextElementSibling];
            foreach (var part in near.OfType<IElement>().Where(e => Words(e).Length <= 60).SelectMany(e => e.QuerySelectorAll("*").Prepend(e))
                .SelectMany(e => e.ChildNodes.OfType<IText>()))
            {
                if (Blanks().Replace(part.Data, " ").Trim() is { Length: > 1 } text)
                    yield return text;
            }
        }
    }

    private static IElement? Beside(IElement label, string words)
    {
        if (label.LocalName is "td" or "th" or "dt")
            return label.LocalName == "th" && label.ParentElement?.Children.All(c => c.LocalName == "th") == true ? null : label.NextElementSibling;
        if (label.NextElementSibling is { } next && !PageParts.IsControl(next))
            return next;
        return words is [.., ':' or '：'] ? label.ParentElement?.NextElementSibling : null;
    }

    private static IEnumerable<string> TextsOf(IElement holder)
    {
        if (Words(holder) is { Length: > 1 and <= LongestValue } words)
            yield return words;
        foreach (var inner in holder.QuerySelectorAll("a,span,li,div,font,p").Where(e => e.FirstElementChild is null))
        {
            if (Words(inner) is { Length: > 1 and <= LongestValue } text)
                yield return text;
        }

        if (holder.GetAttribute("title")?.Trim() is { Length: > 1 and <= LongestValue } title)
            yield return title;
    }

    private static string Words(IElement element) => Blanks().Replace(PageText.Of(element), " ").Trim();

    private static string Bare(string words) => words.Trim('*', ':', '：', ' ');

    [GeneratedRegex(@"退出|注销|登出|签退|\b(log|sign) ?(out|off)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SignOut();

    [GeneratedRegex("^$|^[-—=]|请?选择|全部|不限|所有")]
    private static partial Regex Choosing();

    [GeneratedRegex(@"[\s\u00A0\u3000]+")]
    private static partial Regex Blanks();

    // No label has a word of thousands of letters; looked for from each of them, they would take minutes.
    [GeneratedRegex(@"(?<label>[\u4E00-\u9FFF]{2,8}|[A-Z][A-Za-z]{1,40}( [A-Za-z]{1,40}){0,2})[ \u3000]?[:：\[【][ \u00A0]?"
        + @"(?<value>[^\s:：,，;；。|()（）【】\[\]]{2,60}( [A-Z][a-z]+)?)")]
    private static partial Regex Inline();

    [GeneratedRegex(@"(欢迎(您|你|回来|登录)?|您好|你好)[，,:：!！\s]*(?<value>[\u4E00-\u9FFF]{2,4})(?![\u4E00-\u9FFF])|(?<value>[\u4E00-\u9FFF]{2,4})[，,\s]*(您好|你好)")]
    private static partial Regex Greeting();
}
