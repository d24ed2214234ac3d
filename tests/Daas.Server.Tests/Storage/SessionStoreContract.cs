using Daas.Core.Storage;

namespace Daas.Server.Tests.Storage;

/// <summary>What every <see cref="SessionStore"/> keeps to.</summary>
public abstract class SessionStoreContract
{
    private static readonly ConnectionId Id = new("civil-affairs", "default");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract SessionStore Store { get; }

    [Fact]
    public async Task The_session_last_saved_comes_back()
    {
        var at = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero).AddTicks(7);
        await Store.SaveAsync(Id, new SavedSession("{}", 1, at), Ct);
        await Store.SaveAsync(Id, new SavedSession("{\"cookies\":[]}", 2, at), Ct);
        Assert.Equal(new SavedSession("{\"cookies\":[]}", 2, at), await Store.FindAsync(Id, Ct));
    }

    [Fact]
    public async Task A_removed_session_is_gone()
    {
        await Store.SaveAsync(Id, new SavedSession("{}", 1, DateTimeOffset.UnixEpoch), Ct);
        await Store.RemoveAsync(Id, Ct);
        Assert.Null(await Store.FindAsync(Id, Ct));
    }
}
