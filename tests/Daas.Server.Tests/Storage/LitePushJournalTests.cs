using Daas.Core.Storage;
using Daas.Server.Storage;

namespace Daas.Server.Tests.Storage;

public sealed class LitePushJournalTests : PushJournalContract, IDisposable
{
    private readonly LiteFolder _folder = new();
    private readonly LitePushJournal _journal;

    public LitePushJournalTests() => _journal = new LitePushJournal(_folder.File);

    protected override PushJournal Journal => _journal;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trimming_keeps_what_is_not_ended()
    {
        var (ct, at) = (TestContext.Current.CancellationToken, DateTimeOffset.UnixEpoch);
        await _journal.BeginAsync(new PushEntry("c", "open", "h", "r1", PushStage.Begun, at), ct);
        await _journal.BeginAsync(new PushEntry("c", "ended", "h", "r2", PushStage.Begun, at), ct);
        await _journal.EndAsync("c", "ended", "{}", at, ct);
        Assert.Equal(1, _journal.Trim(at.AddDays(1)));
        Assert.NotNull(await _journal.FindAsync("c", "open", ct));
        Assert.Null(await _journal.FindAsync("c", "ended", ct));
    }

    [Fact]
    public async Task A_damaged_entry_is_an_error_and_not_an_answer()
    {
        var ct = TestContext.Current.CancellationToken;
        await _journal.BeginAsync(new PushEntry("c", "k", "h", "r1", PushStage.Begun, DateTimeOffset.UnixEpoch), ct);
        var pushes = _folder.File.Collection("pushes");
        var document = Assert.Single(pushes.FindAll().ToList());
        document["stage"] = "Ended";
        pushes.Update(document);
        await Assert.ThrowsAsync<InvalidDataException>(() => _journal.FindAsync("c", "k", ct));
    }

    protected override PushJournal AfterCrash() => new LitePushJournal(_folder.AfterCrash());
}
