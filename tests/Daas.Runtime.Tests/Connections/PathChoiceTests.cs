using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Proving;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Connections;

public sealed class PathChoiceTests
{
    private static async Task<AttemptResult> GiveAsync(Tell tell, CancellationToken ct, params string[] rows)
    {
        await tell(new RunEvent.Rows(1, null, [.. rows.Select(r => new Row([r]))]), ct);
        return new AttemptResult { RowCount = rows.Length, Pages = 1 };
    }

    private static ProofEntry Entry(Adapter town, bool equal) => new()
    {
        Connection = Id,
        Operation = "find",
        Script = ProofScript.Of(town, town.Find("find")!),
        At = DateTimeOffset.UnixEpoch.AddDays(1),
        Cases = [new ProofCase { Why = ProofSource.Given, Rows = 1, Equal = equal }],
    };

    private static RunResult Last(IReadOnlyList<RunEvent> events) => Assert.IsType<RunEvent.Finished>(events[^1]).Result;

    [Fact]
    public async Task Http_is_taken_where_the_script_has_it_and_the_browser_is_not_asked_at_all()
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        var events = await bed.EventsAsync(bed.Request("find"));
        Assert.Equal([RunPath.Http], events.OfType<RunEvent.Attempt>().Select(a => a.Path));
        Assert.Equal(RunPath.Http, Last(events).Path);
        Assert.Null(Last(events).Fallback);
        Assert.Empty(bed.Path.Leases);
        Assert.Equal(RunPath.Http, Assert.Single(bed.Stores.RunStore.Kept).Path);
    }

    [Fact]
    public async Task What_is_not_proved_goes_by_browser_unless_http_is_asked_for()
    {
        await using var bed = await StartAsync(ByHttp(Town(), proved: false));
        Assert.Equal(RunPath.Browser, (await bed.RunAsync("find")).Path);
        Assert.Empty(bed.Http.Leases);
        Assert.Equal(RunPath.Http, (await bed.RunAsync(bed.Request("find") with { Path = RunPath.Http })).Path);
    }

    [Fact]
    public async Task A_proof_kept_here_counts_for_that_very_script_and_also_after_a_restart()
    {
        var town = ByHttp(Town(), proved: false);
        await using var bed = await StartAsync(town);
        await bed.Directory.Proofs.KeepAsync(Entry(town, equal: true));
        Assert.Equal(RunPath.Http, (await bed.RunAsync("find")).Path);

        await using var after = await StartAsync(town, after: bed);
        Assert.Equal(RunPath.Http, (await after.RunAsync("find")).Path);
        var find = town.Find("find")!;
        var other = find with { Http = find.Http! with { Exchanges = [new ExchangeTemplate.Get("/other")] } };
        await after.Directory.ApplyAsync([town with { Version = "v2", Operations = [other] }], CancellationToken.None);
        Assert.Equal(RunPath.Browser, (await after.RunAsync("find")).Path);
    }

    [Fact]
    public async Task What_was_found_to_be_unequal_or_is_suspended_goes_by_browser_until_it_is_proved_anew()
    {
        var town = ByHttp(Town());
        await using var bed = await StartAsync(town);
        Assert.Equal(RunPath.Http, (await bed.RunAsync("find")).Path);
        await bed.Directory.Proofs.KeepAsync(Entry(town, equal: false));
        Assert.Equal(RunPath.Browser, (await bed.RunAsync("find")).Path);
        await bed.Directory.Proofs.KeepAsync(Entry(town, equal: true));
        Assert.Equal(RunPath.Http, (await bed.RunAsync("find")).Path);

        await bed.Directory.Proofs.SuspendAsync(Id, town, town.Find("find")!, "the header 姓名 is gone", "r1");
        await bed.Directory.Proofs.SuspendAsync(Id, town, town.Find("find")!, "another reason", "r2");
        Assert.Equal(RunPath.Browser, (await bed.RunAsync("find")).Path);
        await using var after = await StartAsync(town, after: bed);
        Assert.Equal(RunPath.Browser, (await after.RunAsync("find")).Path);
        Assert.Equal("the header 姓名 is gone", after.Directory.Proofs.Find(Id, town, town.Find("find")!)!.Suspended!.Why);
        Assert.Contains("the header 姓名 is gone", after.Directory.Proofs.WhyNotHttp(Id, town, town.Find("find")!), StringComparison.Ordinal);
        await after.Directory.Proofs.KeepAsync(Entry(town, equal: true));
        Assert.Equal(RunPath.Http, (await after.RunAsync("find")).Path);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_costs_nobody_an_answer()
    {
        var town = ByHttp(Town());
        await using var bed = await StartAsync(town);
        bed.Stores.ProofStore.Broken = true;
        await bed.Directory.Proofs.SuspendAsync(Id, town, town.Find("find")!, "why", null);
        Assert.Equal(RunPath.Browser, (await bed.RunAsync("find")).Path);
    }

    [Fact]
    public async Task An_operation_without_an_http_section_goes_by_browser()
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        Assert.Equal(RunPath.Browser, (await bed.RunAsync("add", "k1")).Path);
        Assert.Empty(bed.Http.Leases);
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task A_forced_path_is_taken_and_not_left(RunPath path)
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        bed.Http.Run = bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift));
        var result = await bed.RunAsync(bed.Request("find") with { Path = path });
        Assert.Equal((path, ErrorClass.Drift, 1), (result.Path, result.Error!.Class, result.Attempts));
        Assert.Null(result.Fallback);
    }

    [Fact]
    public async Task Http_cannot_be_forced_on_an_operation_that_has_none()
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        var result = await bed.RunAsync(bed.Request("add", "k1") with { Path = RunPath.Http });
        Assert.Equal(ErrorClass.InvalidInput, result.Error!.Class);
        Assert.Contains("'add' cannot be run by HTTP: its script has no http section", result.Error.Message);
        Assert.Empty(bed.Stores.RunStore.Kept);
    }

    [Fact]
    public async Task Where_every_run_signs_in_and_only_a_browser_can_the_browser_runs()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true, eachRun: true)));
        Assert.Equal(RunPath.Browser, (await bed.RunAsync("find")).Path);
        var forced = await bed.RunAsync(bed.Request("find") with { Path = RunPath.Http });
        Assert.Equal(ErrorClass.InvalidInput, forced.Error!.Class);
    }

    [Theory]
    [InlineData(ErrorClass.Drift)]
    [InlineData(ErrorClass.ContractViolation)]
    [InlineData(ErrorClass.AdapterBug)]
    public async Task A_pull_whose_page_does_not_match_is_answered_by_the_browser_in_the_same_run(ErrorClass error)
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Failed(error, "no table has the header 姓名"));
        var events = await bed.EventsAsync(bed.Request("find"));

        Assert.Equal([(RunPath.Http, 1), (RunPath.Browser, 2)], events.OfType<RunEvent.Attempt>().Select(a => (a.Path, a.Number)));
        var result = Last(events);
        Assert.True(result.Succeeded);
        Assert.Equal((RunPath.Browser, error, 2), (result.Path, result.Fallback!.Class, result.Attempts));
        var record = Assert.Single(bed.Stores.RunStore.Kept);
        Assert.Equal((null, (ErrorClass?)error, "no table has the header 姓名"), (record.Error, record.Fallback, record.FallbackText));
    }

    [Theory]
    [InlineData(ErrorClass.BusinessRejected)]
    [InlineData(ErrorClass.RecordNotFound)]
    [InlineData(ErrorClass.InvalidInput)]
    [InlineData(ErrorClass.ResponseLimit)]
    [InlineData(ErrorClass.TargetDown)]
    [InlineData(ErrorClass.Timeout)]
    public async Task What_the_old_system_or_a_limit_said_is_not_asked_again_of_the_browser(ErrorClass error)
    {
        await using var bed = await StartAsync(ByHttp(Town()), options: new RuntimeOptions { Retries = 0 });
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Failed(error));
        var result = await bed.RunAsync("find");
        Assert.Equal((error, RunPath.Http), (result.Error!.Class, result.Path));
        Assert.Empty(bed.Path.Leases);
    }

    [Fact]
    public async Task A_defect_of_the_http_path_is_no_reason_to_have_no_answer()
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        bed.Http.Run = (_, _, _, _) => throw new InvalidOperationException("oops");
        var result = await bed.RunAsync("find");
        Assert.True(result.Succeeded);
        Assert.Equal(ErrorClass.AdapterBug, result.Fallback!.Class);
    }

    [Fact]
    public async Task The_browser_is_asked_once_and_what_it_meets_is_the_answer()
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift, "by http"));
        bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift, "by browser"));
        var result = await bed.RunAsync("find");
        Assert.Equal(("by browser", "by http", 2), (result.Error!.Message, result.Fallback!.Message, result.Attempts));
    }

    [Fact]
    public async Task A_retry_after_the_fallback_stays_with_the_browser()
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift));
        bed.Path.Run = async (_, _, tell, ct) => bed.Path.Attempts == 1 ? Failed(ErrorClass.TargetDown) : await GiveAsync(tell, ct, "one");
        var result = await bed.LetPassAsync(bed.RunAsync("find"));
        Assert.True(result.Succeeded);
        Assert.Equal((1, 2), (bed.Http.Attempts, bed.Path.Attempts));
    }

    [Fact]
    public async Task Without_a_browser_what_the_http_path_met_is_told()
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift, "no table"));
        bed.Path.Leasing = () => new BrowserUnavailableException("No browser.");
        var result = await bed.RunAsync("find");
        Assert.Equal((ErrorClass.Drift, "no table", RunPath.Http), (result.Error!.Class, result.Error.Message, result.Path));
        Assert.Null(result.Fallback);
    }

    [Fact]
    public async Task Rows_told_by_http_come_again_equal_or_the_answer_is_none()
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        await bed.ProveAsync("find");
        bed.Http.Run = async (_, _, tell, ct) =>
        {
            await GiveAsync(tell, ct, "a", "b");
            return Failed(ErrorClass.ContractViolation);
        };
        bed.Path.Run = (_, _, tell, ct) => GiveAsync(tell, ct, "a", "b", "c");
        var events = await bed.EventsAsync(bed.Request("find"));
        Assert.Equal(["a", "b", "c"], events.OfType<RunEvent.Rows>().SelectMany(r => r.Items).Select(r => (string)r.Values[0]!));
        Assert.True(Last(events).Succeeded);

        await bed.ProveAsync("find");
        bed.Path.Run = (_, _, tell, ct) => GiveAsync(tell, ct, "a", "x", "c");
        events = await bed.EventsAsync(bed.Request("find"));
        Assert.Equal(["a", "b"], events.OfType<RunEvent.Rows>().SelectMany(r => r.Items).Select(r => (string)r.Values[0]!));
        Assert.Equal(ErrorClass.ContractViolation, Last(events).Error!.Class);
        // Either the data changed, or HTTP told what is not so.
        Assert.NotNull(bed.Proof("find")!.Suspended);
    }

    [Fact]
    public async Task A_push_stays_on_its_path_and_its_pull_chooses_for_itself()
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        var saved = false;
        bed.Http.Run = (_, _, tell, ct) => GiveRecordAsync(tell, ct);
        bed.Path.Run = async (_, attempt, _, ct) =>
        {
            await attempt.Committing!(ct);
            saved = true;
            return new AttemptResult { Outcome = PushOutcome.Applied };
        };
        var result = await bed.RunAsync("file", "k1");
        Assert.True(result.Succeeded);
        Assert.Equal((RunPath.Browser, 2, 1), (result.Path, bed.Http.Attempts, bed.Path.Attempts));

        async Task<AttemptResult> GiveRecordAsync(Tell tell, CancellationToken ct)
        {
            if (saved)
                await tell(new RunEvent.Rows(1, 1, [new Row(["Li", new DateOnly(2026, 5, 6)])]), ct);
            return new AttemptResult { RowCount = saved ? 1 : 0, Pages = 1 };
        }
    }

    [Fact]
    public async Task A_push_by_http_that_drifts_is_not_done_again_by_browser()
    {
        var town = ByHttp(Town());
        var http = town.Find("find")!.Http;
        await using var bed = await StartAsync(town with { Operations = [.. town.Operations.Select(o => o with { Http = http })] });
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift));
        var result = await bed.RunAsync("add", "k1");
        Assert.Equal((ErrorClass.Drift, RunPath.Http, PushOutcome.NotApplied), (result.Error!.Class, result.Path, result.Outcome));
        Assert.Empty(bed.Path.Leases);
    }

    [Fact]
    public async Task Fallbacks_are_told_per_path_and_repeated_ones_degrade_the_operation()
    {
        await using var bed = await StartAsync(ByHttp(Town()));
        await bed.RunAsync("find");
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift, "the header 姓名 is gone"));
        await bed.RunAsync("find");
        var once = bed.Connection.Health;
        Assert.Equal(ConnectionState.Degraded, once.State);
        Assert.Equal("'find' is answered by the browser until it is proved anew: The header 姓名 is gone.", once.Reason);
        Assert.Equal("the header 姓名 is gone", once.Operations[0].Fallback!.Text);
        await bed.ProveAsync("find");
        Assert.Equal(ConnectionState.Healthy, bed.Connection.Health.State);

        await bed.RunAsync("find");
        await bed.ProveAsync("find");
        var health = bed.Connection.Health;
        var find = health.Operations[0];
        Assert.Equal((ConnectionState.Degraded, ConnectionState.Degraded), (health.State, find.State));
        Assert.Equal("'find' is answered by the browser, because by HTTP: the header 姓名 is gone", health.Reason);
        Assert.True(find.KeepsFallingBack);
        Assert.Equal([(RunPath.Http, 1, 2), (RunPath.Browser, 2, 0)], find.Paths.Select(p => (p.Path, p.Good, p.Failed)));
        Assert.Equal((3, 0), (find.Good, find.Failed));

        // A restart forgets nothing of it, and time heals.
        await using var after = await StartAsync(ByHttp(Town()), after: bed);
        Assert.Equal(ConnectionState.Degraded, after.Connection.Health.Operations[0].State);
        bed.Time.Advance(TimeSpan.FromMinutes(31));
        await after.RunAsync("find");
        Assert.Equal(RunPath.Http, after.Stores.RunStore.Kept.Last().Path);
        Assert.Equal(ConnectionState.Healthy, after.Connection.Health.State);
    }

    [Fact]
    public async Task A_run_by_http_counts_in_the_limits_and_may_take_spare_places()
    {
        await using var bed = await StartAsync(ByHttp(Town(new Limits { Concurrency = 2 })));
        var taken = new List<bool>();
        bed.Http.Run = (_, attempt, _, _) =>
        {
            using var spare = attempt.TrySpare();
            using var none = attempt.TrySpare();
            taken.AddRange([spare is not null, none is not null]);
            Assert.Equal(2, bed.Connection.Health.InFlight);
            return Task.FromResult(new AttemptResult());
        };
        Assert.True((await bed.RunAsync("find")).Succeeded);
        Assert.Equal([true, false], taken);
        Assert.Equal(0, bed.Connection.Health.InFlight);
    }
}
