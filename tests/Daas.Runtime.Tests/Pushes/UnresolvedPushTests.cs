using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Pushes;

/// <summary>Pushes whose outcome was not seen: a killed process, a save without a word; told by reading back.</summary>
public sealed class UnresolvedPushTests : PushTest
{
    [Fact]
    public async Task A_process_killed_before_the_commit_leaves_a_push_that_may_run_again()
    {
        var first = await StartAsync();
        first.Path.Run = (_, _, _, _) => new TaskCompletionSource<AttemptResult>().Task;
        _ = first.RunAsync("add", "key 1");
        await EventuallyAsync(() => first.Path.Attempts == 1);

        await using var second = await StartAsync(after: first);
        Assert.Equal(PushStage.Begun, second.Stores.Journal.Kept[Entry].Stage);
        second.Path.Run = (_, attempt, _, ct) => CommitAsync(attempt, ct);
        Assert.True((await second.RunAsync("add", "key 1")).Succeeded);
    }

    [Theory]
    [InlineData("add", false)]
    [InlineData("file", false)]
    [InlineData("file", true)]
    public async Task A_process_killed_at_the_commit_is_resolved_by_reading_back_and_never_by_writing_again(string operation, bool saved)
    {
        var list = new List<Row> { Li };
        var first = await StartAsync();
        Simulate(first, list, async (attempt, ct) =>
        {
            await attempt.Committing!(ct);
            if (saved)
                list.Add(Li);
            await new TaskCompletionSource().Task;
            return Applied;
        });
        _ = first.RunAsync(operation, "key 1");
        await EventuallyAsync(() => first.Stores.Journal.Kept.GetValueOrDefault(Entry)?.Stage == PushStage.Committing);
        await Task.Yield();
        await EventuallyAsync(() => !saved || list.Count == 2);

        await using var second = await StartAsync(after: first);
        var writes = 0;
        Simulate(second, list, (attempt, ct) =>
        {
            writes++;
            return CommitAsync(attempt, ct);
        });
        var result = await second.LetPassAsync(second.RunAsync(operation, "key 1"));
        Assert.Equal(saved ? PushOutcome.Applied : PushOutcome.Unknown, result.Outcome);
        Assert.Equal(saved ? null : ErrorClass.OutcomeUnresolved, result.Error?.Class);
        Assert.Equal(0, writes);
        Assert.Equal(saved ? PushStage.Ended : PushStage.Committing, second.Stores.Journal.Kept[Entry].Stage);
        var again = await second.LetPassAsync(second.RunAsync(operation, "key 1"));
        Assert.Equal(result.Outcome, again.Outcome);
        Assert.Equal(0, writes);
    }

    [Fact]
    public async Task A_process_killed_before_it_could_note_the_end_reads_back_too()
    {
        var list = new List<Row>();
        await using var bed = await StartAsync();
        Simulate(bed, list, async (attempt, ct) =>
        {
            await attempt.Committing!(ct);
            list.Add(Li);
            return Applied;
        });
        bed.Stores.Journal.EndFails = true;
        Assert.Equal(PushOutcome.Applied, (await bed.RunAsync("file", "key 1")).Outcome);
        bed.Stores.Journal.EndFails = false;
        Assert.Equal(PushOutcome.Applied, (await bed.RunAsync("file", "key 1")).Outcome);
        Assert.Single(list);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_save_that_saved_nothing_is_never_reported_as_applied(int already)
    {
        var list = Enumerable.Repeat(Li, already).ToList();
        await using var bed = await StartAsync();
        Simulate(bed, list, (attempt, ct) => CommitAsync(attempt, ct));
        var result = await bed.LetPassAsync(bed.RunAsync("file", "key 1"));
        Assert.Equal((PushOutcome.Unknown, ErrorClass.OutcomeUnknown), (result.Outcome, result.Error!.Class));
        Assert.Contains("does not show a new record", result.Error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_save_without_a_word_is_applied_once_it_is_read_back(int already)
    {
        var list = Enumerable.Repeat(Li, already).ToList();
        await using var bed = await StartAsync();
        ITimer? showing = null;
        Simulate(bed, list, async (attempt, ct) =>
        {
            await attempt.Committing!(ct);
            // Shown a little later.
            showing = bed.Time.CreateTimer(_ => list.Add(Li), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
            throw new IOException("the connection was reset");
        });
        var result = await bed.LetPassAsync(bed.RunAsync("file", "key 1"));
        showing!.Dispose();
        Assert.Equal((PushOutcome.Applied, null), (result.Outcome, result.Error?.Message));
    }

    [Fact]
    public async Task What_cannot_be_read_before_is_not_written()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, attempt, _, ct) => attempt.Operation.Id == "find" ? Task.FromResult(Failed(ErrorClass.Drift)) : CommitAsync(attempt, ct);
        var result = await bed.RunAsync("file", "key 1");
        Assert.Equal((PushOutcome.NotApplied, ErrorClass.Drift), (result.Outcome, result.Error!.Class));
        Assert.Equal(1, bed.Path.Attempts);
        Assert.Empty(bed.Stores.Journal.Kept);
    }

    [Fact]
    public async Task An_unknown_outcome_is_read_back_again_when_the_call_is_repeated()
    {
        var list = new List<Row>();
        await using var bed = await StartAsync();
        Simulate(bed, list, (attempt, ct) => CommitAsync(attempt, ct));
        Assert.Equal(PushOutcome.Unknown, (await bed.LetPassAsync(bed.RunAsync("file", "key 1"))).Outcome);
        list.Add(Li);
        Assert.Equal(PushOutcome.Applied, (await bed.LetPassAsync(bed.RunAsync("file", "key 1"))).Outcome);
        Assert.Equal(PushOutcome.Applied, (await bed.RunAsync("file", "key 1")).Outcome);
    }
}
