using System.Net;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;

namespace Daas.Server.Tests.Health;

public sealed class HealthPageTests
{
    private const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_shows_its_state_in_words()
    {
        await using var site = await OperatorSite.StartAsync(Mixed());
        using var client = await site.SignedInAsync();
        var page = await client.GetStringAsync("/", Ct);
        Assert.Contains("2 of 3 systems need attention", page, StringComparison.Ordinal);
        Assert.Contains("system is down", page, StringComparison.Ordinal);
        Assert.Contains("The old system cannot be reached or says it is out of service.", page, StringComparison.Ordinal);
        Assert.Contains("find-matters.yaml:14", page, StringComparison.Ordinal);
        Assert.Contains("runs in 24 hours", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_in_the_language_that_the_browser_wishes_and_the_switch_wins()
    {
        await using var site = await OperatorSite.StartAsync(Mixed());
        using var client = await site.SignedInAsync("zh-CN,zh;q=0.9,en;q=0.5");
        Assert.Contains("3 个系统中有 2 个需要处理", await client.GetStringAsync("/", Ct), StringComparison.Ordinal);
        using var answer = await client.GetAsync("/language/en?to=/", Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("2 of 3 systems need attention", await client.GetStringAsync("/", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_need_someone_come_first()
    {
        await using var site = await OperatorSite.StartAsync(Mixed());
        using var client = await site.SignedInAsync();
        var page = await client.GetStringAsync("/", Ct);
        var order = new[] { "c-grid-default", "c-oa-default", "c-civil-default" }.Select(p => page.IndexOf($"id=\"{p}\"", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public async Task Text_of_an_old_system_is_never_markup()
    {
        var fault = SampleHealth.Fault(ErrorClass.Drift, "find", Hostile);
        var health = new SampleHealth();
        health.Problems.Add(new ScriptProblem(Hostile, 1, 1, Hostile, Hostile));
        health.Change(SampleHealth.Connection("civil", Hostile, ConnectionState.Broken, SampleHealth.Operation("find", Hostile, 2) with { LastError = fault }) with
        {
            Reason = Hostile,
            Class = ErrorClass.Drift,
            LastError = fault,
        });
        var run = Run("r1") with { Adapter = "civil", Operation = "find", Caller = Hostile, Error = ErrorClass.BusinessRejected, ErrorText = Hostile };
        await using var site = await OperatorSite.StartAsync(health, [run]);
        using var client = await site.SignedInAsync();
        foreach (var path in new[] { "/", "/?wall", "/connections/civil/default/find" })
        {
            var page = await client.GetStringAsync(path, Ct);
            Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_forbid_scripts_and_frames_of_others()
    {
        await using var site = await OperatorSite.StartAsync(Mixed());
        using var client = await site.SignedInAsync();
        using var answer = await client.GetAsync("/", Ct);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain(" style=\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_without_adapters_says_where_to_begin()
    {
        await using var site = await OperatorSite.StartAsync(new SampleHealth());
        using var client = await site.SignedInAsync();
        var page = await client.GetStringAsync("/", Ct);
        Assert.Contains("No system is connected yet", page, StringComparison.Ordinal);
        Assert.Contains("/srv/daas/adapters", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wall_has_no_buttons()
    {
        await using var site = await OperatorSite.StartAsync(Mixed());
        using var client = await site.SignedInAsync();
        Assert.Contains("<button", await client.GetStringAsync("/", Ct), StringComparison.Ordinal);
        var wall = await client.GetStringAsync("/?wall", Ct);
        Assert.Contains("class=\"wall\"", wall, StringComparison.Ordinal);
        Assert.DoesNotContain("<button", wall, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "answered by the browser because, by HTTP: drift", "Both paths, last 24 hours", "the browser keeps answering for the HTTP path")]
    [InlineData("zh-CN", "由浏览器代答，因为 HTTP 路径遇到：页面变化", "两条路径，最近 24 小时", "一直由浏览器代答")]
    public async Task An_operation_that_the_browser_answers_for_the_http_path_says_so_and_why(string language, string why, string both, string keeps)
    {
        var health = new SampleHealth();
        health.Change(SampleHealth.FallingBack());
        var run = Run("r1") with { Fallback = ErrorClass.Drift, FallbackText = "no table has the header 姓名", Attempts = 2 };
        await using var site = await OperatorSite.StartAsync(health, [run]);
        using var client = await site.SignedInAsync(language);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/", Ct));
        Assert.Contains(keeps, page, StringComparison.Ordinal);
        Assert.Contains(why, page, StringComparison.Ordinal);
        Assert.Contains("HTTP 46 ms", page, StringComparison.Ordinal);
        page = WebUtility.HtmlDecode(await client.GetStringAsync("/connections/civil/default/find", Ct));
        Assert.Contains(both, page, StringComparison.Ordinal);
        Assert.Contains(why, page, StringComparison.Ordinal);
        Assert.Contains("no table has the header 姓名", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "proved with 3 inputs, 400 rows", "Not proved: goes by the browser", "Live answers that are compared", "37 equal, 0 different, 2 undecided", "a value that finds nothing")]
    [InlineData("zh-CN", "已证明：3 组输入，400 行", "未证明，走浏览器", "实时应答的抽查比例", "一致 37 次，不一致 0 次，无法判定 2 次", "查不到结果的值")]
    public async Task A_proof_tells_when_it_was_made_on_what_and_what_came_of_its_checks(
        string language, string proved, string unproved, string share, string outcome, string source)
    {
        var health = new SampleHealth();
        health.Change(SampleHealth.Proved(suspended: false));
        await using var site = await OperatorSite.StartAsync(health);
        using var client = await site.SignedInAsync(language);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/", Ct));
        Assert.Contains(proved, page, StringComparison.Ordinal);
        Assert.Contains(unproved, page, StringComparison.Ordinal);
        page = WebUtility.HtmlDecode(await client.GetStringAsync("/connections/civil/default/find", Ct));
        foreach (var text in (string[])[share, "1%", outcome, source, "name=张", "Of long answers only the first pages were compared."])
            Assert.Contains(text, page, StringComparison.Ordinal);
        page = WebUtility.HtmlDecode(await client.GetStringAsync("/connections/civil/default/list", Ct));
        Assert.Contains("daas prove civil/list", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "查询居民: goes by the browser until it is proved anew", "Suspended: goes by the browser")]
    [InlineData("zh-CN", "查询居民：重新证明之前走浏览器", "证明已暂停，走浏览器")]
    public async Task A_suspended_proof_says_so_and_why(string language, string trouble, string standing)
    {
        var health = new SampleHealth();
        health.Change(SampleHealth.Proved(suspended: true));
        await using var site = await OperatorSite.StartAsync(health);
        using var client = await site.SignedInAsync(language);
        foreach (var path in (string[])["/", "/connections/civil/default/find"])
        {
            var page = WebUtility.HtmlDecode(await client.GetStringAsync(path, Ct));
            Assert.Contains(standing, page, StringComparison.Ordinal);
            Assert.Contains("The answer has not the header '姓名' in its table", page, StringComparison.Ordinal);
            if (path == "/")
                Assert.Contains(trouble, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_operation_shows_its_recent_runs_and_no_others()
    {
        var health = Mixed();
        await using var site = await OperatorSite.StartAsync(health, [Run("r1"), Run("r2") with { Operation = "other", Caller = "somebody-else" }]);
        using var client = await site.SignedInAsync();
        var page = await client.GetStringAsync("/connections/civil/default/find", Ct);
        Assert.Contains("platform", page, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody-else", page, StringComparison.Ordinal);
        using var missing = await client.GetAsync("/connections/civil/default/nothing", Ct);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/pictures/01JDCXK2V0.png")]
    public async Task What_is_not_there_is_said_on_a_page(string path)
    {
        await using var site = await OperatorSite.StartAsync(Mixed());
        using var client = await site.SignedInAsync();
        using var missing = await client.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("href=\"/\"", await missing.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_an_image_and_nothing_else()
    {
        await using var site = await OperatorSite.StartAsync(Mixed(), picture: [0x89, 0x50, 0x4E, 0x47]);
        using var client = await site.SignedInAsync();
        using var picture = await client.GetAsync("/pictures/01JDCXK2V0.png", Ct);
        Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
        using var escaped = await client.GetAsync("/pictures/..%2Fdaas.db.png", Ct);
        Assert.Equal(HttpStatusCode.NotFound, escaped.StatusCode);
    }

    private static RunRecord Run(string run) => new()
    {
        Run = run,
        Adapter = "civil",
        Operation = "find",
        Connection = "default",
        Version = "v",
        Caller = "platform",
        Path = RunPath.Browser,
        StartedAt = DateTimeOffset.UtcNow.AddMinutes(-5),
        Duration = TimeSpan.FromMilliseconds(420),
    };

    private static SampleHealth Mixed()
    {
        var health = new SampleHealth();
        var down = SampleHealth.Fault(ErrorClass.TargetDown, "list", "connection refused", picture: true);
        var drift = SampleHealth.Fault(ErrorClass.Drift, "send", "no field '公文标题'");
        health.Problems.Add(new ScriptProblem("adapters/redmine/find-matters.yaml", 14, 5, "unknown key 'colum'", "column"));
        health.Change(SampleHealth.Connection("civil", "民政业务管理系统", ConnectionState.Healthy, SampleHealth.Operation("find", "查询居民", 9)));
        health.Change(SampleHealth.Connection("oa", "公文系统", ConnectionState.Quarantined, SampleHealth.Operation("send", "发文", 1, 4, ConnectionState.Quarantined, OperationKind.Push)) with
        {
            Reads = ConnectionState.Healthy,
            Class = ErrorClass.Drift,
            LastError = drift,
        });
        health.Change(SampleHealth.Connection("grid", "网格平台", ConnectionState.TargetDown, SampleHealth.Operation("list", "事件列表", 5, 4, ConnectionState.TargetDown)) with
        {
            Class = ErrorClass.TargetDown,
            LastError = down,
        });
        return health;
    }
}
