using System.Text;
using Daas.Runtime.HttpPath.Cookies;
using Daas.Runtime.Sessions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daas.Runtime.Tests.HttpPath;

public class CookieTests
{
    private static readonly Uri Page = new("http://oa.example.cn/app/list.jsp");

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("a@b%=x@%41; path=/", "a@b%=x@%41")]
    [InlineData("q=\"two words\"; path=/", "q=\"two words\"")]
    [InlineData("bare", "bare")]
    [InlineData("=nameless", "nameless")]
    [InlineData("empty=; path=/", "empty=")]
    [InlineData("b64=YQ==; HttpOnly", "b64=YQ==")]
    public void What_is_odd_goes_back_as_it_came(string set, string sent)
    {
        var jar = CookieJar.Of(null, time);
        jar.Set(set, Page);

        Assert.Equal(sent, jar.For(Page));
    }

    [Fact]
    public void Bytes_that_are_no_text_survive_the_way_over_the_other_path()
    {
        var jar = CookieJar.Of(null, time);
        var name = Encoding.Latin1.GetString(Charset("GB18030").GetBytes("用户=张伟"));
        jar.Set($"{name}; path=/", Page);

        jar.Take(new CookieChange(jar.All(), []));

        Assert.Equal(name, jar.For(Page));
    }

    [Fact]
    public void Utf8_bytes_are_words_in_the_kept_state_and_bytes_again_after_it()
    {
        var jar = CookieJar.Of(null, time);
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("user=张伟"));
        jar.Set($"{bytes}; path=/", Page);

        var state = jar.ToState();

        Assert.Contains("张伟", state);
        Assert.Equal(bytes, CookieJar.Of(state, time).For(Page));
    }

    [Fact]
    public void The_longer_path_comes_first_and_only_where_it_covers()
    {
        var jar = CookieJar.Of(null, time);
        jar.Set("id=root; path=/", Page);
        jar.Set("id=app; path=/app", Page);

        Assert.Equal("id=app; id=root", jar.For(Page));
        Assert.Equal("id=root", jar.For(new Uri("http://oa.example.cn/application")));
    }

    [Fact]
    public void A_cookie_of_one_host_stays_there_and_one_of_a_domain_goes_below_it()
    {
        var jar = CookieJar.Of(null, time);
        jar.Set("host=1; path=/", Page);
        jar.Set("domain=2; path=/; domain=.Example.cn", Page);
        jar.Set("foreign=3; path=/; domain=other.cn", Page);

        Assert.Equal("host=1; domain=2", jar.For(Page));
        Assert.Equal("domain=2", jar.For(new Uri("http://hr.example.cn/")));
        Assert.Null(jar.For(new Uri("http://badexample.cn/")));
    }

    [Theory]
    [InlineData("expires=Tue, 24-Nov-2026 09:00:00 GMT", true)]
    [InlineData("expires=Tue, 24 Nov 26 09:00:00 GMT", true)]
    [InlineData("expires=Tue Nov 24 09:00:00 2026", true)]
    [InlineData("expires=Thu, 01-Jan-1970 00:00:10 GMT", false)]
    [InlineData("max-age=0", false)]
    [InlineData("max-age=60; expires=Thu, 01-Jan-1970 00:00:10 GMT", true)]
    [InlineData("expires=soon", true)]
    public void Its_end_is_read_in_whatever_form(string end, bool lives)
    {
        var jar = CookieJar.Of(null, time);
        jar.Set($"a=1; path=/; {end}", Page);

        Assert.Equal(lives, jar.For(Page) is not null);
    }

    [Fact]
    public void A_cookie_ends_when_its_time_is_over()
    {
        var jar = CookieJar.Of(null, time);
        jar.Set("a=1; max-age=60", Page);
        time.Advance(TimeSpan.FromSeconds(61));

        Assert.Null(jar.For(Page));
        Assert.Empty(jar.All());
    }

    [Fact]
    public void A_secure_cookie_goes_by_tls_alone()
    {
        var jar = CookieJar.Of(null, time);
        jar.Set("s=1; secure", new Uri("https://oa.example.cn/app/"));

        Assert.Null(jar.For(Page));
        Assert.Equal("s=1", jar.For(new Uri("https://oa.example.cn/app/x")));
    }

    [Fact]
    public void Changes_are_told_once()
    {
        var jar = CookieJar.Of(null, time);
        jar.Set("a=1", Page);
        Assert.Single(jar.Changed()!);
        Assert.Null(jar.Changed());
        jar.Set("a=1", Page);
        Assert.Null(jar.Changed());
        jar.Set("a=2", Page);
        Assert.Equal("2", jar.Changed()!.Single().Value);
    }

    [Fact]
    public void Local_storage_in_a_kept_state_stays()
    {
        const string State = """{"cookies":[],"origins":[{"origin":"http://oa.example.cn","localStorage":[{"name":"t","value":"1"}]}]}""";
        var jar = CookieJar.Of(State, time);
        jar.Set("a=1", Page);

        Assert.Contains("\"localStorage\":[{\"name\":\"t\",\"value\":\"1\"}]", jar.ToState());
    }

    private static Encoding Charset(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name);
    }
}
