namespace Daas.Server.Tests.Gateway;

public sealed class KeyTests : GatewayTest
{
    private const string Find = "/api/sample-town/find-residents";

    [Fact]
    public async Task A_key_is_taken_from_either_header()
    {
        var key = Http.DefaultRequestHeaders.Authorization!.Parameter!;
        Http.DefaultRequestHeaders.Authorization = null;
        using var own = await GetAsync(Find, headers: ("X-Api-Key", key));
        using var bearer = await GetAsync(Find, headers: ("Authorization", $"bearer {key}"));
        Assert.Equal((200, 200), ((int)own.StatusCode, (int)bearer.StatusCode));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("daas_0000000000000000000000000000000000000000000")]
    [InlineData("nonsense")]
    public async Task Without_a_known_key_nothing_is_told(string? key)
    {
        Http.DefaultRequestHeaders.Authorization = null;
        using var response = key is null ? await GetAsync("/api/no/such") : await GetAsync("/api/no/such", headers: ("X-Api-Key", key));
        await ProblemAsync(response, 401, "unauthenticated");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task A_revoked_key_stops_at_once()
    {
        using var before = await GetAsync(Find);
        await Host.Keys.RevokeAsync("platform", Ct);
        using var after = await GetAsync(Find);
        Assert.Equal(200, (int)before.StatusCode);
        await ProblemAsync(after, 401, "unauthenticated");
    }

    [Fact]
    public async Task A_grant_opens_what_it_names_and_nothing_else()
    {
        Host.Use((await Host.Keys.IssueAsync("clerk", ["sample-town/find-residents"], ct: Ct)).Key);
        using var granted = await GetAsync(Find);
        using var other = await GetAsync("/api/sample-town/view-resident?id=1");
        using var unknown = await GetAsync("/api/sample-town/nothing");
        Assert.Equal(200, (int)granted.StatusCode);
        await ProblemAsync(other, 403, "not-granted");
        await ProblemAsync(unknown, 403, "not-granted");
    }

    [Fact]
    public async Task A_key_has_a_connection_of_its_own_that_the_call_may_override()
    {
        Host.Use((await Host.Keys.IssueAsync("clerk", ["*"], new Dictionary<string, string> { ["sample-town"] = "gone" }, Ct)).Key);
        using var own = await GetAsync(Find);
        using var named = await GetAsync(Find, headers: ("Daas-Connection", "east"));
        await ProblemAsync(own, 404, "unknown-operation");
        Assert.Equal(200, (int)named.StatusCode);
    }

    [Fact]
    public async Task Caps_reach_the_run()
    {
        using var response = await GetAsync(Find, null, ("Daas-Max-Rows", "10"), ("Daas-Max-Pages", "2"));
        Assert.Equal((10, 2), (Host.Connection.Requests.Single().Rows, Host.Connection.Requests.Single().Pages));
    }
}
