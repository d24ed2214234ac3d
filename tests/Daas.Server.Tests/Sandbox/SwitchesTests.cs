using System.Net;
using System.Text.Json;
using Daas.Server.Sandbox;
using Xunit;

namespace Daas.Server.Tests.Sandbox;

public sealed class SwitchesTests : IAsyncLifetime
{
    private SandboxHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, Visitor.Now);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_shell_turns_switches_and_reads_them_back()
    {
        foreach (var system in _host.Systems)
        {
            using var visitor = new Visitor(system);
            await visitor.Post("_sandbox/switches", [("slow", "3"), ("relabel", "true")]);
            Assert.True(system.Switches.Relabel);
            using var read = JsonDocument.Parse(await visitor.Get("_sandbox/switches"));
            Assert.Equal(3, read.RootElement.GetProperty("slow").GetInt32());
            using var wrong = visitor.Request("_sandbox/switches", [("colour", "true")]);
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Client.SendAsync(wrong, Visitor.Now)).StatusCode);
            await visitor.Post("_sandbox/reset", []);
            Assert.Equal(0, system.Switches.Slow);
        }
    }

    [Fact]
    public async Task A_system_that_is_down_closes_the_connection_and_an_unavailable_one_says_503()
    {
        foreach (var system in _host.Systems)
        {
            using var visitor = new Visitor(system);
            system.Switches.Down = true;
            await Assert.ThrowsAsync<HttpRequestException>(() => visitor.Get(""));
            system.Switches.Down = false;
            system.Switches.Unavailable = true;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.Client.GetAsync("", Visitor.Now)).StatusCode);
        }
    }

    [Fact]
    public async Task Maintenance_is_a_page_with_status_200()
    {
        foreach (var system in _host.Systems)
        {
            using var visitor = new Visitor(system);
            system.Switches.Maintenance = true;
            var response = await visitor.Client.GetAsync("", Visitor.Now);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("维护", await visitor.Read(response));
        }
    }

    [Fact]
    public async Task The_log_tells_how_many_requests_were_in_flight()
    {
        var system = _host.CivilAffairs;
        using var visitor = new Visitor(system);
        system.Switches.Slow = 200;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => visitor.Get("login.aspx")));
        Assert.Equal(3, system.Log.Entries.Count);
        Assert.Equal([1, 2, 3], system.Log.Entries.Select(e => e.InFlight).Order());
        var lines = (await visitor.Get("_sandbox/log")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"path\":\"/login.aspx\"", lines[0]);
        Assert.Contains("\"status\":200", lines[0]);
    }

    [Fact]
    public async Task Rows_tell_the_truth_filtered_by_any_field()
    {
        using var client = new HttpClient { BaseAddress = _host.CivilAffairs.Url };
        using var rows = JsonDocument.Parse(await client.GetStringAsync($"_sandbox/rows?name={Uri.EscapeDataString("张伟")}", Visitor.Now));
        Assert.Equal(_host.CivilAffairs.Residents.Count(r => r.Name == "张伟"), rows.RootElement.GetArrayLength());
        Assert.All(_host.Systems, s => Assert.True(s.Rows("")!.Count() >= 200));
        using var oa = new HttpClient { BaseAddress = _host.DocumentOa.Url };
        Assert.Equal(HttpStatusCode.NotFound, (await oa.GetAsync("_sandbox/rows?kind=none", Visitor.Now)).StatusCode);
    }

    [Fact]
    public async Task The_same_records_are_invented_at_every_start()
    {
        await using var other = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, Visitor.Now);
        foreach (var (one, two) in _host.Systems.Zip(other.Systems)) Assert.Equal(JsonSerializer.Serialize(one.Rows("")), JsonSerializer.Serialize(two.Rows("")));
    }

    [Fact]
    public async Task A_taken_port_is_replaced_by_a_free_one()
    {
        var taken = _host.CivilAffairs.Url.Port;
        await using var other = await SandboxHost.StartAsync(SandboxOptions.AnyPorts with { CivilAffairsPort = taken }, Visitor.Now);
        Assert.NotEqual(taken, other.CivilAffairs.Url.Port);
    }

    [Fact]
    public async Task Expiry_drops_every_session_once()
    {
        var system = _host.DocumentOa;
        using var visitor = new Visitor(system);
        (string, string)[] signIn = [("userName", "wangfang"), ("password", "Wang2026"), ("role", "1")];
        Assert.Contains("退出登录", await visitor.Post("login.do", signIn));
        await visitor.Post("_sandbox/switches", [("expire", "true")]);
        Assert.Contains("会话已超时", await visitor.Get("docList.do"));
        Assert.Contains("退出登录", await visitor.Post("login.do", signIn));
        Assert.Contains("收文管理", await visitor.Get("docList.do"));
    }
}
