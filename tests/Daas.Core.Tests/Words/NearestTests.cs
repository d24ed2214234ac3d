using Daas.Core.Words;
using Xunit;

namespace Daas.Core.Tests.Words;

public sealed class NearestTests
{
    private static readonly string[] Words = ["column", "label", "oneOf", "maxLength", "东关街道"];

    [Theory]
    [InlineData("colunm", "column")]
    [InlineData("Column", "column")]
    [InlineData("one-of", "oneOf")]
    [InlineData("max_length", "maxLength")]
    [InlineData("lable", "label")]
    [InlineData("东关街", "东关街道")]
    public void A_slip_finds_the_word_that_was_meant(string slip, string meant) => Assert.Equal(meant, Nearest.Find(slip, Words));

    [Theory]
    [InlineData("xpath")]
    [InlineData("")]
    [InlineData("西关")]
    public void What_is_near_to_nothing_gets_no_suggestion(string word) => Assert.Null(Nearest.Find(word, Words));

    [Fact]
    public void A_very_long_word_is_no_trouble() => Assert.Null(Nearest.Find(new string('x', 1_000_000), Words));
}
