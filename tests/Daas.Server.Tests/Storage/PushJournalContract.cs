using Daas.Core.Storage;

namespace Daas.Server.Tests.Storage;

/// <summary>What every <see cref="PushJournal"/> keeps to.</summary>
public abstract class PushJournalContract
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract PushJournal Journal { get; }

    /// <summary>The journal as a process finds it that starts after this one was killed.</summary>
    protected abstract PushJournal AfterCrash();

    [Fact]
    public async Task A_key_begins_once_for_each_consumer()
    {
        Assert.Null(await Journal.BeginAsync(Entry("platform", "k1"), Ct));
        Assert.Equal(Entry("platform", "k1"), await Journal.BeginAsync(Entry("platform", "k1") with { Run = "r2", RequestHash = "other" }, Ct));
        Assert.Null(await Journal.BeginAsync(Entry("other", "k1"), Ct));
        Assert.Null(await Journal.BeginAsync(Entry("platform", "K1"), Ct));
    }

    [Fact]
    public async Task Of_many_at_once_exactly_one_begins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Journal.BeginAsync(Entry("platform", "k") with { Run = $"r{i}" }, Ct), Ct)));
        Assert.Single(answers, a => a is null);
        Assert.Single(answers.OfType<PushEntry>().Select(a => a.Run).Distinct());
    }

    [Fact]
    public async Task A_push_past_its_commit_is_known_after_a_crash_at_whatever_moment()
    {
        for (var i = 0; i < 20; i++)
        {
            var entry = Entry("platform", $"k{i}");
            await Journal.BeginAsync(entry, Ct);
            await Journal.CommittingAsync(entry.Consumer, entry.Key, At.AddSeconds(1), Ct);
            var found = await AfterCrash().FindAsync(entry.Consumer, entry.Key, Ct);
            Assert.Equal(entry with { Stage = PushStage.Committing, At = At.AddSeconds(1) }, found);
        }
    }

    [Fact]
    public async Task An_ended_push_gives_its_result_again_after_a_crash()
    {
        await Journal.BeginAsync(Entry("platform", "k1"), Ct);
        await Journal.CommittingAsync("platform", "k1", At.AddSeconds(1), Ct);
        await Journal.EndAsync("platform", "k1", "{\"outcome\":\"applied\"}", At.AddSeconds(2), Ct);
        var again = await AfterCrash().BeginAsync(Entry("platform", "k1") with { Run = "r2" }, Ct);
        Assert.Equal(Entry("platform", "k1") with { Stage = PushStage.Ended, At = At.AddSeconds(2), Result = "{\"outcome\":\"applied\"}" }, again);
    }

    [Fact]
    public async Task The_end_is_noted_although_the_caller_has_gone()
    {
        await Journal.BeginAsync(Entry("platform", "k1"), Ct);
        await Journal.EndAsync("platform", "k1", "{}", At, new CancellationToken(canceled: true));
        Assert.Equal(PushStage.Ended, (await Journal.FindAsync("platform", "k1", Ct))!.Stage);
    }

    [Fact]
    public async Task A_forgotten_key_can_be_used_again()
    {
        await Journal.BeginAsync(Entry("platform", "k1"), Ct);
        await Journal.ForgetAsync("platform", "k1", Ct);
        Assert.Null(await Journal.FindAsync("platform", "k1", Ct));
        Assert.Null(await Journal.BeginAsync(Entry("platform", "k1"), Ct));
    }

    [Fact]
    public async Task A_very_long_key_is_kept_whole()
    {
        var key = new string('键', 2_000);
        await Journal.BeginAsync(Entry("platform", key), Ct);
        Assert.Equal(key, (await Journal.FindAsync("platform", key, Ct))!.Key);
        Assert.Null(await Journal.FindAsync("platform", key + "x", Ct));
    }

    [Fact]
    public async Task What_was_not_begun_cannot_commit() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Journal.CommittingAsync("platform", "k1", At, Ct));

    private static PushEntry Entry(string consumer, string key) => new(consumer, key, "hash", "r1", PushStage.Begun, At, MatchesBefore: 3);
}
