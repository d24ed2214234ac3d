namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary>
/// 民政业务管理系统, in the manner of ASP.NET WebForms: GBK pages that say so only in a META tag, framesets, view state, post-back paging, one session per account,
/// locked after three wrong passwords.
/// </summary>
public sealed class CivilAffairsSystem : SandboxSystem
{
    private static readonly Dictionary<string, string> Reworded = new()
    {
        ["用户名"] = "登录帐号",
        ["密码"] = "登录口令",
        ["登录"] = "进入系统",
        ["退出系统"] = "注销登录",
        ["编号"] = "居民编号",
        ["姓名"] = "居民姓名",
        ["身份证号"] = "公民身份号码",
        ["出生日期"] = "出生年月日",
        ["街道"] = "所属乡镇街道",
        ["登记日期"] = "建档日期",
        ["查询"] = "检索",
        ["导出"] = "导出Excel",
        ["新增居民"] = "居民建档",
        ["保存"] = "提交",
        ["下一页"] = "后页",
        ["联系电话"] = "电话号码",
    };

    private readonly ResidentLedger _ledger = new();
    private readonly ViewStateSeal _seal = new();

    internal CivilAffairsSystem(TimeProvider time)
        : base(time, "民政业务管理系统", Charsets.Gbk, new Wording(Reworded),
            new AccountBook(3, new Account("clerk", "Clerk2026", "张晓燕", ""), new Account("auditor", "Audit2026", "李国庆", "")),
            new SessionTable("ASP.NET_SessionId", 24, onePerAccount: true))
    {
    }

    /// <summary>The residents as they truly are at the moment.</summary>
    public IReadOnlyList<Resident> Residents
    {
        get { lock (Gate) return [.. _ledger.All]; }
    }

    internal override IEnumerable<object>? Rows(string kind) => kind is "" or "residents" ? _ledger.All : null;

    private protected override void Restock() => _ledger.Restock();

    private protected override Reply MaintenancePage() => Html(PageFile.Fill("CivilAffairs/maintenance.html", Wording));

    private protected override Reply Answer(Call call)
    {
        var page = call.Path.TrimStart('/').ToLowerInvariant();
        if (page == "images/style.css") return Reply.Text(PageFile.Read("CivilAffairs/style.css"), "text/css", Charset);
        var (session, isNew) = Sessions.Of(call);
        return Sessions.Announce(Show(page, call, session), session, isNew);
    }

    private Reply Show(string page, Call call, Session session)
    {
        if (page is "" or "login.aspx") return page.Length == 0 ? Reply.Redirect("/login.aspx") : new SignInPage(this, _seal).Show(call, session);
        if (session.Account is not { } account) return Html("<script language=\"javascript\">top.location='login.aspx'</script>");
        return page switch
        {
            "default.aspx" => File("default"),
            "top.aspx" => File("top", ("name", account.FullName), ("date", $"{Now:yyyy年M月d日}")),
            "left.aspx" => File("left"),
            "menu.aspx" => File("menu"),
            "online.aspx" => File("online", ("count", $"{Accounts.All.Sum(Sessions.CountOf)}")),
            "welcome.aspx" => File("welcome", ("name", account.FullName), ("count", $"{_ledger.All.Count}")),
            "residents.aspx" => new ResidentListPage(this, _ledger, _seal).Show(call, session),
            "resident_view.aspx" => new ResidentViewPage(this, _ledger).Show(call),
            "resident_edit.aspx" => new ResidentEditPage(this, _ledger, _seal).Show(call, session),
            "export.aspx" => ResidentExport.Answer(_ledger.Search(ResidentListPage.LastQuery(session))),
            "logout.aspx" => SignOut(session),
            _ => Reply.NotFound,
        };
    }

    /// <summary>A page inside the frames: title bar and body.</summary>
    internal Reply Content(string title, string body) => File("content", ("title", Wording[title]), ("body", body));

    internal Reply File(string name, params ReadOnlySpan<(string Name, string Html)> pieces) => Html(PageFile.Fill($"CivilAffairs/{name}.html", Wording, pieces));

    private Reply Html(string html) => Reply.Text(html, "text/html", Charset);

    private Reply SignOut(Session session)
    {
        Sessions.End(session);
        return Html("<script language=\"javascript\">top.location='login.aspx'</script>");
    }
}
