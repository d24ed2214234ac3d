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

    [Fact]
    public void What_followed_the_value_and_moved_up_is_not_taken_for_it() =>
        Assert.Null(Find("<ul><li>88990011</li><li>东关街道</li><li><a href=/m>地图</a></li></ul>", "88990011",
            "<ul><li>西关街道</li><li><a href=/m>地图</a></li></ul>"));

    [Fact]
    public void Words_of_the_program_are_no_value_though_they_stand_where_it_stood() =>
        Assert.Null(Find("<p><a href=/1>张伟</a> <a href=/edit>修改资料</a></p>", "张伟", "<p><a href=/edit>修改资料</a></p>"));

    [Fact]
    public void A_number_does_not_give_way_to_words() =>
        Assert.Null(Find("<div><span>88990011</span></div>", "88990011", "<div><span>在线预约</span></div>"));

    [Fact]
    public void An_optional_row_after_a_labelled_value_does_not_matter() =>
        Assert.Equal("李娜", Find("<dl><dt>姓名</dt><dd>张伟</dd><dt>曾用名</dt><dd>张三</dd><dt>民族</dt><dd>汉</dd></dl>", "张伟",
            "<dl><dt>姓名</dt><dd>李娜</dd><dt>民族</dt><dd>汉</dd></dl>"));

    [Fact]
    public void A_value_that_another_field_of_the_shown_page_has_too_is_found() =>
        Assert.Equal("否", Find("<table><tr><td>低保：</td><td>是</td></tr><tr><td>残疾：</td><td>否</td></tr></table>", "是",
            "<table><tr><td>低保：</td><td>否</td></tr><tr><td>残疾：</td><td>否</td></tr></table>"));

    private static string? Find(string page, string shown, string other) =>
        ValueRule.Of(PageWalk.Of(Document(page)).Texts.First(t => t.Data == shown)).Find(Document(other))?.TextContent;

    private static string? Value(string shown, string other)
    {
        var first = PageWalk.Of(Document(First)).Texts.First(t => t.Data == shown);
        return ValueRule.Of(first).Find(Document(other))?.TextContent;
    }

    private static IDocument Document(string html) => Shown.Page(html).Frames[0].Document;
}
