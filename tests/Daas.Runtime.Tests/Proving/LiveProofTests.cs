using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Proving;

/// <summary>What live answers do to a proof.</summary>
public sealed class LiveProofTests
{
    private static readonly AnswerContract Contract = new() { Marks = [new AnswerMark(MarkKind.Title, "List"), new AnswerMark(MarkKind.SignedIn, "")] };

    /// <summary>As the HTTP path does: looks at its page, then tells of its rows.</summary>
    private static async Task<AttemptResult> AnswerAsync(Attempt attempt, Tell tell, CancellationToken ct, string title, bool signedIn, params string[] rows)
    {
        IReadOnlyList<Row> all = [.. rows.Select(r => new Row([r, null]))];
        var view = new PageView { Url = new Uri("http://old.test/"), Title = title, Frames = [] };
        if (attempt.Witness?.Look(view, new PageRows(all, all.Count == 0, null, null, null), all, 0, null, () => signedIn) is { } strange)
            return new AttemptResult { Error = strange, Breach = attempt.Witness.Breach, SessionLost = attempt.Witness.Breach!.SignedOut && !attempt.Renewed };
        await tell(new RunEvent.Rows(1, null, all), ct);
        return new AttemptResult { RowCount = rows.Length, Pages = 1 };
    }

    private static async Task<TestBed> ProvedAsync(bool signIn = false)
    {
        var bed = await StartAsync(ByHttp(Town(signIn: signIn), signIn));
        await bed.ProveAsync("find", Contract);
        bed.Http.Run = (_, attempt, tell, ct) => AnswerAsync(attempt, tell, ct, "List", true, "one");
        bed.Path.Run = (_, attempt, tell, ct) => AnswerAsync(attempt, tell, ct, "", false, "one");
        return bed;
    }

    private static IEnumerable<object?> Names(IReadOnlyList<RunEvent> events) => events.OfType<RunEvent.Rows>().SelectMany(r => r.Items).Select(r => r.Values[0]);

    private static RunResult Last(IReadOnlyList<RunEvent> events) => Assert.IsType<RunEvent.Finished>(events[^1]).Result;

    [Fact]
    public async Task An_answer_that_keeps_the_contract_is_given()
    {
        await using var bed = await ProvedAsync();
        Assert.Equal(RunPath.Http, (await bed.RunAsync("find")).Path);
        Assert.Null(bed.Proof("find")!.Suspended);
    }

    [Fact]
    public async Task Of_an_answer_that_breaks_it_nobody_is_told_and_the_browser_gives_one_within_the_same_call()
    {
        await using var bed = await ProvedAsync();
        bed.Http.Run = (_, attempt, tell, ct) => AnswerAsync(attempt, tell, ct, "Drafts", true, "wrong");
        var events = await bed.EventsAsync(bed.Request("find"));
        Assert.Equal(["one"], Names(events));
        Assert.Equal((RunPath.Browser, ErrorClass.ContractViolation), (Last(events).Path, Last(events).Fallback!.Class));

        // From then on it goes by the browser, and the page of health says why.
        var suspended = bed.Proof("find")!.Suspended!;
        Assert.Equal("The answer has not the title 'List', unlike those by which it was proved.", suspended.Why);
        Assert.Equal(Last(events).Run, suspended.Run);
        var health = bed.Connection.Health;
        Assert.Equal(ConnectionState.Degraded, health.Operations[0].State);
        Assert.Equal(suspended, health.Operations[0].Proof!.Suspended);
        Assert.Contains("is answered by the browser until it is proved anew: The answer has not the title", health.Reason);
        var attempts = bed.Http.Attempts;
        Assert.Null((await bed.RunAsync("find")).Fallback);
        Assert.Equal(attempts, bed.Http.Attempts);
    }

    [Fact]
    public async Task An_empty_answer_that_breaks_it_is_not_given_either()
    {
        await using var bed = await ProvedAsync();
        bed.Http.Run = (_, attempt, tell, ct) => AnswerAsync(attempt, tell, ct, "Welcome", true);
        Assert.Equal(["one"], Names(await bed.EventsAsync(bed.Request("find"))));
        Assert.NotNull(bed.Proof("find")!.Suspended);
    }

    [Fact]
    public async Task A_false_alarm_costs_a_browser_once_and_suspends_nothing()
    {
        await using var bed = await ProvedAsync();
        bed.Http.Run = (_, attempt, tell, ct) => AnswerAsync(attempt, tell, ct, "Another title", true, "one");
        var events = await bed.EventsAsync(bed.Request("find"));
        Assert.Equal(["one"], Names(events));
        Assert.Equal(RunPath.Browser, Last(events).Path);
        Assert.Null(bed.Proof("find")!.Suspended);

        events = await bed.EventsAsync(bed.Request("find"));
        Assert.Equal(["one"], Names(events));
        Assert.Equal(RunPath.Http, Last(events).Path);
    }

    [Fact]
    public async Task A_row_more_by_the_browser_is_no_false_alarm_where_http_had_none()
    {
        await using var bed = await ProvedAsync();
        bed.Http.Run = (_, attempt, tell, ct) => AnswerAsync(attempt, tell, ct, "Another title", true);
        bed.Path.Run = (_, _, tell, ct) => AnswerAsync(new Attempt { Adapter = Town(), Operation = Town().Operations[0], Url = new Uri("http://old.test/"), Values = new(), Pages = 1, Rows = 1 }, tell, ct, "", false, "one");
        await bed.RunAsync("find");
        Assert.NotNull(bed.Proof("find")!.Suspended);
    }

    [Fact]
    public async Task Where_nobody_is_signed_in_any_more_it_is_signed_in_anew_and_http_answers()
    {
        await using var bed = await ProvedAsync(signIn: true);
        var lost = true;
        bed.Http.Run = (_, attempt, tell, ct) =>
        {
            var signedIn = !lost;
            lost = false;
            return signedIn ? AnswerAsync(attempt, tell, ct, "List", true, "one") : AnswerAsync(attempt, tell, ct, "List", false);
        };
        var events = await bed.EventsAsync(bed.Request("find"));
        Assert.Equal(["one"], Names(events));
        Assert.Equal((RunPath.Http, 2), (Last(events).Path, Last(events).Attempts));
        Assert.Null(bed.Proof("find")!.Suspended);
        Assert.Empty(bed.Path.Leases);
    }

    [Fact]
    public async Task What_the_browser_could_not_answer_either_is_not_the_fault_of_http()
    {
        await using var bed = await ProvedAsync();
        bed.Http.Run = bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift));
        Assert.Equal(ErrorClass.Drift, (await bed.RunAsync("find")).Error!.Class);
        Assert.Null(bed.Proof("find")!.Suspended);
    }

    [Theory]
    [InlineData(ErrorClass.Drift)]
    [InlineData(ErrorClass.AdapterBug)]
    public async Task What_http_could_not_answer_and_the_browser_could_suspends_the_proof(ErrorClass error)
    {
        await using var bed = await ProvedAsync();
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Failed(error, "no such form"));
        await bed.RunAsync("find");
        Assert.Equal("No such form.", bed.Proof("find")!.Suspended!.Why);
    }

    [Fact]
    public async Task A_push_by_http_that_drifts_goes_by_the_browser_the_next_time()
    {
        var town = ByHttp(Town());
        var http = town.Find("find")!.Http;
        await using var bed = await StartAsync(town with { Operations = [.. town.Operations.Select(o => o with { Http = http })] });
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift, "no such form"));
        Assert.Equal(PushOutcome.NotApplied, (await bed.RunAsync("add", "k1")).Outcome);
        Assert.Equal("No such form.", bed.Proof("add")!.Suspended!.Why);
        bed.Connection.LiftQuarantine();
        bed.Path.Run = (_, _, _, _) => Task.FromResult(new AttemptResult { Outcome = PushOutcome.Applied });
        Assert.Equal((RunPath.Browser, PushOutcome.Applied), ((await bed.RunAsync("add", "k2")) is var done ? (done.Path, done.Outcome) : default));
    }

    [Fact]
    public async Task A_wished_path_is_held_against_nothing()
    {
        await using var bed = await ProvedAsync();
        bed.Http.Run = (_, attempt, tell, ct) => AnswerAsync(attempt, tell, ct, "Drafts", true, "wrong");
        var result = await bed.RunAsync(bed.Request("find") with { Path = RunPath.Http });
        Assert.True(result.Succeeded);
        Assert.Null(bed.Proof("find")!.Suspended);
    }

    [Fact]
    public async Task A_new_proof_ends_the_suspension_and_one_that_is_not_equal_does_not()
    {
        await using var bed = await ProvedAsync();
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift));
        await bed.RunAsync("find");
        var entry = bed.Proof("find")!;
        await bed.Directory.Proofs.KeepAsync(entry with { Suspended = null, Cases = [entry.Cases[0] with { Equal = false }] });
        Assert.NotNull(bed.Proof("find")!.Suspended);

        // One that was begun before says nothing of what was met since.
        await bed.Directory.Proofs.KeepAsync(entry with { Suspended = null }, entry.Suspended!.At.AddSeconds(-1));
        Assert.NotNull(bed.Proof("find")!.Suspended);
        await bed.ProveAsync("find");
        Assert.Null(bed.Proof("find")!.Suspended);
        Assert.Equal(Contract, bed.Proof("find")!.Contract);
    }
}
