using Daas.Recorder.Drafting.Review;

namespace Daas.Recorder.Tests.Drafting.Review;

public sealed class LineDiffTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nc\nd\n", " a|-b| c|+d")]
    [InlineData("", "a\n", "+a")]
    [InlineData("a\n", "", "-a")]
    [InlineData("a\r\nb", "a\nb\n", " a| b")]
    [InlineData("x\na\nb\ny\n", "x\nb\na\ny\n", " x|-a| b|+a| y")]
    public void The_fewest_lines_go_and_come(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', LineDiff.Of("a.yaml", before, after).Lines.Select(d => $"{Sign(d.Change)}{d.Text}")));

    [Fact]
    public void Lines_have_the_numbers_of_both_sides()
    {
        var diff = LineDiff.Of("a.yaml", "a\nb\nc\n", "a\nc\nd\n").Lines;
        Assert.Equal([(1, 1), (2, null), (3, 2), (null, 3)], diff.Select(d => (d.Before, d.After)));
    }

    [Fact]
    public void Texts_too_long_to_compare_are_told_as_one_that_goes_and_one_that_comes()
    {
        var (old, now) = (string.Join('\n', Enumerable.Range(0, 5000)), string.Join('\n', Enumerable.Range(0, 5000).Select(i => i + 1_000_000)));
        var diff = LineDiff.Of("a.yaml", old, now).Lines;
        Assert.Equal((5000, 5000), (diff.Count(d => d.Change == LineChange.Removed), diff.Count(d => d.Change == LineChange.Added)));
    }

    private static char Sign(LineChange change) => change switch { LineChange.Same => ' ', LineChange.Removed => '-', _ => '+' };
}
