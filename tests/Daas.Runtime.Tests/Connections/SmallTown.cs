using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Tests.Connections;

/// <summary>A tiny old system in Chinese: a sign-in page, one session per account, a list of four residents on two pages, a form that adds one.</summary>
internal sealed class SmallTown : IAsyncDisposable
{
    public const string SystemScript = """
        adapter: town
        title: 小镇
        url: {url}
        limits: { runSeconds: 60, stepSeconds: 10 }
        signIn:
          steps:
            - open: /login
            - fill: 用户名
              with: ${credential.user}
            - fill: 密码
              with: ${credential.password}
            - click: { role: button, name: 登录 }
          signedIn: { text: 退出系统 }
          rejected: { css: '#why' }
        """;

    public const string FindScript = """
        operation: find
        kind: pull
        title: 查询居民
        steps:
          - open: /list
        output:
          rows: { table: [编号, 姓名] }
          fields:
            id: { column: 编号, type: integer }
            name: { column: 姓名 }
          next: { role: link, name: 下一页 }
        """;

    public const string AddScript = """
        operation: add
        kind: push
        title: 新增居民
        input:
          name: { type: string, required: true, example: 张伟 }
        steps:
          - open: /add
          - fill: 姓名
            with: ${name}
          - click: { role: button, name: 保存 }
            commit: true
        applied: { text: 保存成功 }
        verify:
          operation: find
          with: {}
          expect: { name: '${name}' }
        """;

    /// <summary>The same where a code is asked for, which only a person knows.</summary>
    public const string CodeScript = SystemScript + """

          needsPerson: { css: '#code' }
        """;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _residents = new(["张伟", "王芳", "李娜", "刘洋"]);
    private int _signIns;

    private SmallTown(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/";

    public int SignIns => _signIns;

    /// <summary>The session that is let in; another one is thrown out.</summary>
    public string? Session { get; set; }

    /// <summary>Whether the form saves what it says it saved.</summary>
    public bool Saves { get; set; } = true;

    /// <summary>Called when user and password arrive.</summary>
    public Action SigningIn { get; set; } = () => { };

    /// <summary>Awaited before a page of the list is answered.</summary>
    public Func<int, Task> BeforePage { get; set; } = _ => Task.CompletedTask;

    /// <summary>What must be typed besides the password; null: nothing.</summary>
    public string? Code { get; set; }

    /// <summary>The code is asked for after the password, on a page of its own.</summary>
    public bool AsksLater { get; set; }

    /// <summary>What was sent to sign in.</summary>
    public ConcurrentQueue<string> Sent { get; } = new();

    public static async Task<SmallTown> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var town = new SmallTown(app);
        app.MapGet("/login", () => Page(town.LoginForm));
        app.MapPost("/code", town.TakeCodeAsync);
        app.MapPost("/login", town.SignInAsync);
        app.MapGet("/home", (HttpRequest request) => Page(town.IsIn(request) ? "<p>欢迎</p><a href=/out>退出系统</a>" : town.LoginForm));
        app.MapGet("/list", town.ListAsync);
        app.MapGet("/add", (HttpRequest request) => Page(town.IsIn(request)
            ? "<form method=post action=/add><label>姓名 <input name=name></label><button>保存</button></form>" : town.LoginForm));
        app.MapPost("/add", town.AddAsync);
        await app.StartAsync();
        return town;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string LoginForm =>
        "<form method=post action=/login><label>用户名 <input name=user></label><label>密码 <input type=password name=password></label>"
        + $"{(Code is not null && !AsksLater ? CodeField : "")}<button>登录</button></form>";

    private const string CodeField = "<label>验证码 <input id=code name=code></label>";

    private static IResult Page(string body) =>
        Results.Content($"<!doctype html><html><head><title>小镇</title></head><body>{body}</body></html>", "text/html; charset=utf-8");

    private bool IsIn(HttpRequest request) => Session is { } session && request.Cookies["sid"] == session;

    private async Task<IResult> SignInAsync(HttpRequest request)
    {
        SigningIn();
        var form = await request.ReadFormAsync();
        Sent.Enqueue($"{form["user"]} {form["password"]} {form["code"]}".Trim());
        if (form["user"] != "clerk" || form["password"] != "secret")
            return Page($"<p id=why>用户名或密码错误</p>{LoginForm}");
        if (Code is not null && AsksLater)
            return Page($"<form method=post action=/code>{CodeField}<button>确定</button></form>");
        return Code is not null && form["code"] != Code ? Page($"<p>验证码错误</p>{LoginForm}") : In(request);
    }

    private async Task<IResult> TakeCodeAsync(HttpRequest request)
    {
        var code = (await request.ReadFormAsync())["code"];
        Sent.Enqueue($"{code}");
        return code == Code ? In(request) : Page($"<p>验证码错误</p><form method=post action=/code>{CodeField}<button>确定</button></form>");
    }

    private IResult In(HttpRequest request)
    {
        Session = $"s{Interlocked.Increment(ref _signIns)}";
        request.HttpContext.Response.Cookies.Append("sid", Session);
        return Results.Redirect("/home");
    }

    private async Task<IResult> ListAsync(HttpRequest request, int page = 1)
    {
        await BeforePage(page);
        if (!IsIn(request))
            return Page(LoginForm);
        var all = _residents.Select((name, i) => $"<tr><td>{i + 1}</td><td>{name}</td></tr>").ToArray();
        var rows = string.Concat(page == 1 ? all.Take(2) : all.Skip(2));
        return Page($"<a href=/out>退出系统</a><table><tr><th>编号</th><th>姓名</th></tr>{rows}</table>{(page == 1 ? "<a href='/list?page=2'>下一页</a>" : "")}");
    }

    private async Task<IResult> AddAsync(HttpRequest request)
    {
        if (!IsIn(request))
            return Page(LoginForm);
        if (Saves)
            _residents.Enqueue((await request.ReadFormAsync())["name"]!);
        return Page("<a href=/out>退出系统</a><p>保存成功</p>");
    }
}
