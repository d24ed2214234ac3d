using Daas.Core.Extraction;
using Daas.Core.Runs;
using static Daas.Core.Tests.Extraction.Pages;

namespace Daas.Core.Tests.Extraction;

public sealed class TableHeaderTests
{
    private const string Plain = "<tr><td>1001</td><td>张伟</td></tr><tr><td>1002</td><td>王芳</td></tr>";

    [Theory]
    [InlineData("<tr><th>编号</th><th>姓名</th></tr>")]
    [InlineData("<tr><td>编号</td><td>姓名</td></tr>")]
    [InlineData("<thead><tr><th>编号</th><th>姓名</th></tr></thead>")]
    [InlineData("<tr><td>编 号</td><td>姓　名</td></tr>")]
    [InlineData("<tr><td>编&nbsp;号</td><td>姓<br>名</td></tr>")]
    [InlineData("<tr><td><a href='#'>编号</a>▲</td><td>姓名 <span>↓</span></td></tr>")]
    [InlineData("<tr><td><img src=a.gif alt='编号'></td><td><img src=b.gif title=姓名></td></tr>")]
    [InlineData("<tr><td><b>编号<td>姓名*</tr>")]
    [InlineData("<caption>居民</caption><tr><th>编号</th><th>姓名</th></tr>")]
    [InlineData("<tr><td colspan=2>居民列表</td></tr><tr><td>编号</td><td>姓名</td></tr>")]
    [InlineData("<tr><td><table><tr><td>编号</td><td><img src=sort.gif></td></tr></table></td><td>姓名</td></tr>")]
    public void A_header_is_found_however_it_is_dressed(string header) =>
        Assert.Equal(["1001|张伟", "1002|王芳"], Lines(Table("编号", "姓名"), $"<table>{header}{Plain}</table>"));

    [Fact]
    public void Order_and_further_columns_do_not_matter() =>
        Assert.Equal(["1|a", "2|b"], Lines(Table("编号", "姓名"), "<table><tr><th>姓名<th>性别<th>编号</tr><tr><td>a<td>男<td>1<tr><td>b<td>女<td>2</table>"));

    [Fact]
    public void Full_width_letters_and_digits_in_a_header_are_the_same_header() =>
        Assert.Equal(["x"], Lines(Table("ID1"), "<table><tr><th>ＩＤ１</th></tr><tr><td>x</td></tr></table>"));

    [Fact]
    public void A_header_over_two_rows_is_named_by_its_path()
    {
        const string Html = """
            <table><tr><th rowspan=2>编号</th><th colspan=2>上级</th><th colspan=2>本级</th></tr>
            <tr><th>收入</th><th>支出</th><th>收入</th><th>支出</th></tr>
            <tr><td>1</td><td>10</td><td>20</td><td>30</td><td>40</td></tr></table>
            """;
        Assert.Equal(["1|20|30"], Lines(Table("编号", "上级/支出", "本级/收入"), Html));
        var error = Error(Table("编号", "收入"), Html);
        Assert.Equal(ErrorClass.Drift, error.Class);
        Assert.Contains("上级/收入", error.Message);
    }

    [Fact]
    public void A_header_with_a_slash_of_its_own_is_found_as_it_is() =>
        Assert.Equal(["局"], Lines(Table("姓名/单位"), "<table><tr><th>姓名/单位</th><th>a</th></tr><tr><td>局</td><td>1</td></tr></table>"));

    [Fact]
    public void A_second_header_row_that_no_field_names_is_not_data() =>
        Assert.Equal(["1|张"], Lines(Table("编号", "姓名"), "<table><tr><th>编号<th>姓名</tr><tr><th>No.<th>Name</tr><tr><td>1<td>张</table>"));

    [Fact]
    public void Two_headers_of_one_word_without_path_are_drift_when_a_field_wants_one_of_them()
    {
        const string Html = "<table><tr><th>编号<th>姓名<th>姓名</tr><tr><td>1<td>a<td>b</table>";
        Assert.Equal(ErrorClass.Drift, Error(Table("编号", "姓名"), Html).Class);
        Assert.Equal(["1"], Lines(new Output { Rows = new RowSource.Table(["编号", "姓名"]), Fields = [new Field { Name = "id", Column = "编号" }] }, Html));
    }

    [Fact]
    public void A_missing_header_is_drift_that_names_it_the_nearest_and_what_was_seen()
    {
        var error = Error(Table("编号", "姓名", "出生日期"), $"<table><tr><th>编号</th><th>姓名</th><th>出生年月</th></tr>{Plain}</table>");
        Assert.Equal(ErrorClass.Drift, error.Class);
        Assert.Equal("出生日期", error.Details["missing"]);
        Assert.Equal("出生年月", error.Details["nearest"]);
        Assert.Equal("编号, 姓名, 出生年月", error.Details["seen"]);
        Assert.Contains("'出生日期'", error.Message);
    }

    [Fact]
    public void A_column_that_a_field_names_is_looked_for_like_a_declared_one_unless_optional()
    {
        var html = $"<table><tr><th>编号</th><th>姓名</th></tr>{Plain}</table>";
        var output = new Output { Rows = new RowSource.Table(["编号"]) };
        Assert.Equal("电话", Error(output.With(new Field { Name = "phone", Column = "电话" }), html).Details["missing"]);
        Assert.Equal(["-", "-"], Lines(output.With(new Field { Name = "phone", Column = "电话", Optional = true }), html));
    }

    [Fact]
    public void A_page_without_tables_is_drift() =>
        Assert.Equal(ErrorClass.Drift, Error(Table("编号"), "<h1>请登录</h1><form><input type=password></form>").Class);

    [Fact]
    public void A_layout_table_never_wins_over_the_data_table_inside()
    {
        const string Data = "<table><tr><td>编号</td></tr><tr><td>1</td></tr><tr><td>2</td></tr></table>";
        Assert.Equal(["1", "2"], Lines(Table("编号"), $"<table><tr><td>编号</td></tr><tr><td>{Data}</td></tr></table>"));
        Assert.Equal(["1", "2"], Lines(Table("编号"), $"<table><tr><td>菜单</td><td>{Data}</td></tr></table>"));
    }

    [Fact]
    public void The_table_is_found_in_any_frame() =>
        Assert.Equal(["1001|张伟", "1002|王芳"], Lines(Rows(Table("编号", "姓名"), Of("<frameset></frameset>", "<p>menu", $"<table><tr><td>编号<td>姓名</tr>{Plain}</table>")).Rows));

    [Fact]
    public void Two_tables_with_the_headers_and_different_rows_are_drift_unless_narrowed()
    {
        const string Html = "<div id=a><h3>待办</h3><table><tr><th>编号</th></tr><tr><td>1</td></tr></table></div><div id=b><h3>已办</h3><table><tr><th>编号</th></tr><tr><td>2</td></tr></table></div>";
        Assert.Equal(ErrorClass.Drift, Error(Table("编号"), Html).Class);
        var narrowed = Table("编号") with { Rows = new RowSource.Table(["编号"], Within: "#b") };
        Assert.Equal(["2"], Lines(narrowed, Html));
        Assert.Contains("#c", Error(Table("编号") with { Rows = new RowSource.Table(["编号"], Within: "#c") }, Html).Message);
    }

    [Fact]
    public void An_empty_twin_of_the_table_is_not_overlooked()
    {
        const string Html = "<h3>待办</h3><table><tr><th>编号</th></tr></table><h3>已办</h3><table><tr><th>编号</th></tr><tr><td>2</td></tr></table>";
        Assert.Equal(ErrorClass.Drift, Error(Table("编号"), Html).Class);
    }

    [Fact]
    public void A_search_form_with_the_same_words_is_not_the_table()
    {
        const string Html = """
            <table><tr><td>编号</td><td><input name=a></td><td>姓名</td><td><input name=b></td></tr></table>
            <table><tr><td>编号：</td><td>1</td><td>姓名：</td><td>2</td></tr></table>
            <table><tr><td>编号</td><td>姓名</td></tr><tr><td>1001</td><td>张伟</td></tr></table>
            """;
        Assert.Equal(["1001|张伟"], Lines(Table("编号", "姓名"), Html));
    }

    [Fact]
    public void A_hidden_table_is_no_table() =>
        Assert.Equal(["2"], Lines(Table("编号"), "<div style='display: none'><table><tr><th>编号<tr><td>1</table></div><table><tr><th>编号<tr><td>2</table>"));

    [Fact]
    public void A_bare_run_of_rows_is_a_table() =>
        Assert.Equal(["1001|张伟", "1002|王芳"], Lines(Table("编号", "姓名"), $"<tr><td>编号</td><td>姓名</td></tr>{Plain}"));
}
