using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using Daas.EndToEnd.Recording;
using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.CivilAffairs;
using Microsoft.Playwright;
using Person = Daas.EndToEnd.Recording.Person;

namespace Daas.EndToEnd.Studio;

/// <summary>What becomes of a draft and its browser when something ends, and who may see it.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class StudioKeepsTests : IAsyncLifetime
{
    private const string Operation = "towns/find-people";
    private const string Shown = "#stage canvas[style*=width]";

    private SandboxHost _sandbox = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CivilAffairsSystem System => _sandbox.CivilAffairs;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, Ct);

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task A_draft_outlives_a_reload_while_it_is_recorded_and_a_restart_of_the_gateway()
    {
        await using var workroom = await Workroom.OpenAsync();
        var studio = workroom.Studio;
        await workroom.RecordAsync(Operation, System.Url, async person =>
        {
            await CivilAffairsRecordingTests.SignInAsync(person, System);
            var screen = workroom.Room.ScreenId;
            await studio.Page.ReloadAsync();
            await studio.StageAsync();
            Assert.Equal(screen, workroom.Room.ScreenId);
            await SearchAsync(person, "东关街道");
        });
        await studio.RenameFieldAsync("id", "residentNo");
        await studio.RenameFieldAsync("name", "residentName");
        var fields = await studio.FieldsAsync();

        await studio.Page.ReloadAsync();
        await studio.DraftAsync();
        Assert.Equal(fields, await studio.FieldsAsync());

        var anew = new TaskCompletionSource();
        studio.Page.DOMContentLoaded += (_, _) => anew.TrySetResult();
        await workroom.RestartAsync();
        await anew.Task.WaitAsync(TimeSpan.FromMinutes(2), Ct);
        await studio.DraftAsync();
        Assert.Equal(fields, await studio.FieldsAsync());
        await studio.UndoAndRedoAsync();
        await studio.TryAsync();
        await studio.PublishAsync();
        var answer = await workroom.PullAsync(Operation, ("street", "西关街道"));
        Assert.Equal(CivilAffairsRecordingTests.PeopleOf(System, "西关街道"), answer.Column("residentNo", "residentName", "idNumber", "birthDate"));
    }

    [Fact]
    public async Task A_killed_browser_is_told_and_the_work_goes_on_from_one_of_its_steps()
    {
        await using var workroom = await Workroom.OpenAsync();
        var studio = workroom.Studio;
        await studio.BeginAsync(Operation, System.Url);
        await using (var person = await workroom.PersonAsync())
        {
            await CivilAffairsRecordingTests.SignInAsync(person, System);
            await SearchAsync(person, "东关街道");
            Browser(workroom).Kill();
        }

        await studio.Page.Locator(".note.problem[role=alert]").WaitForAsync();
        await studio.DraftAsync();
        var steps = await studio.Page.Locator(".draft .steps > li").CountAsync();
        Assert.Equal(7, steps);

        await studio.StartAgainFromAsync(6);
        await workroom.WorkAsync(async person =>
        {
            await person.ChooseAsync("街道", "新民街道");
            await person.ClickAsync("查询");
        });
        await studio.TryAsync(("street", "红旗街道"));
        await studio.PublishAsync(most: 20);
        var answer = await workroom.PullAsync(Operation, ("street", "西关街道"));
        Assert.Equal(CivilAffairsRecordingTests.PeopleOf(System, "西关街道"), answer.Column("id", "name", "idNumber", "birthDate"));
    }

    [Fact]
    public async Task A_browser_that_nobody_looks_at_ends_and_what_was_done_is_kept()
    {
        await using var workroom = await Workroom.OpenAsync(TimeSpan.FromSeconds(20));
        await workroom.Studio.BeginAsync(Operation, System.Url);
        var room = workroom.Room;
        await using (var person = await workroom.PersonAsync())
            await CivilAffairsRecordingTests.SignInAsync(person, System);
        var browser = Browser(workroom);
        await workroom.Studio.Page.Context.CloseAsync();
        await browser.WaitForExitAsync(Ct).WaitAsync(TimeSpan.FromMinutes(2), Ct);
        while (room.Understood is null)
            await Task.Delay(100, Ct);
        Assert.Null(room.ScreenId);
        Assert.Equal(4, room.Understood.Steps.Count);
    }

    [Fact]
    public async Task A_second_window_takes_the_live_view_over_until_the_first_asks_for_it()
    {
        await using var workroom = await Workroom.OpenAsync();
        await workroom.Studio.BeginAsync(Operation, System.Url);
        var first = workroom.Studio.Page;
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(first.Url);
        await second.Locator(Shown).WaitForAsync();
        await first.Locator(".live-cut button").WaitForAsync();
        Assert.False(await second.Locator(".live-cut").IsVisibleAsync());

        await first.Locator(".live-cut button").ClickAsync();
        await second.Locator(".live-cut button").WaitForAsync();
        await Assertions.Expect(first.Locator(".live-cut")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_live_view_is_its_owners_alone()
    {
        await using var workroom = await Workroom.OpenAsync();
        var gateway = workroom.Gateway;
        await workroom.Studio.BeginAsync(Operation, System.Url);
        var screen = workroom.Room.ScreenId!;
        var mine = await CookiesAsync(workroom.Studio.Page);
        var other = await workroom.SitDownAsync();
        await other.GotoAsync($"/studio/drafts/{workroom.Studio.Draft}");
        Assert.Equal(0, await other.Locator("#stage").CountAsync());
        Assert.Equal(1, await other.Locator("form[action$='/take-over']").CountAsync());

        Assert.Equal(HttpStatusCode.NotFound, await JoinAsync(gateway, screen, gateway.Pages, await CookiesAsync(other)));
        Assert.Equal(HttpStatusCode.Forbidden, await JoinAsync(gateway, screen, "http://elsewhere.example", mine));
        var key = workroom.Api.DefaultRequestHeaders.Authorization!.ToString();
        foreach (var refused in new[] { await JoinAsync(gateway, screen, gateway.Pages, null), await JoinAsync(gateway, screen, gateway.Pages, null, key) })
            Assert.Contains(refused, new[] { HttpStatusCode.Redirect, HttpStatusCode.Unauthorized });
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await JoinAsync(gateway, screen, gateway.Pages, mine));
    }

    private static async Task SearchAsync(Person person, string street)
    {
        await person.ClickAsync("居民信息查询");
        await person.ChooseAsync("街道", street);
        await person.ClickAsync("查询");
    }

    private static async Task<string> CookiesAsync(IPage page) => string.Join("; ", (await page.Context.CookiesAsync()).Select(c => $"{c.Name}={c.Value}"));

    private static async Task<HttpStatusCode> JoinAsync(RunningGateway gateway, string screen, string origin, string? cookies, string? key = null)
    {
        using var direct = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin);
        if (cookies is not null)
            socket.Options.SetRequestHeader("Cookie", cookies);
        if (key is not null)
            socket.Options.SetRequestHeader("Authorization", key);
        try
        {
            await socket.ConnectAsync(new Uri($"{gateway.Pages.Replace("http:", "ws:", StringComparison.Ordinal)}/studio/live/{screen}"), direct, Ct);
        }
        catch (WebSocketException)
        {
            // Its status says why.
        }

        return socket.HttpStatusCode;
    }

    // The process that all of the browser's others descend from: the one with its profile and no role.
    private static Process Browser(Workroom workroom)
    {
        var profile = $"--user-data-dir={Path.GetDirectoryName(workroom.Room.Browser!.Capturing.Downloads)}";
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(f => int.TryParse(Path.GetFileName(f), out _)))
        {
            try
            {
                var line = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
                var isGuard = line[0].EndsWith("sh", StringComparison.Ordinal);
                if (line.Contains(profile) && !isGuard && !line.Any(a => a.StartsWith("--type=", StringComparison.Ordinal)))
                    return Process.GetProcessById(int.Parse(Path.GetFileName(folder), global::System.Globalization.CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        throw new Xunit.Sdk.XunitException("the studio's browser does not run");
    }
}
