using AngleSharp.Dom;
using Daas.Recorder.Drafting.Outputs.Values;

namespace Daas.Recorder.Tests.Drafting.Outputs.Values;

public class ValueRuleTests
{
    private const string First = "<h1>张伟</h1><table><tr><td>性别：</td><td>男</td></tr><tr><td>电话：</td><td>88990011</td></tr></table>";

    [Fact]
    public void A_value_is_found_by_its_label_when_a_row_was_put_before_it() =>
        Assert.Equal("77660022", Value("88990011", "<h1>李娜</h1><table><tr><td>性别：</td><td>女</td></tr><tr><td>民族：</td><td>汉</td></tr><tr><td>电话：</td><td>77660022</td></tr></table>"));

    [Fact]
    public void Where_the_label_is_missing_there_is_no_value() =>
        Assert.Null(Value("88990011", "<h1>李娜</h1><table><tr><td>性别：</td><td>女</td></tr><tr><td>民族：</td><td>汉</td></tr></table>"));

    [Fact]
    public void A_value_without_a_label_is_found_by_its_place() =>
        Assert.Equal("李娜", Value("张伟", "<h1>李娜</h1><table><tr><td>性别：</td><td>女</td></tr></table>"));

    [Fact]
    public void A_link_around_the_value_does_not_matter() =>
        Assert.Equal("李娜", Value("张伟", "<h1><a href=/r>李娜</a></h1><table><tr><td>性别：</td><td>女</td></tr></table>"));

    private static string? Value(string shown, string other)
    {
        var first = PageWalk.Of(Document(First)).Texts.First(t => t.Data == shown);
        return ValueRule.Of(first).Find(Document(other))?.TextContent;
    }

    private static IDocument Document(string html) => Shown.Page(html).Frames[0].Document;
}
