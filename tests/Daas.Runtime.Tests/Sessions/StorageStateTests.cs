using Daas.Runtime.Sessions;
using Xunit;

namespace Daas.Runtime.Tests.Sessions;

public sealed class StorageStateTests
{
    private const string State = """
        {"cookies":[{"name":"单位@1","value":"a%20b\"中","domain":".old.test","path":"/oa","expires":1900000000.5,"httpOnly":true,"secure":false,"sameSite":"Lax"}],
         "origins":[{"origin":"http://old.test","localStorage":[{"name":"theme","value":"blue"}]}]}
        """;

    [Fact]
    public void Odd_names_and_values_and_local_storage_come_back_as_they_were()
    {
        var cookie = Assert.Single(StorageState.Cookies(State));
        Assert.Equal(("单位@1", "a%20b\"中", ".old.test", "/oa", 1900000000.5, true), (cookie.Name, cookie.Value, cookie.Domain, cookie.Path, cookie.Expires, cookie.HttpOnly));
        var written = StorageState.With(State, [cookie with { Value = "新" }]);
        Assert.Equal("新", Assert.Single(StorageState.Cookies(written)).Value);
        Assert.Contains("""{"name":"theme","value":"blue"}""", written);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("state 1")]
    [InlineData("[]")]
    [InlineData("""{"origins":[]}""")]
    public void A_state_without_cookies_has_none(string? state) => Assert.Empty(StorageState.Cookies(state));

    [Fact]
    public void A_change_names_what_is_new_other_and_gone_and_an_end_moved_a_little_is_none()
    {
        SessionCookie kept = new() { Name = "a", Value = "1", Domain = "d", Path = "/", Expires = 1_900_000_000 }, gone = kept with { Name = "b" }, other = kept with { Name = "c" };
        var change = CookieChange.Between([kept, gone, other], [kept with { Expires = 1_900_000_064, SameSite = "Lax" }, other with { Value = "2" }, kept with { Path = "/x" }]);
        Assert.Equal([("c", "2", "/"), ("a", "1", "/x")], change.Set.Select(c => (c.Name, c.Value, c.Path)));
        Assert.Equal(["b"], change.Removed.Select(c => c.Name));
        Assert.Equal(["a", "a", "c"], change.Over([kept, gone, other]).Select(c => c.Name).Order());
    }
}
