using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Browsers;
using Daas.Runtime.Tests.Connections;
using Daas.Runtime.Trials;
using Xunit;

namespace Daas.Runtime.Tests.Trials;

[Collection(BrowserTests.Name)]
public sealed class TrialTests : IAsyncLifetime
{
    private const string MissingButton = """
        operation: find
        kind: pull
        title: 查询居民
        steps:
          - open: /list
          - click: [{ role: button, name: 不存在 }, { role: link, name: 下一页 }]
          - click: { role: button, name: 没有 }
            seconds: 1
        output:
          rows: { table: [编号, 姓名] }
          fields:
            id: { column: 编号, type: integer }
            name: { column: 姓名 }
        """;

    private TrialBed _bed = null!;

    public async ValueTask InitializeAsync() => _bed = await TrialBed.StartAsync();

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task An_unpublished_operation_is_tried_by_both_paths_and_the_answers_are_compared()
    {
        var events = await _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(), Operation = "find" });
        Assert.Equal([RunPath.Http, RunPath.Browser], events.OfType<TrialEvent.Began>().Select(b => b.Path));
        var ended = events.OfType<TrialEvent.Ended>().ToList();
        Assert.All(ended, e => Assert.Null(e.Answer.Result.Error));
        Assert.All(ended, e => Assert.Equal(["张伟", "王芳", "李娜", "刘洋"], e.Answer.Rows.Select(r => r.Values[1])));
        Assert.True(Assert.IsType<TrialEvent.Compared>(events[^1]).Comparison.Equal);
        // Signed in once, by HTTP; the browser goes on with that session, which is forgotten afterwards.
        Assert.Equal(1, _bed.Town.SignIns);
        Assert.Empty(_bed.Stores.SessionStore.Kept);
        Assert.Empty(_bed.Directory.All);

        var http = ended[0].Answer.Steps;
        Assert.Equal(["SignIn 1", "SignIn 2", "Operation 1", "Answer 1", "Answer 2"], http.Select(s => $"{s.Place.Part} {s.Place.Number}"));
        Assert.Equal([("POST", 302), ("GET", 200)], http[1].Requests.Select(r => (r.Method, r.Status)));
        Assert.EndsWith("/list", Assert.Single(http[2].Requests).Address, StringComparison.Ordinal);
        Assert.EndsWith("/list?…", Assert.Single(http[4].Requests).Address, StringComparison.Ordinal);
        var browser = ended[1].Answer.Steps;
        Assert.Equal(["open /list", "read page 1", "read page 2"], browser.Select(s => s.Text));
        Assert.Equal("link '下一页'", browser[2].Found?.Text);
        Assert.All(http.Concat(browser), s => Assert.Equal(StepEnd.Done, s.End));
    }

    [Fact]
    public async Task Each_step_says_how_its_element_was_found_and_a_failure_says_at_which_step_with_a_picture()
    {
        var events = await _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(MissingButton), Operation = "find", Paths = [RunPath.Browser] });
        var answer = Assert.Single(events.OfType<TrialEvent.Ended>()).Answer;
        var (found, failed) = (answer.Steps[^2], answer.Steps[^1]);
        Assert.Equal(new FoundBy(1, 2, "link '下一页'"), found.Found);
        Assert.Equal((StepEnd.Failed, "3", 2), (failed.End, failed.Place.Number, failed.Place.Index));
        Assert.Equal(WaitedFor.Element, Assert.Single(failed.Waited).For);
        Assert.InRange(failed.Waited[0].Time, TimeSpan.FromSeconds(1), failed.Took);
        Assert.Equal(failed.Place, answer.Result.Error!.Place);
        Assert.Contains("find.yaml:", answer.Result.Error.Step, StringComparison.Ordinal);
        Assert.True(answer.Result.HasPicture);
        Assert.True(_bed.Stores.PictureStore.Kept.ContainsKey(answer.Result.Run));
        var filled = answer.Steps.Where(s => s.Place.Part == StepPart.SignIn).ToList();
        Assert.Equal(["1", "2", "3", "4"], filled.Select(s => s.Place.Number));
        Assert.Contains(answer.Steps, s => s.Text == "fill '密码' with a secret");
        Assert.DoesNotContain(answer.Steps, s => s.Text.Contains("'secret'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trial_beside_a_published_version_shares_its_session_and_leaves_its_health_alone()
    {
        await _bed.PublishAsync(_bed.Adapter());
        var published = _bed.Directory.Find("town")!;
        await FinishedAsync(published.RunAsync(Request(), TestContext.Current.CancellationToken));
        var before = published.Health;
        Assert.Equal(ConnectionState.Healthy, before.State);
        await _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(), Operation = "find", Paths = [RunPath.Browser] });
        Assert.Equal(1, _bed.Town.SignIns);
        var failed = await _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(MissingButton), Operation = "find", Paths = [RunPath.Browser] });
        Assert.Equal(ErrorClass.Drift, failed.OfType<TrialEvent.Ended>().Single().Answer.Result.Error?.Class);
        // Once more in a new session: what others had done in this one might have stood in the way.
        Assert.Equal(2, _bed.Town.SignIns);
        Assert.Equal((ConnectionState.Healthy, before.LastError), (published.Health.State, published.Health.LastError));
        var record = _bed.Stores.RunStore.Kept.Last();
        Assert.Equal((true, "studio", "default"), (record.Trial, record.Caller, record.Connection));

        // Nor does it after a restart.
        await _bed.Directory.ApplyAsync([], TestContext.Current.CancellationToken);
        await _bed.PublishAsync(_bed.Adapter());
        Assert.Equal(ConnectionState.Healthy, _bed.Directory.Find("town")!.Health.State);
    }

    [Fact]
    public async Task A_push_is_run_only_when_a_person_said_so_and_by_one_way()
    {
        var request = new TrialRequest { Adapter = _bed.Adapter(), Operation = "add", Inputs = new Dictionary<string, string?> { ["name"] = "陈静" } };
        Assert.Equal(TrialRefusal.NeedsConsent, Assert.IsType<TrialEvent.Refused>(Assert.Single(await _bed.TryAsync(request))).Why);
        var both = request with { MayWrite = true, Paths = [RunPath.Browser, RunPath.Http] };
        Assert.Equal(TrialRefusal.OnePathOnly, Assert.IsType<TrialEvent.Refused>(Assert.Single(await _bed.TryAsync(both))).Why);
        Assert.Equal(0, _bed.Town.SignIns);

        var answer = (await _bed.TryAsync(request with { MayWrite = true })).OfType<TrialEvent.Ended>().Single().Answer;
        Assert.Equal((PushOutcome.Applied, null), (answer.Result.Outcome, answer.Result.Error?.Message));
        var rows = (await _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(), Operation = "find", Paths = [RunPath.Http] }))
            .OfType<TrialEvent.Ended>().Single().Answer.Rows;
        Assert.Equal(1, rows.Count(r => r.Values[1] is "陈静"));
    }

    [Fact]
    public async Task A_trial_waits_for_its_place_behind_a_call_and_is_refused_during_maintenance()
    {
        await _bed.PublishAsync(_bed.Adapter());
        var (arrived, go, inside, most) = (new TaskCompletionSource(), new TaskCompletionSource(), 0, 0);
        _bed.Town.BeforePage = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            arrived.TrySetResult();
            await go.Task;
            Interlocked.Decrement(ref inside);
        };
        var call = FinishedAsync(_bed.Directory.Find("town")!.RunAsync(Request(), TestContext.Current.CancellationToken));
        await arrived.Task;
        var trial = _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(MissingButton), Operation = "find", Paths = [RunPath.Http] });
        while (_bed.Directory.Find("town")!.Health.Queued == 0)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.False(trial.IsCompleted);
        go.SetResult();
        Assert.Null((await call).Error);
        Assert.Null((await trial).OfType<TrialEvent.Ended>().Single().Answer.Result.Error);
        Assert.Equal(1, most);

        await _bed.Directory.SetMaintenanceAsync(TestBed.Id, true, TestContext.Current.CancellationToken);
        var refused = await _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(), Operation = "find", Paths = [RunPath.Http] });
        Assert.Equal(ErrorClass.Quarantined, refused.OfType<TrialEvent.Ended>().Single().Answer.Result.Error?.Class);
    }

    [Fact]
    public async Task Trials_of_what_is_not_published_share_limits_from_one_to_the_next()
    {
        var adapter = _bed.Adapter() with { Limits = new Limits { PerMinute = 1 } };
        var request = new TrialRequest { Adapter = adapter, Operation = "find", Paths = [RunPath.Http], Pages = 1 };
        Assert.Null((await _bed.TryAsync(request)).OfType<TrialEvent.Ended>().Single().Answer.Result.Error);
        var error = (await _bed.TryAsync(request)).OfType<TrialEvent.Ended>().Single().Answer.Result.Error;
        Assert.Equal(ErrorClass.Saturated, error?.Class);
    }

    [Fact]
    public async Task A_trial_that_signs_in_otherwise_does_so_by_itself_with_the_same_account()
    {
        await _bed.PublishAsync(_bed.Adapter());
        Assert.Null((await FinishedAsync(_bed.Directory.Find("town")!.RunAsync(Request(), TestContext.Current.CancellationToken))).Error);
        var kept = _bed.Stores.SessionStore.Kept[TestBed.Id];
        var adapter = _bed.Adapter();
        adapter = adapter with { SignIn = adapter.SignIn! with { Rejected = TestBed.Shows("密码错误") } };
        var answer = (await _bed.TryAsync(new TrialRequest { Adapter = adapter, Operation = "find", Paths = [RunPath.Http] }))
            .OfType<TrialEvent.Ended>().Single().Answer;
        Assert.Null(answer.Result.Error);
        Assert.Equal("default", answer.Result.Connection);
        Assert.Equal(2, _bed.Town.SignIns);
        Assert.Equal(kept, _bed.Stores.SessionStore.Kept[TestBed.Id]);
    }

    [Fact]
    public async Task A_wrong_password_is_shown_to_the_old_system_once_also_by_trials()
    {
        await _bed.Stores.CredentialStore.SaveAsync(TestBed.Id, "clerk", "wrong", TestContext.Current.CancellationToken);
        var posts = 0;
        _bed.Town.SigningIn = () => posts++;
        for (var i = 0; i < 2; i++)
        {
            var events = await _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(), Operation = "find" });
            Assert.All(events.OfType<TrialEvent.Ended>(), e => Assert.Equal(ErrorClass.CredentialsRejected, e.Answer.Result.Error?.Class));
        }

        Assert.Equal(1, posts);
    }

    [Fact]
    public async Task A_slow_answer_shows_as_what_the_step_waited_for()
    {
        _bed.Town.BeforePage = _ => Task.Delay(200);
        var answer = (await _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(), Operation = "find", Paths = [RunPath.Browser] }))
            .OfType<TrialEvent.Ended>().Single().Answer;
        var open = answer.Steps.Single(s => s.Text == "open /list");
        Assert.Contains(open.Waited, w => w.For == WaitedFor.Answers && w.Text.EndsWith("/list", StringComparison.Ordinal));
        Assert.Contains(answer.Steps[^1].Waited, w => w.For == WaitedFor.Answers && w.Text.EndsWith("/list?…", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_tried_is_refused_before_the_old_system_hears_of_it()
    {
        var adapter = _bed.Adapter();
        var refusals = new List<(TrialRequest Request, TrialRefusal Why)>
        {
            (new TrialRequest { Adapter = adapter, Operation = "none" }, TrialRefusal.UnknownOperation),
            (new TrialRequest { Adapter = adapter, Operation = "find", Inputs = new Dictionary<string, string?> { ["nmae"] = "x" } }, TrialRefusal.Inputs),
            (new TrialRequest { Adapter = adapter, Operation = "add", MayWrite = true, Paths = [RunPath.Http] }, TrialRefusal.NoSuchPath),
            (new TrialRequest { Adapter = adapter with { Operations = [adapter.Find("add")!] }, Operation = "add", MayWrite = true }, TrialRefusal.Script),
        };
        foreach (var (request, why) in refusals)
            Assert.Equal(why, Assert.IsType<TrialEvent.Refused>(Assert.Single(await _bed.TryAsync(request))).Why);
        await _bed.PublishAsync(adapter);
        var unknown = new TrialRequest { Adapter = adapter, Operation = "find", Connection = "east" };
        Assert.Equal(TrialRefusal.UnknownConnection, Assert.IsType<TrialEvent.Refused>(Assert.Single(await _bed.TryAsync(unknown))).Why);
        Assert.Equal(0, _bed.Town.SignIns);
    }

    [Fact]
    public async Task A_trial_that_is_stopped_begins_no_further_path_and_leaves_its_place()
    {
        using var stop = new CancellationTokenSource();
        _bed.Town.BeforePage = async _ => await stop.CancelAsync();
        var events = new List<TrialEvent>();
        await foreach (var told in _bed.Trials.RunAsync(new TrialRequest { Adapter = _bed.Adapter(), Operation = "find" }, stop.Token))
            events.Add(told);
        Assert.Equal([RunPath.Http], events.OfType<TrialEvent.Began>().Select(b => b.Path));
        Assert.Equal(ErrorClass.Cancelled, events.OfType<TrialEvent.Ended>().Single().Answer.Result.Error?.Class);
        _bed.Town.BeforePage = _ => Task.CompletedTask;
        var again = await _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(), Operation = "find", Paths = [RunPath.Http] });
        Assert.Null(again.OfType<TrialEvent.Ended>().Single().Answer.Result.Error);
    }

    private static async Task<RunResult> FinishedAsync(IAsyncEnumerable<RunEvent> events)
    {
        RunResult? result = null;
        await foreach (var told in events)
            result = (told as RunEvent.Finished)?.Result ?? result;
        return result!;
    }

    private static RunRequest Request() => new() { Run = RunId.New(TimeProvider.System), Adapter = "town", Operation = "find" };
}
