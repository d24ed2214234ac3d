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
        Assert.DoesNotContain(answer.Steps, s => s.ToString().Contains("secret\"", StringComparison.Ordinal) || s.Text.Contains("'secret'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trial_beside_a_published_version_shares_its_session_and_leaves_its_health_alone()
    {
        await _bed.PublishAsync(_bed.Adapter());
        var published = _bed.Directory.Find("town")!;
        await foreach (var _ in published.RunAsync(Request(), TestContext.Current.CancellationToken))
        {
        }

        var before = published.Health;
        Assert.Equal(ConnectionState.Healthy, before.State);
        var failed = await _bed.TryAsync(new TrialRequest { Adapter = _bed.Adapter(MissingButton), Operation = "find", Paths = [RunPath.Browser] });
        Assert.Equal(ErrorClass.Drift, failed.OfType<TrialEvent.Ended>().Single().Answer.Result.Error?.Class);
        Assert.Equal(1, _bed.Town.SignIns);
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

    private RunRequest Request() => new() { Run = RunId.New(TimeProvider.System), Adapter = "town", Operation = "find" };
}
