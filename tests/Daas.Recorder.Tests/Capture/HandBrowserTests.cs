using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Capture;
using Microsoft.Playwright;

namespace Daas.Recorder.Tests.Capture;

/// <summary>A real browser in which a person, here a second client, signs in.</summary>
public sealed class HandBrowserTests : IAsyncLifetime
{
    private static readonly Sign SignedIn = new([new SignAlternative { Text = "居民查询" }]);

    private OldSystem _system = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _system = await OldSystem.StartAsync();

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task It_tells_who_is_signed_in_by_what_its_frames_show_and_gives_cookies_and_storage()
    {
        _system.Answers = http =>
        {
            if (http.Request.Path == "/signin")
            {
                http.Response.Cookies.Append("sid", "s 1");
                http.Response.Cookies.Append("kept", "k", new() { HttpOnly = true, MaxAge = TimeSpan.FromDays(1) });
            }

            return Task.FromResult(false);
        };
        _system.Own["/welcome"] = "<body><script>localStorage.setItem('token','t \"1\"')</script>欢迎</body>";
        await using var browser = await HandBrowser.StartAsync(new BrowserStart { Browser = Driven.Chromium, Headless = true }, Stop);
        using var playwright = await Playwright.CreateAsync();
        var page = (await playwright.Chromium.ConnectOverCDPAsync(browser.Address.ToString())).Contexts[0].Pages[0];
        await page.GotoAsync(_system.Url.ToString());
        Assert.Null(await HomeAsync(browser));
        await page.FillAsync("[name=user]", "clerk01");
        await page.ClickAsync("button");
        await page.FrameLocator("[name=main]").Locator("text=欢迎").WaitForAsync();

        Assert.Equal(new Uri(_system.Url, "/home"), await HomeAsync(browser));
        var state = JsonNode.Parse(await browser.StateAsync(Stop))!;
        var cookies = state["cookies"]!.AsArray();
        Assert.Equal(("s%201", -1), (Cookie("sid")["value"]!.GetValue<string>(), Cookie("sid")["expires"]!.GetValue<double>()));
        Assert.True(Cookie("kept")["httpOnly"]!.GetValue<bool>() && Cookie("kept")["expires"]!.GetValue<double>() > 0);
        var origin = Assert.Single(state["origins"]!.AsArray())!;
        Assert.Equal(_system.Url.GetLeftPart(UriPartial.Authority), origin["origin"]!.GetValue<string>());
        var stored = Assert.Single(origin["localStorage"]!.AsArray())!;
        Assert.Equal(("token", "t \"1\""), (stored["name"]!.GetValue<string>(), stored["value"]!.GetValue<string>()));

        JsonNode Cookie(string name) => cookies.Single(c => c!["name"]!.GetValue<string>() == name)!;
    }

    [Fact]
    public async Task A_window_behind_a_dialog_is_left_out_until_somebody_answers()
    {
        _system.Own["/asks"] = "<body>居民查询<script>setTimeout(() => alert('?'), 50)</script></body>";
        await using var browser = await HandBrowser.StartAsync(new BrowserStart { Browser = Driven.Chromium, Headless = true }, Stop);
        using var playwright = await Playwright.CreateAsync();
        var page = (await playwright.Chromium.ConnectOverCDPAsync(browser.Address.ToString())).Contexts[0].Pages[0];
        var asked = new TaskCompletionSource<IDialog>();
        page.Dialog += (_, dialog) => asked.TrySetResult(dialog);
        await page.GotoAsync(new Uri(_system.Url, "/asks").ToString());
        var dialog = await asked.Task;
        Assert.Empty(await browser.LookAsync(Stop));
        await dialog.AcceptAsync();
        Assert.NotNull(await HomeAsync(browser));
    }

    [Fact]
    public async Task All_that_its_pages_load_goes_through_the_proxy_also_from_this_machine()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        await using var browser = await HandBrowser.StartAsync(
            new BrowserStart { Browser = Driven.Chromium, Headless = true, Proxy = $"http://{proxy.LocalEndpoint}" }, Stop);
        using var playwright = await Playwright.CreateAsync();
        var page = (await playwright.Chromium.ConnectOverCDPAsync(browser.Address.ToString())).Contexts[0].Pages[0];
        var going = page.GotoAsync(_system.Url.ToString());
        var asked = "";
        while (asked != $"GET {_system.Url} HTTP/1.1")
        {
            // The browser's own look-ups come too, and are refused too.
            using var client = await proxy.AcceptTcpClientAsync(Stop);
            using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
            asked = await reader.ReadLineAsync(Stop);
            while (await reader.ReadLineAsync(Stop) is { Length: > 0 })
            {
                // The rest of its head.
            }

            await client.GetStream().WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"u8.ToArray(), Stop);
        }

        Assert.Equal(403, (await going)!.Status);
    }

    private static async Task<Uri?> HomeAsync(HandBrowser browser) =>
        (await browser.LookAsync(Stop)).FirstOrDefault(view => SignReader.Find(SignedIn, view, new TemplateValues()) is not null)?.Url;
}
