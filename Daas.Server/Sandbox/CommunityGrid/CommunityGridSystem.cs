using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Daas.Server.Sandbox.CommunityGrid;

/// <summary>
/// 社区网格化平台, in the manner of the jQuery grids: UTF-8, one page whose tabs and layers are HTML fragments, rows as JSON that hold HTML, every request for data
/// signed by the page's script, a lost session told by JSON with status 200.
/// </summary>
public sealed class CommunityGridSystem : SandboxSystem
{
    private const string Salt = "salt";

    private static readonly Dictionary<string, string> Reworded = new()
    {
        ["用户名"] = "帐号",
        ["密码"] = "口令",
        ["登录"] = "登 入",
        ["退出"] = "注销",
        ["事件管理"] = "事件台账",
        ["上报事件"] = "新增事件",
        ["事件编号"] = "编号",
        ["事件标题"] = "事件名称",
        ["事件类型"] = "事件类别",
        ["所属网格"] = "网格名称",
        ["紧急程度"] = "事件等级",
        ["上报人"] = "上报人员",
        ["上报时间"] = "提交时间",
        ["状态"] = "办理状态",
        ["查询"] = "搜索",
        ["提交"] = "确认上报",
    };

    private readonly EventLedger _ledger = new();
    private int _lastFile;

    internal CommunityGridSystem(TimeProvider time)
        : base(time, "社区网格化平台", new UTF8Encoding(false), new Wording(Reworded),
            new AccountBook(5, new Account("grid01", "Grid2026", "赵敏", "网格员"), new Account("master", "Master2026", "孙建国", "网格长")),
            new SessionTable("SID", 26, onePerAccount: false))
    {
    }

    /// <summary>The events as they truly are at the moment, newest first.</summary>
    public IReadOnlyList<GridEvent> Events
    {
        get { lock (Gate) return [.. _ledger.All]; }
    }

    internal override IEnumerable<object>? Rows(string kind) => kind is "" or "events" ? _ledger.All : null;

    private protected override void Restock() => _ledger.Restock();

    private protected override Reply MaintenancePage() => File("maintenance");

    private protected override Reply Answer(Call call)
    {
        if (call.Path is "/static/mini.js" or "/static/md5.js")
            return Reply.Text(PageFile.Read("CommunityGrid" + call.Path["/static".Length..]), "application/javascript", Charset);
        if (call.Path == "/static/mini.css") return Reply.Text(PageFile.Read("CommunityGrid/mini.css"), "text/css", Charset);
        var (session, isNew) = Sessions.Of(call);
        return Sessions.Announce(Show(call, session), session, isNew);
    }

    private Reply Show(Call call, Session session)
    {
        switch (call.Path)
        {
            case "/" or "/login": return File("login");
            case "/login/check" when call.IsPost: return SignIn(call, session);
            case "/home" when session.Account is null: return Reply.Redirect("/login");
        }

        if (session.Account is not { } account) return Json(new { code = -1, msg = "登录超时，请重新登录" });
        if (call.Path.StartsWith("/api/event/", StringComparison.Ordinal) && Signature.Refuse(call.Form, session.Kept[Salt], UtcNow) is { } wrong)
            return Json(new { code = 401, msg = wrong });
        return call.Path switch
        {
            "/home" => File("home", ("salt", session.Kept[Salt]), ("user", account.Name), ("name", account.FullName), ("role", account.Role)),
            "/tab/index" => File("tabIndex", ("name", account.FullName), ("open", $"{_ledger.All.Count(e => e.Status != "已办结")}")),
            "/tab/events" => EventPages.Tab(this),
            "/fragment/eventAdd" => File("eventAdd", ("reporter", account.FullName), ("levels", EventPages.LevelRadios())),
            "/fragment/eventView" => EventPages.View(this, _ledger.Find(call.Query["id"])),
            "/api/dict" => Json(EventPages.Choices(call.Query["type"] == "grid" ? EventLedger.Grids : EventLedger.TypeChoices)),
            "/api/event/list" => EventData.List(this, _ledger, call.Form),
            "/api/event/steps" => EventData.Steps(this, _ledger.Find(call.Form["id"])),
            "/api/event/save" => EventData.Save(this, _ledger, call.Form),
            "/api/file/upload" when call.Files is [var file, ..] => Json(new { code = 0, fileId = $"F{++_lastFile:0000}", name = file.FileName, size = file.Bytes.Length }),
            "/logout" => SignOut(session),
            _ => Json(new { code = 404, msg = "请求的资源不存在" }),
        };
    }

    internal Reply File(string name, params ReadOnlySpan<(string Name, string Html)> pieces) =>
        Reply.Text(PageFile.Fill($"CommunityGrid/{name}.html", Wording, pieces), "text/html;charset=utf-8", Charset);

    internal Reply Json(object value) => Reply.Text(JsonSerializer.Serialize(value, ControlPages.Json), "application/json;charset=utf-8", Charset);

    private Reply SignIn(Call call, Session session)
    {
        var account = Accounts.Find(call.Form["userName"]);
        switch (Accounts.Try(account, a => Signature.Md5(a.Password) == call.Form["pwd"]))
        {
            case Sandbox.SignIn.Accepted:
                Sessions.SignIn(session, account!);
                session.Kept[Salt] = RandomNumberGenerator.GetHexString(16, lowercase: true);
                return Json(new { code = 0, msg = "登录成功", url = "home" });
            case Sandbox.SignIn.Locked:
                return Json(new { code = 2, msg = "帐号已锁定，请联系网格中心" });
            default:
                return Json(new { code = 1, msg = "用户名或密码错误" });
        }
    }

    private Reply SignOut(Session session)
    {
        Sessions.End(session);
        return Reply.Redirect("/login");
    }
}
