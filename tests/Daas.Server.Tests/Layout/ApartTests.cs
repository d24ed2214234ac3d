using Daas.Server.Layout;

namespace Daas.Server.Tests.Layout;

public sealed class ApartTests
{
    [Theory]
    [InlineData("plain <b>words</b> 中文", "plain <b>words</b> 中文")]
    [InlineData("\u202Ecba", "\u2068\u202Ecba\u2069")]
    [InlineData("a\u2069\u202Eb", "\u2068a\u202Eb\u2069")]
    [InlineData("\u2067a", "\u2068\u2067a\u2069\u2069")]
    [InlineData("\u2066a\u2069b", "\u2068\u2066a\u2069b\u2069")]
    [InlineData("שלום", "\u2068שלום\u2069")]
    public void What_turns_the_direction_turns_itself_alone(string words, string apart) => Assert.Equal(apart, Apart.Of(words));

    [Fact]
    public void A_sentence_keeps_each_of_its_words_apart() =>
        Assert.Equal("Typed “\u2068\u202Ex\u2069” into note", Texts.English.Format("studio.did.fill", "\u202Ex", "note"));
}
