using System.Text;

namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary><c>residents.aspx</c>: search, twenty a page, paging by post-back; query and page number live in the view state.</summary>
internal sealed class ResidentListPage(CivilAffairsSystem system, ResidentLedger ledger, ViewStateSeal seal)
{
    private const string Page = "residents.aspx";
    private const int PageSize = 20;

    private static readonly IReadOnlyList<Column<Resident>> Columns =
    [
        new("编号", r => r.No),
        new("姓名", r => PageFile.Text(r.Name)),
        new("性别", r => r.Sex),
        new("身份证号", r => r.IdNumber),
        new("出生日期", r => $"{r.Birth:yyyy-MM-dd}"),
        new("街道", r => r.Street),
        new("登记日期", r => $"{r.Registered.Year}-{r.Registered.Month}-{r.Registered.Day}"),
        new("操作", r => $"<a href=\"resident_view.aspx?id={r.No}\">查看</a>"),
    ];

    /// <summary>What the list was last asked for in this session: the export goes by it.</summary>
    internal static ResidentQuery LastQuery(Session session) => new(Kept(session, "name"), Kept(session, "id"), Kept(session, "street"));

    internal Reply Show(Call call, Session session)
    {
        if (!call.IsPost) return Draw(session, new ResidentQuery("", "", ""), 1, new ResidentQuery("", "", ""));
        var (post, refusal) = PostBack.Read(call, Page, session, seal, "ddlStreet");
        if (post is null) return refusal!;
        var typed = new ResidentQuery(post["txtName"], post["txtIdNo"], post["ddlStreet"]);
        var asked = new ResidentQuery(post.Was("name"), post.Was("id"), post.Was("street"));
        if (post.Clicked("btnAdd")) return Reply.Redirect("/resident_edit.aspx");
        if (post.Clicked("btnExport")) return Reply.Redirect("/export.aspx");
        if (post.Clicked("btnQuery")) return Draw(session, typed, 1, typed);
        var page = post.Raised("gvList") ? int.Parse(post.Argument.AsSpan("Page$".Length)) : int.Parse(post.Was("page"));
        return Draw(session, asked, page, typed);
    }

    private static string Kept(Session session, string key) => session.Kept.GetValueOrDefault(key, "");

    private Reply Draw(Session session, ResidentQuery asked, int page, ResidentQuery typed)
    {
        (session.Kept["name"], session.Kept["id"], session.Kept["street"]) = (asked.Name, asked.IdNumber, asked.Street);
        var form = new WebForm(Page, session, seal, system.Wording);
        var found = ledger.Search(asked);
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        form.State["page"] = $"{page}";
        (form.State["name"], form.State["id"], form.State["street"]) = (asked.Name, asked.IdNumber, asked.Street);
        var body = $"""
            <table class="query" width="100%" border="0" cellspacing="0" cellpadding="3"><tr>
            <td class="lbl">{system.Wording["姓名"]}：</td><td>{WebForm.Input("txtName", typed.Name, 90)}</td>
            <td class="lbl">{system.Wording["身份证号"]}：</td><td>{WebForm.Input("txtIdNo", typed.IdNumber, 150)}</td>
            <td class="lbl">{system.Wording["街道"]}：</td><td>{form.Select("ddlStreet", "全部", Invented.Streets, typed.Street)}</td>
            <td>{form.Button("btnQuery", "查询")} {form.Button("btnExport", "导出")} {form.Button("btnAdd", "新增居民")}</td>
            </tr></table>
            <div>{Grid([.. found.Skip((page - 1) * PageSize).Take(PageSize)])}</div>
            {(found.Count == 0 ? "" : Pager(form, page, pages, found.Count))}
            """;
        return system.Content("居民信息查询", form.Close(body));
    }

    private string Grid(IReadOnlyList<Resident> residents)
    {
        var columns = Columns.Standing(system.Switches, "出生日期");
        var html = new StringBuilder("""<table cellspacing="0" rules="all" border="1" id="gvList" style="width:100%;border-collapse:collapse;">""").AppendLine();
        if (residents.Count == 0) return html.AppendLine("<tr class=\"empty\"><td>没有符合条件的记录</td></tr>\n</table>").ToString();
        html.Append("<tr class=\"head\">").AppendJoin("", columns.Select(c => $"<th scope=\"col\">{system.Wording[c.Header]}</th>")).AppendLine("</tr>");
        foreach (var (at, resident) in residents.Index())
        {
            html.Append(at % 2 == 0 ? "<tr>" : "<tr class=\"alt\">").AppendJoin("", columns.Select(c => $"<td>{c.Cell(resident)}</td>")).AppendLine("</tr>");
        }

        return html.Append("</table>").ToString();
    }

    /// <summary>Ten page numbers at a time, as GridView shows them; only what is shown may be posted back.</summary>
    private string Pager(WebForm form, int page, int pages, int count)
    {
        string Step(string text, int to) => to < 1 || to > pages || to == page ? $"<a disabled=\"disabled\">{text}</a>" : form.Link("gvList", $"Page${to}", text);
        var first = ((page - 1) / 10 * 10) + 1;
        var numbers = Enumerable.Range(first, Math.Min(10, pages - first + 1)).Select(n => n == page ? $"<span>{n}</span>" : form.Link("gvList", $"Page${n}", $"{n}"));
        var more = first + 10 <= pages ? form.Link("gvList", $"Page${first + 10}", "...") : "";
        return $"""
            <div class="pager">共{count}条记录 第{page}页/共{pages}页&nbsp;&nbsp;{Step("首页", page == 1 ? 0 : 1)} {Step("上一页", page - 1)}
            {string.Join(' ', numbers)} {more}
            {Step(system.Wording["下一页"], page + 1)} {Step("末页", pages)}</div>
            """;
    }
}
