using Daas.Runtime.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

public sealed class EgressRuleTests
{
    private static readonly EgressRule Rule = EgressRule.For(
        new Uri("http://oa.example.gov.cn:8080/login.jsp"), ["files.example.gov.cn", "*.grid.gov.cn", "img.gov.cn:8081", "[::1]:9000", "民政.cn"]);

    [Theory]
    [InlineData("http://oa.example.gov.cn:8080/x")]
    [InlineData("http://OA.Example.GOV.cn:8080/x")]
    [InlineData("http://oa.example.gov.cn.:8080/x")]
    [InlineData("http://user:word@oa.example.gov.cn:8080/x")]
    [InlineData("http://files.example.gov.cn/a")]
    [InlineData("https://files.example.gov.cn/a")]
    [InlineData("ws://files.example.gov.cn:80/a")]
    [InlineData("http://a.grid.gov.cn/")]
    [InlineData("http://a.b.grid.gov.cn/")]
    [InlineData("http://img.gov.cn:8081/")]
    [InlineData("http://[::1]:9000/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]:9000/")]
    [InlineData("http://民政.cn/")]
    [InlineData("http://xn--5bvs5m.cn/")]
    public void A_named_host_is_allowed(string address) => Assert.True(Rule.Allows(new Uri(address)));

    [Theory]
    [InlineData("http://oa.example.gov.cn/x")]
    [InlineData("http://oa.example.gov.cn:8081/x")]
    [InlineData("http://files.example.gov.cn:8080/")]
    [InlineData("http://img.gov.cn/")]
    [InlineData("http://grid.gov.cn/")]
    [InlineData("http://evilgrid.gov.cn/")]
    [InlineData("http://oa.example.gov.cn.evil.com:8080/")]
    [InlineData("http://oa.example.gov.cn:8080@evil.com/")]
    [InlineData("http://evil.com/?oa.example.gov.cn:8080")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::2]:9000/")]
    [InlineData("file://files.example.gov.cn/etc/passwd")]
    [InlineData("ftp://files.example.gov.cn:80/")]
    public void Any_other_host_or_port_is_not(string address) => Assert.False(Rule.Allows(new Uri(address)));

    [Theory]
    [InlineData("http://127.0.0.1:80/", "http://2130706433/")]
    [InlineData("http://127.0.0.1:80/", "http://0x7f.1/")]
    public void An_address_written_otherwise_is_the_same_host(string system, string address) =>
        Assert.True(EgressRule.For(new Uri(system), []).Allows(new Uri(address)));

    [Fact]
    public void A_system_on_a_usual_port_may_send_its_pages_from_http_to_https() =>
        Assert.True(EgressRule.For(new Uri("http://oa.gov.cn/"), []).Allows(new Uri("https://oa.gov.cn/")));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("a.*.cn")]
    [InlineData("http://a.cn/")]
    [InlineData("a.cn/path")]
    [InlineData("a.cn:99999")]
    public void What_is_not_a_host_is_no_entry(string host) =>
        Assert.Throws<ArgumentException>(() => EgressRule.For(new Uri("http://oa.gov.cn/"), [host]));
}
