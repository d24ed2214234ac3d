using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using static Daas.Core.Tests.Extraction.Pages;

namespace Daas.Core.Tests.Extraction;

public sealed class EmptinessTests
{
    private const string Head = "<tr><th>编号</th><th>姓名</th></tr>";

    private static readonly Output Output = Table("编号", "姓名") with { Empty = Text("没有符合条件的记录") };

    [Fact]
    public void No_rows_without_the_sign_are_drift()
    {
        var error = Error(Output, $"<table>{Head}</table>");
        Assert.Equal(ErrorClass.Drift, error.Class);
        Assert.Contains("没有符合条件的记录", error.Message);
        Assert.Contains("暂无数据", Error(Output, $"<table>{Head}<tr><td colspan=2>暂无数据</table>").Message);
        Assert.Equal(ErrorClass.Drift, Error(Output with { Empty = null }, $"<table>{Head}<tr><td colspan=2>没有符合条件的记录</table>").Class);
    }

    [Theory]
    [InlineData("<table>" + Head + "<tr><td colspan=2>没有符合条件的记录</td></tr></table>")]
    [InlineData("<table>" + Head + "<tr><td colspan=9>没有符合条件的记录！</td></tr></table>")]
    [InlineData("<table>" + Head + "</table><p>没有符合条件的记录</p>")]
    [InlineData("<p>没有符合条件的记录</p>")]
    public void The_sign_makes_it_empty(string html)
    {
        var rows = Rows(Output, Of(html));
        Assert.Empty(rows.Rows);
        Assert.True(rows.EmptyShown);
    }

    [Fact]
    public void A_table_of_one_column_whose_only_row_is_the_message_is_empty() =>
        Assert.True(Rows(Table("编号") with { Empty = Text("没有记录") }, Of("<table><tr><th>编号<tr><td>没有记录</table>")).EmptyShown);

    [Fact]
    public void Rows_and_the_sign_at_once_are_a_contradiction_unless_the_sign_is_hidden_or_data()
    {
        const string Row = "<table>" + Head + "<tr><td>1<td>张</table>";
        Assert.Equal(ErrorClass.ContractViolation, Error(Output, Row + "<p>没有符合条件的记录").Class);
        Assert.Equal(["1|张"], Lines(Output, Row + "<p style='display:none'>没有符合条件的记录"));
        Assert.Equal(["1|没有符合条件的记录"], Lines(Output, "<table>" + Head + "<tr><td>1<td>没有符合条件的记录</table>"));
    }

    [Fact]
    public void The_sign_may_be_an_alert()
    {
        var output = Output with { Empty = new Sign([new SignAlternative { Alert = "/无.*记录/" }]) };
        Assert.True(Rows(output, Of($"<table>{Head}</table>") with { Dialogs = ["查无此人的记录"] }).EmptyShown);
        Assert.Equal(ErrorClass.ContractViolation, Error(output, Of($"<table>{Head}<tr><td>1<td>张</table>") with { Dialogs = ["查无记录"] }).Class);
    }

    [Fact]
    public void A_sign_in_page_is_never_empty() =>
        Assert.Equal(ErrorClass.Drift, Error(Output, "<form>用户名<input>密码<input type=password></form>").Class);

    [Fact]
    public void What_the_page_says_about_paging_is_read()
    {
        var output = Output with { Paging = new Paging { Shown = @"第(?<page>\d+)页/共(?<pages>\d+)页，(?<total>[\d,]+)条" } };
        var rows = Rows(output, Of($"<table>{Head}<tr><td>1<td>张<tr><td colspan=2>第<b>2</b>页/共44页，1,234条</table>"));
        Assert.Equal((2, 44, 1234), (rows.Page, rows.Pages, rows.Total));
        Assert.Null(Rows(output, Of($"<table>{Head}<tr><td>1<td>张</table>")).Page);
    }
}
