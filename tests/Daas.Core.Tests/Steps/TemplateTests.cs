using Daas.Core.Steps;
using Xunit;

namespace Daas.Core.Tests.Steps;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("${page}", "2")]
    [InlineData("Page$${page}", "Page$2")]
    [InlineData("\\${page}", "${page}")]
    [InlineData("a\\b$", "a\\b$")]
    [InlineData("${born:yyyy年M月d日}", "1990年1月2日")]
    [InlineData("${missing}", null)]
    public void References_are_replaced_and_dollars_stay(string source, string? filled)
    {
        var values = new TemplateValues { ["page"] = "2", ["born"] = "1990-01-02" };
        Assert.Equal(filled, Template.Parse(source).Fill(values));
    }

    [Theory]
    [InlineData("${")]
    [InlineData("${a")]
    [InlineData("${}")]
    [InlineData("${1}")]
    public void A_broken_reference_is_refused(string source) => Assert.Throws<FormatException>(() => Template.Parse(source));
}
