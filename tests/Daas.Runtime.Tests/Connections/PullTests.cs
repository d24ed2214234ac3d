using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Connections;

public sealed class PullTests
{
    private static Row[] Rows(params string[] values) => [.. values.Select(v => new Row([v]))];

    private static IEnumerable<string> Values(IEnumerable<RunEvent> events) =>
        events.OfType<RunEvent.Rows>().SelectMany(r => r.Items).Select(r => (string)r.Values[0]!);

    private static RunResult Last(IReadOnlyList<RunEvent> events) => Assert.IsType<RunEvent.Finished>(events[^1]).Result;

    [Fact]
    public async Task Rows_come_first_and_the_result_last_and_the_run_is_recorded()
    {
        await using var bed = await StartAsync();
        var request = bed.Request("find");
        var events = await bed.EventsAsync(request);

        Assert.Equal(["one"], Values(events));
        var result = Assert.IsType<RunEvent.Finished>(events[^1]).Result;
        Assert.True(result.Succeeded);
        Assert.Equal(("v1", 1, 1), (result.Version, result.RowCount, result.Attempts));
        var record = Assert.Single(bed.Stores.RunStore.Kept);
        Assert.Equal((request.Run, "platform", null), (record.Run, record.Caller, record.Error));
    }

    [Fact]
    public async Task An_unknown_operation_is_an_answer_and_no_run()
    {
        await using var bed = await StartAsync();
        Assert.Equal(ErrorClass.UnknownOperation, (await bed.RunAsync("nothing")).Error!.Class);
        Assert.Empty(bed.Stores.RunStore.Kept);
    }

    [Theory]
    [InlineData(ErrorClass.TargetDown, 3)]
    [InlineData(ErrorClass.Timeout, 3)]
    [InlineData(ErrorClass.Drift, 1)]
    [InlineData(ErrorClass.ContractViolation, 1)]
    [InlineData(ErrorClass.RecordNotFound, 1)]
    [InlineData(ErrorClass.BusinessRejected, 1)]
    [InlineData(ErrorClass.CredentialsRejected, 1)]
    public async Task Only_what_may_pass_is_tried_again(ErrorClass error, int attempts)
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(error));
        var result = await bed.LetPassAsync(bed.RunAsync("find"));
        Assert.Equal(error, result.Error!.Class);
        Assert.Equal(attempts, result.Attempts);
        Assert.Equal(attempts, bed.Path.Attempts);
    }

    [Fact]
    public async Task A_second_attempt_tells_only_rows_that_are_new()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = async (_, _, tell, ct) =>
        {
            await tell(new RunEvent.Rows(1, 2, Rows("a", "b")), ct);
            if (bed.Path.Attempts == 1)
                return Failed(ErrorClass.TargetDown);
            await tell(new RunEvent.Rows(2, 2, Rows("c")), ct);
            return new AttemptResult { RowCount = 3, Pages = 2 };
        };
        var events = await bed.LetPassAsync(bed.EventsAsync(bed.Request("find")));
        Assert.Equal(["a", "b", "c"], Values(events));
        Assert.Single(events.OfType<RunEvent.Retrying>());
        Assert.Equal([1, 2], events.OfType<RunEvent.Attempt>().Select(a => a.Number));
        Assert.True(((RunEvent.Finished)events[^1]).Result.Succeeded);
    }

    [Theory]
    [InlineData("b", "a", "c")]
    [InlineData("a")]
    public async Task Data_that_changed_between_two_attempts_is_not_mixed(params string[] second)
    {
        await using var bed = await StartAsync();
        bed.Path.Run = async (_, _, tell, ct) =>
        {
            await tell(new RunEvent.Rows(1, null, bed.Path.Attempts == 1 ? Rows("a", "b") : Rows(second)), ct);
            return bed.Path.Attempts == 1 ? Failed(ErrorClass.TargetDown) : new AttemptResult { RowCount = second.Length };
        };
        var events = await bed.LetPassAsync(bed.EventsAsync(bed.Request("find")));
        Assert.Equal(["a", "b"], Values(events));
        Assert.Equal(ErrorClass.ContractViolation, ((RunEvent.Finished)events[^1]).Result.Error!.Class);
    }

    [Fact]
    public async Task A_browser_that_dies_under_a_pull_costs_an_attempt_and_its_place_is_thrown_away()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = async (lease, _, _, ct) =>
        {
            if (bed.Path.Attempts > 1)
                return new AttemptResult();
            lease.Die();
            await Task.Delay(Timeout.Infinite, ct);
            return new AttemptResult();
        };
        var result = await bed.LetPassAsync(bed.RunAsync("find"));
        Assert.True(result.Succeeded);
        Assert.Equal(2, result.Attempts);
        Assert.Equal([true, false], bed.Path.Leases.Select(l => l.Discarded));
        Assert.All(bed.Path.Leases, l => Assert.True(l.Disposed));
    }

    [Fact]
    public async Task An_exception_is_an_answer_that_does_not_quote_it()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, _, _, _) => throw new InvalidOperationException("fill('secret')");
        var result = await bed.LetPassAsync(bed.RunAsync("find"));
        Assert.Equal(ErrorClass.AdapterBug, result.Error!.Class);
        Assert.Equal(3, result.Attempts);
        Assert.DoesNotContain("secret", result.Error.Message);
    }

    [Fact]
    public async Task A_run_ends_at_its_hard_cap()
    {
        await using var bed = await StartAsync(Town(new Limits { RunSeconds = 30 }));
        bed.Path.Run = async (_, _, _, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return new AttemptResult();
        };
        var began = bed.Time.GetUtcNow();
        var result = await bed.LetPassAsync(bed.RunAsync("find"));
        Assert.Equal(ErrorClass.Timeout, result.Error!.Class);
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
        Assert.Equal(1, result.Attempts);
    }

    [Fact]
    public async Task A_run_that_does_not_stop_is_left_behind_and_its_place_thrown_away()
    {
        await using var bed = await StartAsync(Town(new Limits { RunSeconds = 30 }));
        bed.Path.Run = (_, _, _, _) => new TaskCompletionSource<AttemptResult>().Task;
        var result = await bed.LetPassAsync(bed.RunAsync("find"));
        Assert.Equal(ErrorClass.Timeout, result.Error!.Class);
        Assert.True(Assert.Single(bed.Path.Leases) is { Discarded: true, Disposed: true });
        Assert.Equal(0, bed.Connection.Health.InFlight);
    }

    [Fact]
    public async Task A_cancelled_run_ends_with_its_result_too()
    {
        await using var bed = await StartAsync();
        using var cancel = new CancellationTokenSource();
        bed.Path.Run = async (_, _, _, ct) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, ct);
            return new AttemptResult();
        };
        Assert.Equal(ErrorClass.Cancelled, Last(await bed.EventsUntilAsync(cancel.Token, bed.Request("find"))).Error!.Class);
    }

    [Fact]
    public async Task Stopping_to_read_stops_the_run()
    {
        await using var bed = await StartAsync();
        var stopped = new TaskCompletionSource();
        bed.Path.Run = async (_, _, tell, ct) =>
        {
            await using var _ = ct.Register(stopped.SetResult);
            for (var page = 1; ; page++)
                await tell(new RunEvent.Rows(page, null, Rows($"{page}")), ct);
        };
        await foreach (var told in bed.Connection.RunAsync(bed.Request("find"), CancellationToken.None))
        {
            if (told is RunEvent.Rows)
                break;
        }

        await stopped.Task;
        await EventuallyAsync(() => bed.Stores.RunStore.Kept.Any(r => r.Error == ErrorClass.Cancelled));
    }

    [Fact]
    public async Task Pages_are_fetched_ahead_of_the_reader_but_not_without_end()
    {
        await using var bed = await StartAsync(options: new RuntimeOptions { PagesAhead = 2 });
        var told = 0;
        bed.Path.Run = async (_, _, tell, ct) =>
        {
            for (var page = 1; page <= 10; page++)
            {
                await tell(new RunEvent.Rows(page, 10, Rows($"{page}")), ct);
                told = page;
            }

            return new AttemptResult { RowCount = 10, Pages = 10 };
        };
        var pages = 0;
        await foreach (var read in bed.Connection.RunAsync(bed.Request("find"), CancellationToken.None))
        {
            if (read is not RunEvent.Rows)
                continue;
            pages++;
            await EventuallyAsync(() => told >= Math.Min(10, pages + 2));
            Assert.True(told <= pages + 2);
        }

        Assert.Equal(10, pages);
    }

    [Fact]
    public async Task A_hundred_calls_at_once_keep_within_concurrency()
    {
        await using var bed = await StartAsync(Town(new Limits { Concurrency = 3, PerMinute = 1000 }));
        bed.Path.Run = async (_, _, _, ct) =>
        {
            await Task.Delay(1, ct);
            return new AttemptResult();
        };
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => bed.RunAsync("find")));
        Assert.All(results, r => Assert.True(r.Succeeded));
        Assert.Equal(3, bed.Path.MostRunning);
        Assert.Equal(100, bed.Stores.RunStore.Kept.Count);
    }

    [Fact]
    public async Task A_store_that_fails_costs_no_pull_its_answer_and_the_record_is_written_later()
    {
        await using var bed = await StartAsync();
        bed.Stores.RunStore.Broken = true;
        Assert.True((await bed.RunAsync("find")).Succeeded);
        Assert.Empty(bed.Stores.RunStore.Kept);
        bed.Stores.RunStore.Broken = false;
        Assert.True((await bed.RunAsync("find")).Succeeded);
        Assert.Equal(2, bed.Stores.RunStore.Kept.Count);
    }

    [Fact]
    public async Task The_picture_of_the_failing_page_is_kept_under_the_run()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift) with { Picture = [1, 2, 3] });
        var result = await bed.RunAsync("find");
        Assert.True(result.HasPicture);
        Assert.Equal([1, 2, 3], bed.Stores.PictureStore.Kept[result.Run]);
    }

    [Fact]
    public async Task Inputs_reach_the_script_in_the_format_the_old_system_wants_and_limits_hold()
    {
        await using var bed = await StartAsync(Town(new Limits { Pages = 7, Rows = 50 }));
        Attempt? seen = null;
        bed.Path.Run = (_, attempt, _, _) =>
        {
            seen = attempt;
            return Task.FromResult(new AttemptResult { Outcome = PushOutcome.Applied });
        };
        await bed.RunAsync(bed.Request("find") with { Rows = 1000, Pages = 2 });
        Assert.Equal((2, 50), (seen!.Pages, seen.Rows));
        Assert.Equal("Li", seen.Values.Find("name"));
    }
}
