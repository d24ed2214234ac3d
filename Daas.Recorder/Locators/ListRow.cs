using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Finding;

namespace Daas.Recorder.Locators;

/// <summary>The row of a list in which an element stands.</summary>
/// <param name="Row">A table row, list item or element of that role.</param>
/// <param name="Cells">What it shows.</param>
internal sealed partial record ListRow(IElement Row, IReadOnlyList<RowCell> Cells)
{
    private const int LongestKey = 60;
    private const int FarthestHead = 8;

    /// <summary>Null when the element is in no list: a form, a menu, a layout table.</summary>
    public static ListRow? Of(IElement element)
    {
        for (var row = element.ParentElement; row is not null; row = row.ParentElement)
        {
            if (row.LocalName == "tr" && Table(row, element) is { } line)
                return line;
            if ((row.LocalName == "li" || row.GetAttribute("role") == "row") && Item(row, element) is { } item)
                return item;
            if (row.LocalName is "form" or "body")
                break;
        }

        return null;
    }

    /// <summary>Words at the head of the column in which an element of the row stands; empty when there are none.</summary>
    public string HeaderOf(IElement element) => Cells.FirstOrDefault(c => c.Cell != Row && c.Cell.Contains(element))?.Header ?? "";

    /// <summary>True when an element of the row shows what is the record's, such as its title: not what all rows offer, nor a thing to do.</summary>
    public bool IsOwn(IElement element)
    {
        var words = Spoken.Of(PageText.Of(element));
        if (words.Length == 0 || Doing().IsMatch(words) || Cells.FirstOrDefault(c => c.Cell != Row && c.Cell.Contains(element)) is not { } cell
            || Actions().IsMatch(cell.Header))
            return false;
        var same = cell.Others.Count(o => o.Contains(words, StringComparison.Ordinal));
        return cell.Header.Length > 0 ? same * 2 <= cell.Others.Count : cell.Others.Count > 0 && same == 0;
    }

    /// <summary>The cell that tells the row from the others best; null when none does.</summary>
    public RowCell? Key() => Cells.Where(c => c is { IsOnly: true, Text.Length: > 0 and <= LongestKey } && !c.IsOrder)
        .OrderByDescending(c => c.Weight).FirstOrDefault();

    private static ListRow? Table(IElement row, IElement element)
    {
        if (row.Closest("table") is not { } table || PageParts.ControlsIn(row).Any(c => !PageParts.IsTick(c) && PageText.IsShown(c)))
            return null;
        var cells = row.Children.Where(c => c.LocalName is "td" or "th").ToList();
        if (cells.Count < 2 || cells.TrueForAll(c => c.LocalName == "th"))
            return null;
        var alike = table.QuerySelectorAll("tr").Where(r => r != row && r.Closest("table") == table && r.ChildElementCount == cells.Count).ToList();
        var columns = Columns.Around(cells[0]);
        var heads = cells.Select(c => columns?.HeaderAbove(c)).ToList();
        var head = alike.Find(r => r.Children.All(c => c.LocalName == "th") || r.Closest("thead") is not null)
            ?? HeadBeside(table, cells.Count, false)
            ?? FirstLine(table, row, cells.Count);
        if (head is null && HeadBeside(table, cells.Count, true) is { } beside)
            head = beside;
        else if (IsPairs(row) && (head is null || IsPairs(head)))
            return null;
        var own = Spoken.Of(PageText.Of(element));
        alike.RemoveAll(r => r == head || r.Children.All(c => c.LocalName == "th"));
        var repeats = alike.Count(r => r.QuerySelectorAll(element.LocalName).Any(e => Spoken.Of(PageText.Of(e)) == own));
        if (head is null && repeats == 0)
            return null;
        return new ListRow(row, [.. cells.Select((cell, i) => Cell(cell, head?.Children[i] is { } h ? PageText.Of(h) : heads[i] ?? "", alike, i))]);
    }

    /// <summary>The first line of several cells, when it is plain words over lines like it.</summary>
    private static IElement? FirstLine(IElement table, IElement row, int cells) =>
        table.QuerySelectorAll("tr").FirstOrDefault(r => r.Closest("table") == table && r.ChildElementCount > 1) is { } first && first.ChildElementCount == cells
            && first.QuerySelector("a[href],button,input") is null && Follows(first, row) ? first : null;

    /// <summary>Cells of a record's own page: what a value is called stands before it, and looks otherwise.</summary>
    private static bool IsPairs(IElement row)
    {
        var looks = row.Children.Select(c => $"{c.LocalName} {c.ClassName} {c.GetAttribute("bgcolor")} {c.QuerySelector("b,strong,label") is not null}").ToList();
        var first = Spoken.Of(PageText.Of(row.Children[0]));
        return looks.Count % 2 == 0 && (looks[0] != looks[1] || first is [.., ':' or '：'])
            && Enumerable.Range(0, looks.Count).All(i => looks[i] == looks[i % 2] || looks.Count == 2);
    }

    /// <summary>The head of a grid whose head is a table of its own, before the one with the rows.</summary>
    private static IElement? HeadBeside(IElement table, int cells, bool isPlain)
    {
        var at = table.ParentElement;
        for (var levels = 0; at is not null && levels < FarthestHead; at = at.ParentElement, levels++)
        {
            var before = at.QuerySelectorAll("tr").Where(r => r.Closest("table") is { } other && other != table && !other.Contains(table)
                && Follows(r, table)).ToList();
            if (before.Count > 0)
                return before.FindLast(r => r.ChildElementCount == cells
                    && (r.Children.All(c => c.LocalName == "th") || r.Closest("thead") is not null || (isPlain && IsAlone(r))));
        }

        return null;
    }

    private static bool IsAlone(IElement row) => row.Closest("table")!.QuerySelectorAll("tr").Length == 1 && !PageParts.ControlsIn(row).Any(c => !PageParts.IsTick(c));

    private static bool Follows(IElement first, IElement row) => first.CompareDocumentPosition(row).HasFlag(DocumentPositions.Following);

    private static RowCell Cell(IElement cell, string head, List<IElement> alike, int index)
    {
        var text = Spoken.Of(PageText.Of(cell));
        var others = alike.Where(r => r.ChildElementCount > index).Select(r => Spoken.Of(PageText.Of(r.Children[index]))).ToList();
        // What stands above is a row like this one where the table has no head.
        return new RowCell(cell, others.Contains(Spoken.Of(head)) ? "" : Spoken.Label(head), text, !others.Contains(text), others);
    }

    private static ListRow? Item(IElement row, IElement element)
    {
        var own = Spoken.Of(PageText.Of(element));
        if (row.Closest("nav,[role=navigation],[role=menu],[role=menubar],[role=listbox],[role=tablist],[role=tree]") is not null)
            return null;
        var alike = row.ParentElement?.Children.Where(c => c != row && c.LocalName == row.LocalName).ToList() ?? [];
        var repeats = alike.Count(r => r.QuerySelectorAll(element.LocalName).Any(e => Spoken.Of(PageText.Of(e)) == own));
        // Records offer the same to be done with each; menus that share a word do not.
        if (repeats == 0 || repeats * 2 < alike.Count || own.Length == 0)
            return null;
        var leaves = row.QuerySelectorAll("*").Where(e => e.ChildElementCount == 0 && e != element && Spoken.Of(PageText.Of(e)) is { Length: > 0 } t
            && t != own);
        var texts = alike.ConvertAll(r => Spoken.Of(PageText.Of(r)));
        return new ListRow(row, [.. leaves.Select(e => Spoken.Of(PageText.Of(e)))
            .Select(t => new RowCell(row, "", t, texts.TrueForAll(other => !other.Contains(t, StringComparison.Ordinal)), []))]);
    }

    [GeneratedRegex(@"^(操作|功能|管理|选择|actions?|options?|select)$", RegexOptions.IgnoreCase)]
    private static partial Regex Actions();

    [GeneratedRegex(
        "^(查看|查阅|详情|详细|明细|浏览|编辑|修改|更新|删除|打开|下载|打印|导出|处理|办理|受理|审核|审批|选择|选定|更多|进入|展开|view|details?|show|open|edit|change|modify|delete|"
        + "remove|select|choose|download|print|more|copy)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Doing();
}
