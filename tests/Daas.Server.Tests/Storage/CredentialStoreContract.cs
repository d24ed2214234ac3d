using Daas.Core.Storage;

namespace Daas.Server.Tests.Storage;

/// <summary>What every <see cref="CredentialStore"/> keeps to.</summary>
public abstract class CredentialStoreContract
{
    private static readonly ConnectionId Id = new("civil-affairs", "default");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract CredentialStore Store { get; }

    [Fact]
    public async Task A_credential_comes_back_as_version_one()
    {
        await Store.SaveAsync(Id, "张三", "pass\nwörd", Ct);
        Assert.Equal(new Credential("张三", "pass\nwörd") { Version = 1 }, await Store.FindAsync(Id, Ct));
    }

    [Fact]
    public async Task An_unknown_connection_has_none() => Assert.Null(await Store.FindAsync(Id, Ct));

    [Fact]
    public async Task A_rejection_holds_until_the_credential_is_saved_anew()
    {
        await Store.SaveAsync(Id, "user", "old", Ct);
        await Store.RejectAsync(Id, 1, "密码错误", locked: true, Ct);
        var rejected = await Store.FindAsync(Id, Ct);
        Assert.Equal(("密码错误", true), (rejected!.Rejected, rejected.Locked));

        await Store.SaveAsync(Id, "user", "new", Ct);
        Assert.Equal(new Credential("user", "new") { Version = 2 }, await Store.FindAsync(Id, Ct));
    }

    [Fact]
    public async Task A_late_rejection_of_an_older_version_changes_nothing()
    {
        await Store.SaveAsync(Id, "user", "old", Ct);
        await Store.SaveAsync(Id, "user", "new", Ct);
        await Store.RejectAsync(Id, 1, "wrong", locked: false, Ct);
        Assert.Null((await Store.FindAsync(Id, Ct))!.Rejected);
    }

    [Fact]
    public async Task A_version_is_never_used_twice_even_after_removal()
    {
        await Store.SaveAsync(Id, "user", "old", Ct);
        await Store.RemoveAsync(Id, Ct);
        Assert.Null(await Store.FindAsync(Id, Ct));
        await Store.SaveAsync(Id, "user", "new", Ct);
        Assert.Equal(2, (await Store.FindAsync(Id, Ct))!.Version);
    }
}
