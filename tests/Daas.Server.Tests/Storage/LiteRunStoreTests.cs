using Daas.Core.Storage;
using Daas.Server.Storage;

namespace Daas.Server.Tests.Storage;

public sealed class LiteRunStoreTests : RunStoreContract, IDisposable
{
    private readonly LiteFolder _folder = new();

    public LiteRunStoreTests() => Store = new LiteRunStore(_folder.File);

    protected override RunStore Store { get; }

    [Fact]
    public async Task What_was_taken_at_the_same_time_is_all_there_after_a_flush_of_the_file()
    {
        var ct = TestContext.Current.CancellationToken;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(() => Store.AppendAsync(Run($"r{n:000}"), ct), ct)));
        _folder.File.Flush();
        var kept = await new LiteRunStore(_folder.AfterCrash()).RecentAsync(null, null, DateTimeOffset.UnixEpoch, 1000, ct);
        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"r{n:000}"), kept.Select(r => r.Run).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_written_is_told_and_nothing_further_is_taken()
    {
        var ct = TestContext.Current.CancellationToken;
        await Store.AppendAsync(Run("r1"), ct);
        await Store.FlushAsync(ct);
        await Store.AppendAsync(Run("r1"), ct);
        await Assert.ThrowsAnyAsync<Exception>(() => Store.FlushAsync(ct));
        await Assert.ThrowsAnyAsync<Exception>(() => Store.AppendAsync(Run("r2"), ct));
        Assert.Null(await Store.FindAsync("r2", ct));
    }

    public void Dispose() => _folder.Dispose();

    private static RunRecord Run(string id) => new()
    {
        Run = id,
        Adapter = "a",
        Operation = "find",
        Connection = "default",
        Version = "1",
        Caller = "me",
        Path = Core.Runs.RunPath.Http,
        StartedAt = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        Duration = TimeSpan.FromMilliseconds(3),
    };
}
