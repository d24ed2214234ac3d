using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Pushes;

public sealed class PushTests : PushTest
{
    [Fact]
    public async Task A_push_is_journaled_before_its_commit_and_ended_after_it()
    {
        await using var bed = await StartAsync();
        var stages = new List<PushStage>();
        bed.Path.Run = async (_, attempt, _, ct) =>
        {
            stages.Add(bed.Stores.Journal.Kept[Entry].Stage);
            await attempt.Committing!(ct);
            stages.Add(bed.Stores.Journal.Kept[Entry].Stage);
            return Applied;
        };
        var result = await bed.RunAsync("add", "key 1");
        Assert.Equal((PushOutcome.Applied, true), (result.Outcome, result.Succeeded));
        Assert.Equal([PushStage.Begun, PushStage.Committing], stages);
        Assert.Equal(PushStage.Ended, bed.Stores.Journal.Kept[Entry].Stage);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_without_a_second_write()
    {
        await using var bed = await StartAsync();
        var record = new Row(["文号", 7L, 1.50m, true, null, new DateOnly(2026, 1, 5), new DateTime(2026, 1, 5, 8, 30, 0)]);
        bed.Path.Run = (_, attempt, _, ct) => CommitAsync(attempt, ct, Applied with { Record = record });
        var first = await bed.RunAsync("add", "key 1");
        var second = await bed.RunAsync("add", "key 1");
        Assert.Equal(1, bed.Path.Attempts);
        Assert.Equal(record, second.Record);
        Assert.Equal(first with { Record = null }, second with { Record = null });
        Assert.Single(bed.Stores.RunStore.Kept);
    }

    [Fact]
    public async Task A_refusal_is_replayed_too()
    {
        await using var bed = await StartAsync();
        var refusal = new AttemptResult { Outcome = PushOutcome.Rejected, Error = new RunError(ErrorClass.BusinessRejected, "refused") { Reason = "身份证号已存在" } };
        bed.Path.Run = (_, attempt, _, ct) => CommitAsync(attempt, ct, refusal);
        await bed.RunAsync("add", "key 1");
        var second = await bed.RunAsync("add", "key 1");
        Assert.Equal((PushOutcome.Rejected, "身份证号已存在"), (second.Outcome, second.Error!.Reason));
        Assert.Equal(1, bed.Path.Attempts);
    }

    [Fact]
    public async Task A_key_is_its_consumers_own_and_for_one_request()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, attempt, _, ct) => CommitAsync(attempt, ct);
        await bed.RunAsync("add", "key 1");
        Assert.Equal(ErrorClass.KeyReused, (await bed.RunAsync("add", "key 1", name: "Wang")).Error!.Class);
        Assert.Equal(ErrorClass.KeyReused, (await bed.RunAsync("file", "key 1")).Error!.Class);
        Assert.True((await bed.RunAsync(bed.Request("add", "key 1", name: "Wang", caller: "other"))).Succeeded);
        Assert.Equal(ErrorClass.IdempotencyKeyMissing, (await bed.RunAsync("add")).Error!.Class);
        Assert.Equal(2, bed.Path.Attempts);
    }

    [Fact]
    public async Task Of_many_calls_with_one_key_one_runs()
    {
        await using var bed = await StartAsync(Town(new() { Concurrency = 10, PerMinute = 1000 }));
        var go = new TaskCompletionSource();
        bed.Path.Run = async (_, attempt, _, ct) =>
        {
            await go.Task;
            return await CommitAsync(attempt, ct);
        };
        var first = bed.RunAsync("add", "key 1");
        await EventuallyAsync(() => bed.Path.Attempts == 1);
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bed.RunAsync("add", "key 1")));
        Assert.All(others, r => Assert.Equal(ErrorClass.InProgress, r.Error!.Class));
        Assert.Equal(ErrorClass.KeyReused, (await bed.RunAsync("add", "key 1", name: "Wang")).Error!.Class);
        go.SetResult();
        Assert.True((await first).Succeeded);
        Assert.Equal(1, bed.Path.Attempts);
    }

    [Theory]
    [InlineData(ErrorClass.TargetDown)]
    [InlineData(ErrorClass.Timeout)]
    public async Task A_push_that_failed_before_its_commit_is_not_repeated_and_itEntry_is_free_again(ErrorClass error)
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(error));
        var result = await bed.RunAsync("add", "key 1");
        Assert.Equal((PushOutcome.NotApplied, error, Core.Runs.Applied.No), (result.Outcome, result.Error!.Class, result.Error.Applied));
        Assert.Equal(1, bed.Path.Attempts);
        Assert.Empty(bed.Stores.Journal.Kept);
        bed.Path.Run = (_, attempt, _, ct) => CommitAsync(attempt, ct);
        Assert.True((await bed.RunAsync("add", "key 1")).Succeeded);
    }

    [Fact]
    public async Task A_push_whose_browser_dies_is_not_applied_before_its_commit_and_unknown_after_it()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, _, _, _) => throw new IOException("gone");
        Assert.Equal(PushOutcome.NotApplied, (await bed.RunAsync("add", "key 1")).Outcome);
        bed.Path.Run = async (lease, attempt, _, ct) =>
        {
            await attempt.Committing!(ct);
            lease.Die();
            await Task.Delay(Timeout.Infinite, ct);
            return Applied;
        };
        var result = await bed.RunAsync("add", "key 2");
        Assert.Equal((PushOutcome.Unknown, ErrorClass.OutcomeUnknown, Core.Runs.Applied.Unknown), (result.Outcome, result.Error!.Class, result.Error.Applied));
        Assert.Equal(2, bed.Path.Attempts);
        Assert.Equal(ErrorClass.OutcomeUnresolved, (await bed.RunAsync("add", "key 2")).Error!.Class);
        Assert.Equal(2, bed.Path.Attempts);
    }

    [Fact]
    public async Task The_hard_cap_past_the_commit_leaves_the_outcome_unknown()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = async (_, attempt, _, ct) =>
        {
            await attempt.Committing!(ct);
            await Task.Delay(Timeout.Infinite, ct);
            return Applied;
        };
        var result = await bed.LetPassAsync(bed.RunAsync("add", "key 1"), TimeSpan.FromSeconds(5));
        Assert.Equal((PushOutcome.Unknown, ErrorClass.OutcomeUnknown), (result.Outcome, result.Error!.Class));
    }

    [Fact]
    public async Task A_push_that_was_left_behind_cannot_commit_any_more()
    {
        await using var bed = await StartAsync();
        var wake = new TaskCompletionSource();
        var committing = new TaskCompletionSource<Task>();
        bed.Path.Run = async (_, attempt, _, _) =>
        {
            await wake.Task;
            var commit = attempt.Committing!(CancellationToken.None);
            committing.SetResult(commit);
            await commit;
            return Applied;
        };
        var result = await bed.LetPassAsync(bed.RunAsync("add", "key 1"), TimeSpan.FromSeconds(5));
        Assert.Equal((PushOutcome.NotApplied, ErrorClass.Timeout), (result.Outcome, result.Error!.Class));
        wake.SetResult();
        var late = await committing.Task;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.Empty(bed.Stores.Journal.Kept);
    }

    [Fact]
    public async Task Past_the_commit_a_caller_who_leaves_stops_nothing()
    {
        await using var bed = await StartAsync();
        using var leave = new CancellationTokenSource();
        bed.Path.Run = async (_, attempt, _, ct) =>
        {
            await attempt.Committing!(ct);
            await leave.CancelAsync();
            Assert.False(ct.IsCancellationRequested);
            return Applied;
        };
        var events = await bed.EventsUntilAsync(leave.Token, bed.Request("add", "key 1"));
        Assert.Equal(PushOutcome.Applied, ((RunEvent.Finished)events[^1]).Result.Outcome);
    }

    [Fact]
    public async Task A_caller_who_leaves_before_the_commit_stops_it()
    {
        await using var bed = await StartAsync();
        using var leave = new CancellationTokenSource();
        bed.Path.Run = async (_, attempt, _, ct) =>
        {
            await leave.CancelAsync();
            await attempt.Committing!(CancellationToken.None);
            throw new InvalidOperationException("not reached");
        };
        var result = ((RunEvent.Finished)(await bed.EventsUntilAsync(leave.Token, bed.Request("add", "key 1")))[^1]).Result;
        Assert.Equal((PushOutcome.NotApplied, ErrorClass.Cancelled), (result.Outcome, result.Error!.Class));
        Assert.Empty(bed.Stores.Journal.Kept);
    }

    [Fact]
    public async Task A_push_that_cannot_be_journaled_is_not_begun_and_one_whose_commit_cannot_is_not_committed()
    {
        await using var bed = await StartAsync();
        var committed = false;
        bed.Path.Run = async (_, attempt, _, ct) =>
        {
            await attempt.Committing!(ct);
            committed = true;
            return Applied;
        };
        bed.Stores.Journal.BeginFails = true;
        Assert.Equal(ErrorClass.AuditUnavailable, (await bed.RunAsync("add", "key 1")).Error!.Class);
        Assert.Equal(0, bed.Path.Attempts);
        bed.Stores.Journal.BeginFails = false;
        bed.Stores.Journal.CommittingFails = true;
        var result = await bed.RunAsync("add", "key 1");
        Assert.Equal((PushOutcome.NotApplied, ErrorClass.AuditUnavailable), (result.Outcome, result.Error!.Class));
        Assert.False(committed);
        Assert.Empty(bed.Stores.Journal.Kept);
    }

    [Fact]
    public async Task While_runs_cannot_be_recorded_no_push_begins()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, attempt, _, ct) => attempt.Committing is null ? Task.FromResult(new AttemptResult()) : CommitAsync(attempt, ct);
        bed.Stores.RunStore.Broken = true;
        await bed.RunAsync("find");
        Assert.Equal(ErrorClass.AuditUnavailable, (await bed.RunAsync("add", "key 1")).Error!.Class);
        Assert.Equal(1, bed.Path.Attempts);
        bed.Stores.RunStore.Broken = false;
        Assert.True((await bed.RunAsync("add", "key 1")).Succeeded);
        Assert.Equal(2, bed.Stores.RunStore.Kept.Count);
    }

    [Fact]
    public async Task Drift_in_a_push_stops_all_writes_until_an_operator_or_a_new_version_lifts_it()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, attempt, _, _) => Task.FromResult(attempt.Committing is null ? new AttemptResult() : Failed(ErrorClass.Drift));
        await bed.RunAsync("add", "key 1");
        Assert.Equal(ErrorClass.Quarantined, (await bed.RunAsync("file", "key 2")).Error!.Class);
        Assert.True((await bed.RunAsync("find")).Succeeded);
        var health = bed.Connection.Health;
        Assert.Equal((ConnectionState.Healthy, ConnectionState.Quarantined, ConnectionState.Quarantined), (health.Reads, health.Writes, health.State));
        Assert.Single(bed.Stores.RunStore.Kept, r => r.Operation != "find");

        bed.Connection.LiftQuarantine();
        Assert.Equal(ErrorClass.Drift, (await bed.RunAsync("add", "key 3")).Error!.Class);
        Assert.Equal(ErrorClass.Quarantined, (await bed.RunAsync("add", "key 4")).Error!.Class);

        await bed.Directory.ApplyAsync([Town(version: "v2")], CancellationToken.None);
        bed.Path.Run = (_, attempt, _, ct) => CommitAsync(attempt, ct);
        Assert.True((await bed.RunAsync("add", "key 5")).Succeeded);
        Assert.Equal(ConnectionState.Healthy, bed.Connection.Health.Writes);
    }

    [Fact]
    public async Task A_quarantine_outlives_a_restart_and_stored_answers_are_given_in_spite_of_it()
    {
        var first = await StartAsync();
        first.Path.Run = (_, attempt, _, ct) => CommitAsync(attempt, ct);
        await first.RunAsync("add", "key 1");
        first.Path.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift));
        await first.RunAsync("add", "key 2");
        await first.DisposeAsync();

        await using var second = await StartAsync(after: first);
        Assert.Equal(ErrorClass.Quarantined, (await second.RunAsync("add", "key 3")).Error!.Class);
        Assert.Equal(PushOutcome.Applied, (await second.RunAsync("add", "key 1")).Outcome);
    }
}
