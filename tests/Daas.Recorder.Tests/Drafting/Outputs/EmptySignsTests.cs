using Daas.Core.Extraction;
using Daas.Recorder.Drafting.Outputs;

namespace Daas.Recorder.Tests.Drafting.Outputs;

public sealed class EmptySignsTests
{
    private const string Head = "<tr><th>编号</th><th>姓名</th><th>出生日期</th></tr>";
    private const string Row = "<tr><td>1</td><td>张伟</td><td>1980-01-02</td></tr><tr><td>2</td><td>李娜</td><td>1981-01-02</td></tr>";

    [Theory]
    [InlineData("<table id=list><tr><td>没有符合条件的记录</td></tr></table>")]
    [InlineData("<table id=list>" + Head + "<tr><td colspan=3>暂无数据</td></tr></table>")]
    [InlineData("<table>" + Head + "</table><p>未查询到任何内容</p>")]
    [InlineData("<table>" + Head + "</table><p>No matching entries found</p>")]
    public void A_list_that_was_never_shown_empty_is_empty_where_it_says_so_in_usual_words(string none)
    {
        var output = Found($"<table id=list>{Head}{Row}</table>");

        Assert.True(Read(output, none) is { Failed: false, Value: { EmptyShown: true, Rows: [] } });
        Assert.True(Read(output, $"<table id=list>{Head}{Row}</table>") is { Failed: false, Value.Rows.Count: 2 });
    }

    [Theory]
    [InlineData("<h1>出错了</h1><p>没有找到相关数据，请与管理员联系</p>")]
    [InlineData("<table id=list>" + Head + "</table>")]
    [InlineData("<table id=list>" + Head + "<tr><td colspan=3>暂无权限</td></tr></table>")]
    [InlineData("<ul><li>暂无数据</li></ul><table id=other><tr><td>没有记录</td></tr></table>")]
    public void A_page_without_the_list_or_without_such_words_is_not_empty(string broken) =>
        Assert.True(Read(Found($"<table id=list>{Head}{Row}</table>"), broken).Failed);

    [Fact]
    public void Words_that_stand_beside_rows_are_no_sign()
    {
        var output = Found($"<p>以下各项暂无数据的不列出</p><table>{Head}{Row}</table><p>部分项目没有记录</p>");

        Assert.Null(output.Empty);
    }

    [Fact]
    public void A_page_that_counts_none_is_empty()
    {
        var output = Found($"<table>{Head}{Row}</table><p>共 2 条</p>");

        Assert.True(Read(output, $"<table>{Head}</table><p>共 0 条</p>") is { Failed: false, Value.EmptyShown: true });
        Assert.True(Read(output, "<p>共 0 条</p>").Failed);
    }

    private static Output Found(string html) => OutputFinder.Find(Shown.Page(html))[0].Output;

    private static Daas.Core.Runs.Fallible<PageRows> Read(Output output, string html) => Extractor.Rows(output, Shown.Page(html), 10);
}
