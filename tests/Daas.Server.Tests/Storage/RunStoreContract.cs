using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Server.Tests.Storage;

/// <summary>What every <see cref="RunStore"/> keeps to.</summary>
public abstract class RunStoreContract
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract RunStore Store { get; }

    [Fact]
    public async Task A_record_comes_back_whole()
    {
        var record = Run("r1", Start.AddTicks(3)) with
        {
            Path = RunPath.Http,
            Duration = TimeSpan.FromTicks(12_345),
            Error = ErrorClass.Drift,
            ErrorText = "no column 姓名",
            Outcome = PushOutcome.Unknown,
            RowCount = 7,
            Pages = 2,
            Complete = false,
            Attempts = 3,
            Fallback = ErrorClass.ContractViolation,
            FallbackText = "the rows are gone",
            HasPicture = true,
        };
        await Store.AppendAsync(record, Ct);
        Assert.Equal(record, await Store.FindAsync("r1", Ct));
        Assert.Null(await Store.FindAsync("r2", Ct));
    }

    [Fact]
    public async Task Recent_runs_come_newest_first_and_only_those_asked_for()
    {
        await Store.AppendAsync(Run("r1", Start), Ct);
        await Store.AppendAsync(Run("r3", Start.AddMinutes(3)), Ct);
        await Store.AppendAsync(Run("r2", Start.AddMinutes(2)) with { Operation = "view" }, Ct);
        await Store.AppendAsync(Run("r4", Start.AddMinutes(4)) with { Adapter = "b" }, Ct);

        Assert.Equal(["r4", "r3", "r2", "r1"], await Recent(null, null, Start, 10));
        Assert.Equal(["r3", "r2", "r1"], await Recent("a", null, Start, 10));
        Assert.Equal(["r3", "r1"], await Recent("a", "find", Start, 10));
        Assert.Equal(["r3"], await Recent("a", "find", Start.AddTicks(1), 10));
        Assert.Equal(["r4", "r3"], await Recent(null, null, Start, 2));
    }

    [Fact]
    public async Task Trimming_removes_only_what_is_older()
    {
        await Store.AppendAsync(Run("r1", Start), Ct);
        await Store.AppendAsync(Run("r2", Start.AddMinutes(1)), Ct);
        Assert.Equal(1, await Store.TrimAsync(Start.AddMinutes(1), Ct));
        Assert.Equal(["r2"], await Recent(null, null, Start, 10));
    }

    [Fact]
    public async Task Runs_recorded_at_the_same_time_are_all_kept()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Ct, async (i, ct) => await Store.AppendAsync(Run($"r{i:000}", Start.AddSeconds(i)), ct));
        Assert.Equal(200, (await Recent("a", "find", Start, 1_000)).Count());
    }

    private static RunRecord Run(string run, DateTimeOffset at) => new()
    {
        Run = run,
        Adapter = "a",
        Operation = "find",
        Connection = "default",
        Version = "0123456789ab",
        Caller = "platform",
        Path = RunPath.Browser,
        StartedAt = at,
        Duration = TimeSpan.FromSeconds(1),
    };

    private async Task<IEnumerable<string>> Recent(string? adapter, string? operation, DateTimeOffset since, int count) =>
        (await Store.RecentAsync(adapter, operation, since, count, Ct)).Select(r => r.Run);
}
