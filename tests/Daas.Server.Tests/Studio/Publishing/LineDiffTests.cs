using Daas.Server.Studio.Publishing;
using Xunit;

namespace Daas.Server.Tests.Studio.Publishing;

public sealed class LineDiffTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nc\nd\n", " a|-b| c|+d")]
    [InlineData("", "a\n", "+a")]
    [InlineData("a\n", "", "-a")]
    [InlineData("a\r\nb", "a\nb\n", " a| b")]
    [InlineData("x\na\nb\ny\n", "x\nb\na\ny\n", " x|-a| b|+a| y")]
    public void The_fewest_lines_go_and_come(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', LineDiff.Of(before, after).Select(d => $"{Sign(d.Kind)}{d.Text}")));

    [Fact]
    public void Lines_have_the_numbers_of_both_sides()
    {
        var diff = LineDiff.Of("a\nb\nc\n", "a\nc\nd\n");
        Assert.Equal([(1, 1), (2, null), (3, 2), (null, 3)], diff.Select(d => (d.Before, d.After)));
    }

    [Fact]
    public void Texts_too_long_to_compare_are_told_as_one_that_goes_and_one_that_comes()
    {
        var (old, now) = (string.Join('\n', Enumerable.Range(0, 3000)), string.Join('\n', Enumerable.Range(0, 3000).Select(i => i + 1_000_000)));
        var diff = LineDiff.Of(old, now);
        Assert.Equal((3000, 3000), (diff.Count(d => d.Kind == DiffKind.Removed), diff.Count(d => d.Kind == DiffKind.Added)));
    }

    private static char Sign(DiffKind kind) => kind switch { DiffKind.Same => ' ', DiffKind.Removed => '-', _ => '+' };
}
