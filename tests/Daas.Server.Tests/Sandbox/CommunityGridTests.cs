using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.CommunityGrid;
using Xunit;

namespace Daas.Server.Tests.Sandbox;

public sealed class CommunityGridTests : IAsyncLifetime
{
    private SandboxHost _host = null!;

    private CommunityGridSystem System => _host.CommunityGrid;

    public async ValueTask InitializeAsync() => _host = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, Visitor.Now);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_lost_session_is_json_with_status_200()
    {
        using var visitor = new Visitor(System);
        foreach (var address in new[] { "tab/events", "fragment/eventAdd", "api/event/list" })
        {
            var response = await visitor.Client.GetAsync(address, Visitor.Now);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.StartsWith("{\"code\":-1,", await visitor.Read(response));
        }
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_the_fifth_locks()
    {
        using var visitor = new Visitor(System);
        for (var i = 0; i < 4; i++) Assert.Contains("用户名或密码错误", await SignIn(visitor, "wrong"));
        Assert.Contains("帐号已锁定", await SignIn(visitor, "wrong"));
        Assert.Contains("帐号已锁定", await SignIn(visitor, "Grid2026"));
    }

    [Fact]
    public async Task Signed_requests_page_through_every_event_in_order()
    {
        var (visitor, salt) = await Zhao();
        using var _ = visitor;
        List<string> seen = [];
        for (var page = 1; page <= 13; page++)
        {
            using var answer = await Ask(visitor, salt, "list", ("page", $"{page}"), ("rows", "20"));
            Assert.Equal(245, answer.RootElement.GetProperty("total").GetInt32());
            seen.AddRange(answer.RootElement.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("eventNo").GetString()!));
        }

        Assert.Equal(System.Events.Select(e => e.EventNo), seen);
    }

    [Fact]
    public async Task A_signature_of_other_parameters_of_another_salt_or_of_long_ago_is_refused()
    {
        var (visitor, salt) = await Zhao();
        using var _ = visitor;
        (string, string)[] parameters = [("page", "1"), ("ts", Ts())];
        var sign = Sign(parameters, salt);
        Assert.Contains("\"total\":245", await visitor.Post("api/event/list", [.. parameters, ("sign", sign)]));
        Assert.Contains("签名校验失败", await visitor.Post("api/event/list", [("page", "2"), parameters[1], ("sign", sign)]));
        Assert.Contains("签名校验失败", await visitor.Post("api/event/list", [.. parameters, ("sign", Sign(parameters, "0000000000000000"))]));
        Assert.Contains("签名校验失败", await visitor.Post("api/event/list", parameters));
        (string, string)[] old = [("page", "1"), ("ts", Ts(-10))];
        Assert.Contains("请求已过期", await visitor.Post("api/event/list", [.. old, ("sign", Sign(old, salt))]));
    }

    [Fact]
    public async Task A_search_narrows_the_list_and_may_find_nothing()
    {
        var (visitor, salt) = await Zhao();
        using var _ = visitor;
        using var found = await Ask(visitor, salt, "list", ("typeId", "03"), ("gridId", ""), ("status", "处理中"), ("keyword", ""));
        Assert.Equal(System.Events.Count(e => e is { Type: "安全隐患", Status: "处理中" }), found.RootElement.GetProperty("total").GetInt32());
        using var none = await Ask(visitor, salt, "list", ("keyword", "无此事件"));
        Assert.Equal(0, none.RootElement.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_detail_comes_in_two_parts()
    {
        var (visitor, salt) = await Zhao();
        using var _ = visitor;
        var e = System.Events[100];
        Assert.Contains($"<td>{e.EventNo}</td>", await visitor.Get($"fragment/eventView?id={e.Id}"));
        using var steps = await Ask(visitor, salt, "steps", ("id", $"{e.Id}"));
        Assert.Equal(e.Handlings.Count, steps.RootElement.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task An_event_is_reported_once_and_its_rules_are_the_servers()
    {
        var (visitor, salt) = await Zhao();
        using var _ = visitor;
        (string Name, string Value)[] made =
        [
            ("title", "测试事件"), ("typeId", "02"), ("gridId", "G0101"), ("level", "一般"),
            ("address", "东关街道1号"), ("reporter", "赵敏"), ("phone", "19900000000"),
        ];
        using var bad = await Ask(visitor, salt, "save", [.. made[..6], ("phone", "123")]);
        Assert.Equal("联系电话格式不正确", bad.RootElement.GetProperty("msg").GetString());
        System.Switches.FakeSave = true;
        using var fake = await Ask(visitor, salt, "save", made);
        Assert.Equal(0, fake.RootElement.GetProperty("code").GetInt32());
        Assert.Equal(245, System.Events.Count);
        System.Switches.FakeSave = false;
        using var saved = await Ask(visitor, salt, "save", made);
        Assert.Equal(System.Events[0].EventNo, saved.RootElement.GetProperty("data").GetProperty("eventNo").GetString());
        Assert.Equal(("测试事件", "环境卫生", "东关街道第一网格"), (System.Events[0].Title, System.Events[0].Type, System.Events[0].Grid));
        using var again = await Ask(visitor, salt, "save", made);
        Assert.Contains("请勿重复上报", again.RootElement.GetProperty("msg").GetString());
        Assert.Equal(246, System.Events.Count);
    }

    [Fact]
    public async Task A_dropped_column_is_gone_from_the_header_and_from_the_rows()
    {
        var (visitor, salt) = await Zhao();
        using var _ = visitor;
        Assert.Contains("上报时间", await visitor.Get("tab/events"));
        System.Switches.DropColumn = true;
        Assert.DoesNotContain("上报时间", await visitor.Get("tab/events"));
        using var answer = await Ask(visitor, salt, "list", ("page", "1"));
        Assert.False(answer.RootElement.GetProperty("rows")[0].TryGetProperty("reportTime", out var _));
    }

    private static async Task<string> SignIn(Visitor visitor, string password) => await visitor.Post("login/check", [("userName", "grid01"), ("pwd", Md5(password))]);

    private static string Ts(int minutes = 0) => $"{DateTimeOffset.UtcNow.AddMinutes(minutes).ToUnixTimeMilliseconds()}";

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Sign(IEnumerable<(string Name, string Value)> parameters, string salt) =>
        Md5(string.Join('&', parameters.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value}")) + "&salt=" + salt);

    private static async Task<JsonDocument> Ask(Visitor visitor, string salt, string what, params (string Name, string Value)[] parameters)
    {
        (string, string)[] all = [.. parameters, ("ts", Ts())];
        return JsonDocument.Parse(await visitor.Post($"api/event/{what}", [.. all, ("sign", Sign(all, salt))]));
    }

    private async Task<(Visitor Visitor, string Salt)> Zhao()
    {
        var visitor = new Visitor(System);
        Assert.Contains("\"code\":0", await SignIn(visitor, "Grid2026"));
        return (visitor, Regex.Match(await visitor.Get("home"), "salt: '([0-9a-f]+)'").Groups[1].Value);
    }
}
