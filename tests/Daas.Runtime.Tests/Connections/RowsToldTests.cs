using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Xunit;

namespace Daas.Runtime.Tests.Connections;

public sealed class RowsToldTests
{
    private readonly RowsTold _told = new();

    private static Row[] Rows(params object?[] values) => [.. values.Select(v => new Row([v]))];

    private IReadOnlyList<object?> Take(params object?[] values) => [.. _told.Take(Rows(values)).Select(r => r.Values[0])];

    [Fact]
    public void A_second_attempt_that_gives_the_same_goes_on_after_it()
    {
        Take("a", "b");
        Take("c");
        _told.Again();
        Assert.Empty(Take("a"));
        Assert.False(_told.Complete);
        Assert.Equal(["d"], Take("b", "c", "d"));
        Assert.Equal(["e"], Take("e"));
        _told.Again();
        Assert.Equal(["f"], Take("a", "b", "c", "d", "e", "f"));
        Assert.False(_told.Broken);
    }

    [Theory]
    [InlineData("a", "x", "c")]
    [InlineData("b", "a", "c")]
    [InlineData("ab", "", "c")]
    public void A_second_attempt_that_gives_something_else_gives_nothing_more(string first, string second, string third)
    {
        Take("a", "b");
        _told.Again();
        Assert.Empty(Take(first, second, third));
        Assert.True(_told.Broken);
        Assert.Empty(Take("d"));
    }

    [Fact]
    public void The_type_of_a_value_counts()
    {
        Take(1L);
        _told.Again();
        Assert.Empty(Take("1", "2"));
        Assert.True(_told.Broken);
    }

    [Fact]
    public void A_second_attempt_that_ends_earlier_is_not_complete()
    {
        Take("a", "b");
        _told.Again();
        Take("a");
        Assert.False(_told.Complete);
    }
}
