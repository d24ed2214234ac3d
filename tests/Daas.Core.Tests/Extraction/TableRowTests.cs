using Daas.Core.Extraction;
using Daas.Core.Runs;
using static Daas.Core.Tests.Extraction.Pages;

namespace Daas.Core.Tests.Extraction;

public sealed class TableRowTests
{
    private const string Head = "<tr><th>编号</th><th>姓名</th></tr>";

    private static string[] Two(string rows) => Lines(Table("编号", "姓名"), $"<table>{Head}{rows}</table>");

    [Fact]
    public void A_group_cell_over_several_rows_applies_to_each() =>
        Assert.Equal(
            ["东关|1|张", "东关|2|李", "西关|3|王"],
            Lines(Table("街道", "编号", "姓名"), "<table><tr><th>街道<th>编号<th>姓名<tr><td rowspan=2>东关<td>1<td>张<tr><td>2<td>李<tr><td>西关<td>3<td>王</table>"));

    [Fact]
    public void A_cell_over_several_columns_applies_to_each() =>
        Assert.Equal(["1|未登记|未登记"], Lines(Table("编号", "姓名", "电话"), "<table><tr><th>编号<th>姓名<th>电话<tr><td>1<td colspan=2>未登记</table>"));

    [Fact]
    public void Filler_rows_repeated_headers_and_separators_are_not_rows() =>
        Assert.Equal(["1|a", "2|b"], Two($"<tr><td>1<td>a<tr><td colspan=2><hr></tr>{Head}<tr><td>2<td>b<tr><td>&nbsp;<td>　<tr><td><td><tr><td colspan=2>上一页 下一页"));

    [Fact]
    public void Rows_to_skip_are_skipped()
    {
        var output = Table("编号", "姓名") with { Rows = new RowSource.Table(["编号", "姓名"], Skip: "/^合计/") };
        Assert.Equal(["1|a"], Lines(output, $"<table>{Head}<tr><td>1<td>a<tr><td>合计<td>1 人</table>"));
    }

    [Fact]
    public void A_row_that_does_not_fit_the_header_is_an_error_with_its_number()
    {
        var error = Error(Table("编号", "姓名"), $"<table>{Head}<tr><td>1<td>a<tr><td>2<td>b<td>c</table>");
        Assert.Equal(ErrorClass.ContractViolation, error.Class);
        Assert.Equal("2", error.Details["row"]);
        Assert.Equal(ErrorClass.ContractViolation, Error(Table("编号", "姓名", "电话"), "<table><tr><th>编号<th>姓名<th>电话<tr><td>1<td>张</table>").Class);
    }

    [Fact]
    public void A_sum_row_of_another_width_is_not_data() => Assert.Equal(["1|a"], Two("<tr><td>1<td>a<tr><td>合计<td>1<td>人"));

    [Fact]
    public void Hidden_rows_and_hidden_cells_are_not_data() =>
        Assert.Equal(
            ["1|a", "4|d"],
            Two("<tr><td style='display:none'>17<td>1<td>a</tr><tr style='DISPLAY: none;color:red'><td>2<td>b<tr hidden><td>3<td>c<tr><td data-daas-hidden>18<td>4<td>d"));

    [Fact]
    public void A_hidden_column_is_read_when_it_is_named() =>
        Assert.Equal(["17|a"], Lines(Table("主键", "姓名"), "<table><tr><th hidden>主键<th>姓名<tr><td hidden>17<td>a</table>"));

    [Fact]
    public void Hidden_cells_in_header_and_body_keep_the_columns_in_step() =>
        Assert.Equal(["1|a"], Lines(Table("编号", "姓名"), "<table><tr><th hidden>主键<th>编号<th>姓名<tr><td>17<td>1<td>a</table>"));

    [Fact]
    public void A_record_over_two_rows_has_headers_over_two_rows()
    {
        var output = new Output
        {
            Rows = new RowSource.Table(["编号", "姓名", "地址"], RowsPerRecord: 2),
            Fields = [new Field { Name = "id", Column = "编号" }, new Field { Name = "name", Column = "姓名" }, new Field { Name = "address", Column = "地址" }],
        };
        const string Html = "<table><tr><td>编号<td>姓名<tr><td colspan=2>地址<tr><td>1<td>张<tr><td colspan=2>东关街道<tr><td>2<td>李<tr><td colspan=2>西关街道</table>";
        Assert.Equal(["1|张|东关街道", "2|李|西关街道"], Lines(output, Html));
        Assert.Equal(ErrorClass.ContractViolation, Error(output, Html.Replace("<tr><td colspan=2>西关街道", "")).Class);
    }

    [Fact]
    public void A_record_over_two_rows_may_have_its_headers_in_one_row_only()
    {
        var output = new Output
        {
            Rows = new RowSource.Table(["编号", "姓名"], RowsPerRecord: 2),
            Fields = [new Field { Name = "id", Column = "编号" }, new Field { Name = "note", Css = "td.note" }],
        };
        Assert.Equal(
            ["1|甲", "2|乙"],
            Lines(output, "<table><tr><td>编号<td>姓名<tr><td>1<td>张<tr><td colspan=2 class=note>甲<tr><td>2<td>李<tr><td colspan=2 class=note>乙</table>"));
    }

    [Fact]
    public void A_header_over_an_icon_and_a_word_takes_the_word() =>
        Assert.Equal(["1|张"], Lines(Table("编号", "姓名"), "<table><tr><th>编号<th colspan=2>姓名<tr><td>1<td><img src=i.gif><td>张</table>"));

    [Fact]
    public void A_header_over_two_filled_columns_is_an_error()
    {
        var error = Error(Table("编号", "姓名"), "<table><tr><th>编号<th colspan=2>姓名<tr><td>1<td>张<td>王</table>");
        Assert.Equal(ErrorClass.ContractViolation, error.Class);
    }

    [Fact]
    public void Giant_spans_cost_nothing() =>
        Assert.Equal(["1|a"], Two("<tr><td colspan=1000000>标题<tr><td>1<td>a"));

    [Fact]
    public void Reading_stops_at_the_number_of_rows_asked_for() =>
        Assert.Equal(["1|a", "2|b"], Lines(Table("编号", "姓名"), $"<table>{Head}<tr><td>1<td>a<tr><td>2<td>b<tr><td>3<td>c<td>too wide</table>", 2));

    [Fact]
    public void The_text_of_a_cell_has_blocks_on_lines_of_their_own() =>
        Assert.Equal(["1|东关街道\n3 号"], Two("<tr><td>1<td> 东关街道 <br><br> <div> 3&nbsp;&nbsp;号 </div><script>x()</script><span style='display:none'>隐藏</span>"));

    [Fact]
    public void A_cell_that_is_filled_in_gives_what_is_filled_in() =>
        Assert.Equal(
            ["7|女", "true|乙"],
            Two("<tr><td><input value=7><input type=hidden value=9><td><select><option>男<option selected>女</select><tr><td><input type=checkbox checked><td><label><input type=radio name=r>甲</label><label><input type=radio name=r checked>乙</label>"));

    [Fact]
    public void A_picture_gives_its_words() => Assert.Equal(["1|通过"], Two("<tr><td>1<td><img src=ok.gif alt=通过>"));

    [Fact]
    public void Fields_may_take_css_attribute_and_pattern_in_cell_and_row()
    {
        var output = Table("编号", "姓名").With(
            new Field { Name = "key", Attribute = "data-id" },
            new Field { Name = "doc", Column = "编号", Css = "a", Attribute = "onclick", Pattern = @"open\('(\w+)'\)" },
            new Field { Name = "when", Column = "姓名", Attribute = "title", Type = FieldType.DateTime },
            new Field { Name = "hidden", Css = "input[name=k]", Attribute = "value" },
            new Field { Name = "link", Column = "编号", Type = FieldType.Link });
        const string Html = "<base href='/oa/sub/'><table>" + Head + "<tr data-id=r1><td><a href='../view?id=1&amp;x=2' onclick=\"open('D7')\">1</a><td><span title='2026-01-05 10:30:00'>37 分钟前</span><input type=hidden name=k value=9></table>";
        Assert.Equal(["r1|D7|2026-01-05T10:30:00|9|http://oa.example/oa/view?id=1&x=2"], Lines(output, Html));
    }

    [Fact]
    public void An_element_that_is_not_in_the_row_is_drift_unless_optional()
    {
        const string Html = "<table>" + Head + "<tr><td><a>1</a><td>a<tr><td>2<td>b</table>";
        var field = new Field { Name = "x", Column = "编号", Css = "a" };
        var error = Error(Table("编号").With(field), Html);
        Assert.Equal(ErrorClass.Drift, error.Class);
        Assert.Equal("2", error.Details["row"]);
        Assert.Equal(["1|a", "-|b"], Lines(Table("编号").With(field with { Optional = true }, new Field { Name = "n", Column = "姓名" }), Html));
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_an_error_with_row_column_and_raw_text()
    {
        var error = Error(Table("编号").With(new Field { Name = "id", Column = "编号", Type = FieldType.Integer }), "<table>" + Head + "<tr><td>1<td>a<tr><td>一二<td>b</table>");
        Assert.Equal(ErrorClass.ContractViolation, error.Class);
        Assert.Equal(("2", "编号", "一二", "id"), (error.Details["row"], error.Details["column"], error.Details["raw"], error.Details["field"]));
        Assert.Equal("row 2, column '编号': '一二' is not a whole number", error.Message);
    }

    [Fact]
    public void A_required_value_that_is_blank_is_an_error() =>
        Assert.Equal(ErrorClass.ContractViolation, Error(Table("编号").With(new Field { Name = "n", Column = "姓名", Required = true }), "<table>" + Head + "<tr><td>1<td>&nbsp;</table>").Class);
}
