using System.Security.Cryptography;

namespace Daas.Server.Sandbox.DocumentOa;

/// <summary>
/// 公文办公系统, in the manner of JSP and Struts: GB18030 pages, pickers in windows of their own, tokens that are good for one post, and alerts as the only sign of
/// success or refusal.
/// </summary>
public sealed class DocumentOaSystem : SandboxSystem
{
    private static readonly Dictionary<string, string> Reworded = new()
    {
        ["用户名"] = "用户帐号",
        ["密码"] = "口令",
        ["角色"] = "登录身份",
        ["登录"] = "进入",
        ["退出登录"] = "安全退出",
        ["文号"] = "发文字号",
        ["标题"] = "文件标题",
        ["来文单位"] = "发文机关",
        ["紧急程度"] = "缓急",
        ["收文日期"] = "收文时间",
        ["承办人"] = "经办人",
        ["状态"] = "办理状态",
        ["查询"] = "搜索",
        ["收文登记"] = "新收公文",
        ["提交"] = "送审",
        ["保存草稿"] = "暂存",
        ["下一页"] = "后一页",
    };

    private readonly DocumentLedger _ledger = new();

    internal DocumentOaSystem(TimeProvider time)
        : base(time, "公文办公系统", Charsets.Gb18030, new Wording(Reworded),
            new AccountBook(null, new Account("wangfang", "Wang2026", "王芳", "公文管理员"), new Account("lijun", "Li2026", "李军", "部门承办人")),
            new SessionTable("JSESSIONID", 32, onePerAccount: false))
    {
    }

    /// <summary>The documents as they truly are at the moment, newest first.</summary>
    public IReadOnlyList<Document> Documents
    {
        get { lock (Gate) return [.. _ledger.All]; }
    }

    internal override IEnumerable<object>? Rows(string kind) => kind is "" or "documents" ? _ledger.All : null;

    private protected override void Restock() => _ledger.Restock();

    private protected override Reply MaintenancePage() => File("maintenance");

    private protected override Reply Answer(Call call)
    {
        switch (call.Path)
        {
            case "/": return Reply.Redirect("/login.do");
            case "/css/oa.css": return Reply.Text(PageFile.Read("DocumentOa/oa.css"), "text/css", Charset);
            case "/js/oa.js": return Reply.Text(PageFile.Read("DocumentOa/oa.js"), "application/x-javascript", Charset);
        }

        var (session, isNew) = Sessions.Of(call);
        return Sessions.Announce(Show(call, session), session, isNew);
    }

    private Reply Show(Call call, Session session)
    {
        if (call.Path == "/login.do") return call.IsPost ? SignIn(call, session) : LoginPage();
        if (session.Account is not { } account) return Say("您尚未登录或会话已超时，请重新登录！", "top.location.href='login.do'");
        return call.Path switch
        {
            "/index.do" => File("index", ("name", account.FullName), ("role", account.Role), ("date", $"{Now:yyyy年MM月dd日}")),
            "/docList.do" => new DocumentListPage(this, _ledger).Show(call),
            "/docView.do" => new DocumentViewPage(this, _ledger).Show(call),
            "/attach.do" => AttachmentAnswer.To(call, _ledger) ?? Say("附件不存在！", "history.back()"),
            "/docAdd.do" => new RegisterPage(this, _ledger).Draw(session),
            "/docSave.do" => new RegisterPage(this, _ledger).Save(call, session),
            "/pickUnit.do" => Pickers.Units(this, call),
            "/pickPerson.do" => Pickers.People(this),
            "/logout.do" => SignOut(session),
            _ => Reply.NotFound,
        };
    }

    internal Reply File(string name, params ReadOnlySpan<(string Name, string Html)> pieces) => Html(PageFile.Fill($"DocumentOa/{name}.html", Wording, pieces));

    internal Reply Html(string html) => Reply.Text(html, "text/html;charset=GB18030", Charset);

    /// <summary>All this system ever says about an outcome: an alert, then a script that goes elsewhere.</summary>
    internal Reply Say(string message, string then) =>
        Html($"<html><head><title></title></head><body>\r\n<script language=\"javascript\">\r\nalert('{message}');\r\n{then};\r\n</script>\r\n</body></html>");

    internal static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private Reply LoginPage() => File("login", ("roles", string.Concat(OfficeDirectory.Roles.Select((r, at) => $"<option value=\"{at + 1}\">{r}</option>"))));

    private Reply SignIn(Call call, Session session)
    {
        var account = Accounts.Find(call.Form["userName"]);
        var role = int.TryParse(call.Form["role"], out var at) ? OfficeDirectory.Roles.ElementAtOrDefault(at - 1) : null;
        if (Accounts.Try(account, a => a.Password == call.Form["password"] && a.Role == role) != Sandbox.SignIn.Accepted)
            return Say("用户名、密码或角色错误！", "location.href='login.do'");
        Sessions.SignIn(session, account!);
        return Reply.Redirect("/index.do");
    }

    private Reply SignOut(Session session)
    {
        Sessions.End(session);
        return Html("<script>top.location.href='login.do';</script>");
    }
}
