using Daas.Core.Steps;
using Xunit;

namespace Daas.Core.Tests.Steps;

public sealed class CausedRequestTests
{
    [Theory]
    [InlineData("POST /ajax.php?function=list", "POST", "http://old/ajax.php?function=list&_=1712", true)]
    [InlineData("POST /ajax.php?function=list", "POST", "http://old/ajax.php?function=listing", false)]
    [InlineData("POST /ajax.php?function=list", "GET", "http://old/ajax.php?function=list", false)]
    [InlineData("POST /ajax.php?function=list", "POST", "http://old/x/ajax.php?function=list", false)]
    [InlineData("GET /people/*/files", "GET", "http://old/people/17/files?t=1", true)]
    [InlineData("GET /people/*/files", "GET", "http://old/people/17/18/files", false)]
    [InlineData("GET /people.do?name", "GET", "http://old/people.do?name=%E5%BC%A0", true)]
    [InlineData("GET /people.do?name", "GET", "http://old/people.do?names=1", false)]
    public void A_request_is_known_by_method_path_and_the_fields_that_are_named(string caused, string method, string url, bool known)
    {
        Assert.Equal(known, CausedRequest.Parse(caused).Is(method, new Uri(url)));
        Assert.Equal(caused, CausedRequest.Parse(caused).ToString());
    }
}
