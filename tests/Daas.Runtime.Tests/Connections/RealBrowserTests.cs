using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.Connections;

/// <summary>Connections over a real browser and a real, if small, old system.</summary>
[Collection(BrowserTests.Name)]
public sealed class RealBrowserTests : IAsyncLifetime
{
    private readonly FakeStores _stores = new();
    private SmallTown _town = null!;
    private TownProcess _process = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _town = await SmallTown.StartAsync();
        await _stores.CredentialStore.SaveAsync(TestBed.Id, "clerk", "secret", Stop);
        _process = await TownProcess.StartAsync(_town, _stores);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _town.DisposeAsync();
    }

    [Fact]
    public async Task Two_pulls_sign_in_once_and_a_restart_keeps_the_session()
    {
        Assert.Equal(["张伟", "王芳", "李娜", "刘洋"], await NamesAsync());
        Assert.Equal(["张伟", "王芳", "李娜", "刘洋"], await NamesAsync());
        Assert.Equal(1, _town.SignIns);

        await _process.DisposeAsync();
        _process = await TownProcess.StartAsync(_town, _stores);
        Assert.Equal(["张伟", "王芳", "李娜", "刘洋"], await NamesAsync());
        Assert.Equal(1, _town.SignIns);
    }

    [Fact]
    public async Task A_session_that_expires_between_two_pages_is_renewed_and_no_row_comes_twice()
    {
        await NamesAsync();
        _town.BeforePage = page =>
        {
            if (page == 2 && _town.SignIns == 1)
                _town.Session = null;
            return Task.CompletedTask;
        };
        Assert.Equal(["张伟", "王芳", "李娜", "刘洋"], await NamesAsync());
        Assert.Equal(2, _town.SignIns);
    }

    [Fact]
    public async Task A_browser_killed_in_the_middle_of_a_pull_costs_an_attempt_and_nothing_else()
    {
        await NamesAsync();
        var killed = 0;
        _town.BeforePage = async page =>
        {
            if (page == 2 && Interlocked.Exchange(ref killed, 1) == 0)
                await _process.KillBrowserAsync();
        };
        var events = await EventsAsync("find");
        var result = Result(events);
        Assert.True(result.Succeeded, result.Error?.Message);
        Assert.Equal(["张伟", "王芳", "李娜", "刘洋"], Names(events));
        Assert.Equal((2, 1), (result.Attempts, killed));
        Assert.Equal(1, _town.SignIns);
    }

    [Fact]
    public async Task A_push_is_read_back_and_one_that_only_says_saved_is_not_believed()
    {
        var saved = Result(await EventsAsync("add", "陈静", "key 1"));
        Assert.Equal((PushOutcome.Applied, null), (saved.Outcome, saved.Error?.Message));
        Assert.Contains("陈静", await NamesAsync());
        _town.Saves = false;
        var lie = Result(await EventsAsync("add", "赵磊", "key 2"));
        Assert.Equal((PushOutcome.Unknown, ErrorClass.OutcomeUnknown), (lie.Outcome, lie.Error!.Class));
    }

    [Fact]
    public async Task A_refused_password_reaches_the_old_system_once()
    {
        await _stores.CredentialStore.SaveAsync(TestBed.Id, "clerk", "wrong", Stop);
        for (var i = 0; i < 3; i++)
        {
            var result = Result(await EventsAsync("find"));
            Assert.Equal((ErrorClass.CredentialsRejected, "用户名或密码错误"), (result.Error!.Class, result.Error.Reason));
        }

        Assert.Single(_stores.RunStore.Kept);
        Assert.DoesNotContain("wrong", _stores.RunStore.Kept.Single().ErrorText);
    }

    private static string[] Names(IEnumerable<RunEvent> events) =>
        [.. events.OfType<RunEvent.Rows>().SelectMany(r => r.Items).Select(r => (string)r.Values[1]!)];

    private static RunResult Result(IReadOnlyList<RunEvent> events) => Assert.IsType<RunEvent.Finished>(events[^1]).Result;

    private async Task<string[]> NamesAsync()
    {
        var events = await EventsAsync("find");
        Assert.True(Result(events).Succeeded, Result(events).Error?.Message);
        return Names(events);
    }

    private async Task<IReadOnlyList<RunEvent>> EventsAsync(string operation, string? name = null, string? key = null)
    {
        var events = new List<RunEvent>();
        var request = new RunRequest
        {
            Run = RunId.New(TimeProvider.System),
            Adapter = "town",
            Operation = operation,
            Inputs = name is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["name"] = name },
            IdempotencyKey = key,
        };
        await foreach (var told in _process.Directory.Find("town")!.RunAsync(request, Stop))
            events.Add(told);
        return events;
    }
}
