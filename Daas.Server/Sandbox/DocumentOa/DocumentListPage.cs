using System.Text;

namespace Daas.Server.Sandbox.DocumentOa;

/// <summary>
/// <c>docList.do</c>: cells never closed, header cells that are plain cells, fifteen lines whether there are so many or not, the page
/// number in a hidden field.
/// </summary>
internal sealed class DocumentListPage(DocumentOaSystem system, DocumentLedger ledger)
{
    private const int PageSize = 15;

    private static readonly IReadOnlyList<Column<Document>> Columns =
    [
        new("文号", d => PageFile.Text(d.DocNo)),
        new("标题", d => $"<a href=\"docView.do?id={d.Id}\" title=\"{PageFile.Text(d.Title)}\">{PageFile.Text(d.Title)}</a>"),
        new("来文单位", d => PageFile.Text(d.Unit)),
        new("紧急程度", d => d.Urgency == "特急" ? "<font color=red>特急</font>" : PageFile.Text(d.Urgency)),
        new("收文日期", d => $"{d.Received:yyyy年M月d日}"),
        new("承办人", d => PageFile.Text(d.Handler)),
        new("状态", d => d.Status),
    ];

    internal Reply Show(Call call)
    {
        var (form, words) = (call.Form, system.Wording);
        var command = form["cmd"];
        if (command == "重置") form = Fields.None;
        var found = ledger.Search(form["docNo"].Trim(), form["title"].Trim(), form["unit"].Trim(), form["urgency"]);
        if (command == "导出") return Export(found);
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var page = command == words["查询"] || !int.TryParse(form["pageNo"], out var asked) ? 1 : Math.Clamp(asked, 1, pages);
        return system.File("list",
            ("docNo", PageFile.Text(form["docNo"])), ("title", PageFile.Text(form["title"])), ("unit", PageFile.Text(form["unit"])),
            ("urgencies", string.Concat(OfficeDirectory.Urgencies.Select(u => $"<option value=\"{u}\"{(u == form["urgency"] ? " selected" : "")}>{u}</option>"))),
            ("pageNo", $"{page}"), ("rows", Lines([.. found.Skip((page - 1) * PageSize).Take(PageSize)], (page - 1) * PageSize)),
            ("pager", found.Count == 0 ? "" : Pager(found.Count, page, pages)));
    }

    private string Pager(int count, int page, int pages) => $"""
        共{count}条&nbsp;&nbsp;第{page}页/共{pages}页&nbsp;&nbsp;{Step("首页", page == 1 ? 0 : 1)} {Step("上一页", page - 1)}
        {Step(system.Wording["下一页"], page < pages ? page + 1 : 0)} {Step("尾页", page < pages ? pages : 0)}
        """;

    private static string Step(string text, int to) => to < 1 ? text : $"<a href=\"javascript:gotoPage({to})\">{text}</a>";

    private string Lines(IReadOnlyList<Document> documents, int before)
    {
        var columns = Columns.Standing(system.Switches, "收文日期");
        var html = new StringBuilder("<tr bgcolor=\"#C5DAB5\" align=center><td class=th width=40>序号")
            .AppendJoin("", columns.Select(c => $"<td class=th>{system.Wording[c.Header]}")).AppendLine();
        if (documents.Count == 0) return html.AppendLine($"<tr><td colspan={columns.Count + 1} align=center height=40><font color=red>没有找到符合条件的公文</font>").ToString();
        for (var at = 0; at < PageSize; at++)
        {
            html.Append(at % 2 == 0 ? "<tr>" : "<tr bgcolor=\"#F3F8EE\">");
            if (at < documents.Count) html.Append($"<td align=center>{before + at + 1}").AppendJoin("", columns.Select(c => $"<td>{c.Cell(documents[at])}")).AppendLine();
            else html.Append("<td>&nbsp;").Insert(html.Length, "<td>&nbsp;", columns.Count).AppendLine();
        }

        return html.ToString();
    }

    /// <summary>"CSV" as a Chinese Excel of those days wrote it for a colleague abroad: semicolons, GB18030, the name in the coding of mail headers.</summary>
    private static Reply Export(IReadOnlyList<Document> documents)
    {
        var text = new StringBuilder("收文编号;文号;标题;来文单位;紧急程度;收文日期;承办人;状态\r\n");
        foreach (var d in documents) text.Append($"{d.ReceiptNo};{d.DocNo};\"{d.Title}\";{d.Unit};{d.Urgency};{d.Received:yyyy-MM-dd};{d.Handler};{d.Status}\r\n");
        return Reply.Text(text.ToString(), "application/octet-stream", Charsets.Gb18030)
            .With("Content-Disposition", $"attachment; filename=\"{AttachmentAnswer.MailCoded("收文列表.csv")}\"");
    }
}
