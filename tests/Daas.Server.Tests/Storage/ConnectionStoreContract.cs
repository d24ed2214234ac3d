using Daas.Core.Storage;

namespace Daas.Server.Tests.Storage;

/// <summary>What every <see cref="ConnectionStore"/> keeps to.</summary>
public abstract class ConnectionStoreContract
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract ConnectionStore Store { get; }

    [Fact]
    public async Task Settings_come_back_as_they_were_saved()
    {
        var settings = new ConnectionSettings(new ConnectionId("civil-affairs", "east"), new Uri("http://127.0.0.1:8791/"), 2, 60, true);
        await Store.SaveAsync(settings, Ct);
        Assert.Equal(settings, Assert.Single(await Store.ListAsync(Ct)));
    }

    [Fact]
    public async Task Settings_left_out_come_back_as_left_out()
    {
        var settings = new ConnectionSettings(new ConnectionId("a", "default"));
        await Store.SaveAsync(settings, Ct);
        Assert.Equal(settings, Assert.Single(await Store.ListAsync(Ct)));
    }

    [Fact]
    public async Task Saving_again_replaces_and_names_differ_by_case()
    {
        await Store.SaveAsync(new ConnectionSettings(new ConnectionId("a", "east"), Concurrency: 1), Ct);
        await Store.SaveAsync(new ConnectionSettings(new ConnectionId("a", "East"), Concurrency: 2), Ct);
        await Store.SaveAsync(new ConnectionSettings(new ConnectionId("a", "east"), Concurrency: 3), Ct);
        var all = await Store.ListAsync(Ct);
        Assert.Equal([("East", 2), ("east", 3)], all.Select(s => (s.Id.Name, s.Concurrency ?? 0)).OrderBy(s => s.Item2));
    }

    [Fact]
    public async Task Removed_settings_are_gone()
    {
        await Store.SaveAsync(new ConnectionSettings(new ConnectionId("a", "default")), Ct);
        await Store.RemoveAsync(new ConnectionId("a", "default"), Ct);
        Assert.Empty(await Store.ListAsync(Ct));
    }
}
