using System.Net;
using System.Net.Sockets;
using Daas.Core.Runs;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Browsers;
using Microsoft.Playwright;
using Xunit;

namespace Daas.Runtime.Tests.Connections;

/// <summary>A person, here a second client of a real browser, signs in to a small system that wants a code.</summary>
[Collection(BrowserTests.Name)]
public sealed class HandInBrowserTests : IAsyncLifetime
{
    private readonly FakeStores _stores = new();
    private SmallTown _town = null!;
    private TownProcess _process = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Connection Connection => _process.Directory.Find("town")!;

    public async ValueTask InitializeAsync()
    {
        _town = await SmallTown.StartAsync();
        _town.Code = "4711";
        await _stores.CredentialStore.SaveAsync(TestBed.Id, "clerk", "secret", Stop);
        _process = await TownProcess.StartAsync(_town, _stores, SmallTown.CodeScript);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _town.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_known_is_filled_in_the_person_types_the_code_and_runs_go_on(bool asksLater)
    {
        _town.AsksLater = asksLater;
        Assert.Equal(ErrorClass.NeedsPerson, (await FindAsync()).Error?.Class);
        _town.Sent.Clear();
        await using var hand = (await Connection.BeginByHandAsync("Li", Stop)).SignIn!;
        await using var person = await Person.StartAsync(hand.Proxy);
        Assert.Equal(ErrorClass.NeedsPerson, (await hand.FillInAsync(person.Address, Stop))?.Class);

        var page = person.Page;
        if (!asksLater)
            Assert.Equal(("clerk", "secret"), (await page.InputValueAsync("[name=user]"), await page.InputValueAsync("[name=password]")));
        await page.FillAsync("#code", "1");
        await page.ClickAsync("button");
        await page.GetByText("验证码错误").WaitForAsync();
        Assert.NotNull(await hand.TakeAsync(await person.StateAsync(), new Uri(page.Url), Stop));

        if (!asksLater)
        {
            await page.FillAsync("[name=user]", "clerk");
            await page.FillAsync("[name=password]", "secret");
        }

        await page.FillAsync("#code", "4711");
        await page.ClickAsync("button");
        await page.GetByText("退出系统").WaitForAsync();
        var refused = await hand.TakeAsync(await person.StateAsync(), new Uri(page.Url), Stop);
        Assert.Null(refused?.Message);
        Assert.Equal(asksLater ? ["clerk secret", "1", "4711"] : ["clerk secret 1", "clerk secret 4711"], _town.Sent);

        Assert.True((await FindAsync()).Succeeded);
        Assert.Equal((1, ConnectionState.Healthy), (_town.SignIns, Connection.Health.State));
    }

    [Fact]
    public async Task A_password_that_the_system_refuses_is_shown_to_it_once_and_nobody_begins_again_with_it()
    {
        _town.AsksLater = true;
        await _stores.CredentialStore.SaveAsync(TestBed.Id, "clerk", "wrong", Stop);
        await using var hand = (await Connection.BeginByHandAsync("Li", Stop)).SignIn!;
        await using var person = await Person.StartAsync(hand.Proxy);
        Assert.Equal(ErrorClass.CredentialsRejected, (await hand.FillInAsync(person.Address, Stop))?.Class);
        Assert.Equal(ErrorClass.CredentialsRejected, (await hand.FillInAsync(person.Address, Stop))?.Class);
        await hand.DisposeAsync();
        Assert.Equal(HandRefusal.Account, (await Connection.BeginByHandAsync("Li", Stop)).Refusal);
        Assert.Equal(["clerk wrong"], _town.Sent);
    }

    [Fact]
    public async Task The_persons_browser_reaches_the_system_and_no_other_host_and_nothing_when_it_is_over()
    {
        await using var other = await SmallTown.StartAsync();
        var hand = (await Connection.BeginByHandAsync("Li", Stop)).SignIn!;
        await using var person = await Person.StartAsync(hand.Proxy);
        Assert.Equal(200, (await person.Page.GotoAsync($"{_town.Url}login"))!.Status);
        Assert.Equal(403, (await person.Page.GotoAsync(other.Url))!.Status);
        await hand.DisposeAsync();
        await Assert.ThrowsAsync<PlaywrightException>(() => person.Page.GotoAsync($"{_town.Url}login"));
    }

    private async Task<RunResult> FindAsync()
    {
        var request = new RunRequest { Run = RunId.New(TimeProvider.System), Adapter = "town", Operation = "find" };
        RunResult? result = null;
        await foreach (var told in Connection.RunAsync(request, Stop))
            result = (told as RunEvent.Finished)?.Result ?? result;
        return result!;
    }

    private sealed class Person(IPlaywright playwright, IBrowserContext context, Uri address, string profile) : IAsyncDisposable
    {
        public Uri Address => address;

        public IPage Page => context.Pages[0];

        public static async Task<Person> StartAsync(string proxy)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var profile = Directory.CreateTempSubdirectory("daas-person-").FullName;
            var playwright = await Playwright.CreateAsync();
            var browser = await new BrowserFinder().FindOrInstallAsync(static _ => { }, Stop);
            var context = await playwright.Chromium.LaunchPersistentContextAsync(profile, new()
            {
                ExecutablePath = browser.ExecutablePath,
                Args = [$"--remote-debugging-port={port}"],
                Proxy = new() { Server = proxy, Bypass = "<-loopback>" },
            });
            return new Person(playwright, context, new Uri($"http://127.0.0.1:{port}"), profile);
        }

        public Task<string> StateAsync() => context.StorageStateAsync();

        public async ValueTask DisposeAsync()
        {
            await context.CloseAsync();
            playwright.Dispose();
            Directory.Delete(profile, recursive: true);
        }
    }
}
