using Daas.Core.Storage;

namespace Daas.Server.Tests.Storage;

/// <summary>What every <see cref="ConsumerStore"/> keeps to.</summary>
public abstract class ConsumerStoreContract
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract ConsumerStore Store { get; }

    [Fact]
    public async Task A_consumer_is_found_by_the_hash_of_its_key()
    {
        var platform = new Consumer(
            "platform", "aa11", "daas_x", ["*", "civil-affairs/find-residents"], new Dictionary<string, string> { ["civil-affairs"] = "east" }, DateTimeOffset.UnixEpoch);
        await Store.SaveAsync(platform, Ct);
        var found = await Store.FindByKeyHashAsync("aa11", Ct);
        Assert.Equal(("platform", "daas_x", DateTimeOffset.UnixEpoch, null), (found!.Name, found.KeyHint, found.CreatedAt, found.RevokedAt));
        Assert.Equal(platform.Grants, found.Grants);
        Assert.Equal(platform.Connections, found.Connections);
        Assert.Null(await Store.FindByKeyHashAsync("aa12", Ct));
    }

    [Fact]
    public async Task Saving_by_the_same_name_replaces_the_key()
    {
        await Store.SaveAsync(Named("platform", "aa"), Ct);
        await Store.SaveAsync(Named("platform", "bb") with { RevokedAt = DateTimeOffset.UnixEpoch }, Ct);
        await Store.SaveAsync(Named("other", "cc"), Ct);
        Assert.Null(await Store.FindByKeyHashAsync("aa", Ct));
        Assert.Equal(DateTimeOffset.UnixEpoch, (await Store.FindByKeyHashAsync("bb", Ct))!.RevokedAt);
        Assert.Equal(["other", "platform"], (await Store.ListAsync(Ct)).Select(c => c.Name).Order());
    }

    private static Consumer Named(string name, string hash) => new(name, hash, "daas_", ["*"], new Dictionary<string, string>(), DateTimeOffset.UnixEpoch);
}
