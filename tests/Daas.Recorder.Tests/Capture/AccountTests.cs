using Daas.Recorder.Capture;
using Daas.Recorder.Recordings;
using Microsoft.AspNetCore.Http;

namespace Daas.Recorder.Tests.Capture;

/// <summary>Whose account is typed, and with whose session a recording begins.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private OldSystem _system = null!;

    public async ValueTask InitializeAsync()
    {
        _system = await OldSystem.StartAsync();
        _system.Own["/home"] = "<body><a href=/users/new>新增用户</a></body>";
        _system.Own["/users/new"] = """
            <body><form method=post action=/users><table><tr><td>登录名<td><input name=login><tr><td>初始密码<td><input name=pwd type=password></table>
            <button>保存</button></form></body>
            """;
        _system.Own["/users"] = "<body>用户已保存</body>";
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task Where_one_script_serves_all_pages_a_form_for_new_users_is_no_sign_in_either()
    {
        _system.Own["/home"] = "<body><a href='/?do=user'>新增用户</a></body>";
        await using var driven = await Driven.StartAsync(_system.Url);
        var page = driven.Page;
        await page.FillAsync("[name=user]", "clerk01");
        await page.FillAsync("[name=pwd]", "Right-9!");
        await page.ClickAsync("button");
        await page.ClickAsync("text=新增用户");
        await page.FillAsync("[name=user]", "newcomer");
        await page.FillAsync("[name=pwd]", "Initial-1!");
        await driven.FinishAsync();

        Assert.Equal(("clerk01", "Right-9!"), (driven.Typed[^1].User, driven.Typed[^1].Password));
    }

    [Fact]
    public async Task A_form_for_new_users_is_no_sign_in_and_its_password_is_not_the_accounts()
    {
        await using var driven = await Driven.StartAsync(_system.Url);
        var page = driven.Page;
        await page.FillAsync("[name=user]", "clerk01");
        await page.FillAsync("[name=pwd]", "wrong first");
        await page.ClickAsync("button");
        await page.GotoAsync(_system.Url.ToString());
        await page.FillAsync("[name=user]", "clerk01");
        await page.FillAsync("[name=pwd]", "Right-9!");
        await page.ClickAsync("button");
        await page.ClickAsync("text=新增用户");
        await page.FillAsync("[name=login]", "newcomer");
        await page.FillAsync("[name=pwd]", "Initial-1!");
        await page.ClickAsync("button");
        await page.WaitForSelectorAsync("text=用户已保存");
        var recording = await driven.FinishAsync();

        Assert.Equal(("clerk01", "Right-9!"), (driven.Typed[^1].User, driven.Typed[^1].Password));
        Assert.Equal(["${credential.user}", "${credential.user}", "newcomer"], recording.Actions.OfType<RecordedAction.Fill>().Where(f => !f.Secret).Select(f => f.Text));
        Assert.All(Directory.EnumerateFiles(driven.Folder), file => Assert.DoesNotContain("Initial-1!", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_begins_with_the_cookies_and_the_storage_that_it_is_given_and_what_the_page_changes_stays()
    {
        string? cookie = null;
        _system.Answers = http =>
        {
            cookie ??= http.Request.Headers.Cookie.ToString();
            return Task.FromResult(false);
        };
        _system.Own["/home"] = "<body><p id=who></p><script>who.textContent=localStorage.getItem('who');localStorage.setItem('who','由页面')</script></body>";
        var state = $$"""
            {"cookies":[{"name":"sid","value":"geheim77","domain":"127.0.0.1","path":"/","expires":-1,"httpOnly":true,"secure":false,"sameSite":"Lax"},
              {"name":"__Host-bad","value":"x","domain":"127.0.0.1","path":"/","expires":-1,"httpOnly":true,"secure":false,"sameSite":"Lax"}],
             "origins":[{"origin":"{{_system.Url.GetLeftPart(UriPartial.Authority)}}","localStorage":[{"name":"who","value":"张三"}]}]}
            """;
        await using var driven = await Driven.StartAsync(new Uri(_system.Url, "/home"), state: state);
        await driven.Page.WaitForSelectorAsync("text=张三");
        await driven.Page.ReloadAsync();
        await driven.Page.WaitForSelectorAsync("text=由页面");
        var recording = await driven.FinishAsync();
        Assert.Equal("sid=geheim77", cookie);
        Assert.True(recording.SignedIn);
    }

    [Fact]
    public async Task A_password_that_leaves_the_page_encrypted_is_known_by_its_field()
    {
        _system.Own["/"] = """
            <body><form method=post action=/signin onsubmit="passwd.value=[...pin.value].map(c=>(c.charCodeAt(0)*7919).toString(16)).join('')+'5a5a5a5a5a';pin.name=''">
            <input name=user><input id=pin name=pin style="-webkit-text-security:disc"><input type=hidden name=passwd id=passwd><button>登录</button></form></body>
            """;
        await using var driven = await Driven.StartAsync(_system.Url);
        await driven.Page.FillAsync("[name=user]", "clerk01");
        await driven.Page.ClickAsync("#pin");
        await driven.Page.Keyboard.TypeAsync("Secret-9!");
        await driven.Page.ClickAsync("button");
        await driven.Page.WaitForSelectorAsync("text=新增用户");
        var recording = await driven.FinishAsync();
        var posted = Assert.Single(recording.Exchanges, e => e.Method == "POST");
        Assert.Equal("user=clerk01&passwd=${credential.password}", System.Text.Encoding.UTF8.GetString(posted.RequestBody!));
        Assert.All(Directory.EnumerateFiles(driven.Folder), file => Assert.DoesNotContain("Secret-9!", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_before_a_browser_starts()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        var folder = Directory.CreateTempSubdirectory("daas-recording-").FullName;
        var options = new CaptureOptions { Url = _system.Url, Browser = Driven.Chromium, Folder = folder, Headless = true, DebugPort = port };
        var refused = await Assert.ThrowsAsync<CaptureException>(
            () => Capturing.StartAsync(options, TimeProvider.System, new ToTestOutput(), TestContext.Current.CancellationToken));
        Assert.Equal($"port {port} is taken; choose another with --debug-port", refused.Message);
        Directory.Delete(folder, recursive: true);
    }
}
