using Daas.Core.Adapters;
using Daas.Core.Steps;
using Daas.Runtime.HttpPath;
using Xunit;

namespace Daas.Runtime.Tests.HttpPath;

public sealed class MakingTests
{
    [Fact]
    public void Values_are_computed_in_order_and_what_is_left_out_is_empty()
    {
        var values = new TemplateValues();
        values["name"] = "张伟";
        Making.Take(
            [
                new ExchangeValue { Name = "ts", Now = "milliseconds" },
                new ExchangeValue { Name = "sent", Text = "${street}" },
                new ExchangeValue { Name = "sign", Md5 = "name=${name}&street=${sent}&ts=${ts}" },
                new ExchangeValue { Name = "loud", Md5 = "abc", Upper = true },
                new ExchangeValue { Name = "coded", Base64 = "${name}" },
            ],
            values, new Clock());
        Assert.Equal("86400000", values.Find("ts"));
        Assert.Equal("", values.Find("sent"));
        Assert.Equal("0ffa0b6f1679b24513b651b2d89d0940", values.Find("sign"));
        Assert.Equal("900150983CD24FB0D6963F7D28E17F72", values.Find("loud"));
        Assert.Equal("5byg5Lyf", values.Find("coded"));
    }

    [Fact]
    public void What_is_made_of_a_password_is_as_secret_as_the_password()
    {
        var values = new TemplateValues();
        values["credential.password"] = "geheim";
        Making.Take([new ExchangeValue { Name = "hash", Sha1 = "${credential.password}" }, new ExchangeValue { Name = "twice", Md5 = "${hash}" }], values, new Clock());
        Assert.DoesNotContain(values.Find("twice")!, ExchangeText.Describe(new ExchangeTemplate.Get("/login?p=${twice}"), values), StringComparison.Ordinal);
        Assert.True(values.IsHidden("hash"));
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddDays(1);
    }
}
