using Daas.Core.Storage;
using Daas.Server.Consumers;
using Daas.Server.Storage;
using Daas.Server.Tests.Storage;

namespace Daas.Server.Tests.Consumers;

public sealed class ConsumerKeysTests : IDisposable
{
    private readonly LiteFolder _folder = new();
    private readonly LiteConsumerStore _store;
    private readonly ConsumerKeys _keys;

    public ConsumerKeysTests()
    {
        _store = new LiteConsumerStore(_folder.File);
        _keys = new ConsumerKeys(_store, TimeProvider.System);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_issued_key_is_known_and_kept_only_as_a_hash()
    {
        var issued = await _keys.IssueAsync("platform", ["*"], ct: Ct);
        Assert.Matches("^daas_[0-9A-Za-z]{43}$", issued.Key);
        Assert.Equal("platform", (await _keys.FindAsync(issued.Key, Ct))!.Name);
        var stored = Assert.Single(await _keys.ListAsync(Ct));
        Assert.Matches("^[0-9a-f]{64}$", stored.KeyHash);
        Assert.DoesNotContain(issued.Key, stored.ToString() + issued, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_stops_at_once_and_stays_listed()
    {
        var issued = await _keys.IssueAsync("platform", ["*"], ct: Ct);
        Assert.NotNull(await _keys.FindAsync(issued.Key, Ct));
        Assert.True(await _keys.RevokeAsync("platform", Ct));
        Assert.Null(await _keys.FindAsync(issued.Key, Ct));
        Assert.NotNull(Assert.Single(await _keys.ListAsync(Ct)).RevokedAt);
        Assert.False(await _keys.RevokeAsync("nobody", Ct));
    }

    [Fact]
    public async Task A_new_key_takes_the_place_of_the_old_one()
    {
        var old = await _keys.IssueAsync("platform", ["*"], ct: Ct);
        Assert.NotNull(await _keys.FindAsync(old.Key, Ct));
        var issued = await _keys.IssueAsync("platform", ["civil-affairs/*"], ct: Ct);
        Assert.Null(await _keys.FindAsync(old.Key, Ct));
        Assert.Equal(["civil-affairs/*"], (await _keys.FindAsync(issued.Key, Ct))!.Grants);
    }

    [Theory]
    [InlineData("")]
    [InlineData("daas_")]
    [InlineData("daas_0000000000000000000000000000000000000000000")]
    public async Task What_was_never_issued_is_unknown(string key)
    {
        await _keys.IssueAsync("platform", ["*"], ct: Ct);
        Assert.Null(await _keys.FindAsync(key, Ct));
    }

    [Theory]
    [InlineData("civil-affairs")]
    [InlineData("*/find")]
    [InlineData("Civil/*")]
    [InlineData("a/b/c")]
    [InlineData("")]
    public async Task A_malformed_grant_is_refused(string grant)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => _keys.IssueAsync("platform", [grant], ct: Ct));
        Assert.Contains("'adapter/*'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("civil-affairs/*", true)]
    [InlineData("civil-affairs/find", true)]
    [InlineData("civil-affairs/find-all", false)]
    [InlineData("civil/*", false)]
    public void A_grant_allows_what_it_names(string grant, bool allowed) =>
        Assert.Equal(allowed, Grants.Allow([grant], "civil-affairs", "find"));
}
