using Daas.Core.Extraction;
using Daas.Core.Runs;
using static Daas.Core.Tests.Extraction.Pages;

namespace Daas.Core.Tests.Extraction;

/// <summary>Grids of widget libraries: the header is a table of its own.</summary>
public sealed class GridWidgetTests
{
    private const string JqGrid = """
        <div class="ui-jqgrid-view"><div class="loading" style="display: none;">读取中...</div>
        <div class="ui-jqgrid-hdiv"><div class="ui-jqgrid-hbox"><table class="ui-jqgrid-htable"><thead><tr>
        <th style="width:25px"><div><input type="checkbox"></div></th><th style="display: none"><div>主键</div></th>
        <th><div class="ui-jqgrid-sortable">编号<span class="s-ico" style="display:none"><span>^</span></span></div></th><th><div>姓名</div></th></tr></thead></table></div></div>
        <div class="ui-jqgrid-bdiv"><div><div></div><table class="ui-jqgrid-btable"><tbody><tr class="jqgfirstrow" style="height:auto"><td></td><td style="display:none"></td><td></td><td></td></tr>
        ROWS</tbody></table></div></div>
        <div class="ui-jqgrid-sdiv"><div><table><tbody><tr class="footrow"><td>&nbsp;</td><td style="display:none"></td><td>合计</td><td>2</td></tr></tbody></table></div></div></div>
        """;

    private const string JqRows = """
        <tr><td><input type="checkbox"></td><td style="display:none">17</td><td>1</td><td>张伟</td></tr>
        <tr><td><input type="checkbox"></td><td style="display:none">18</td><td>2</td><td>王芳</td></tr>
        """;

    [Fact]
    public void JqGrid_has_its_rows_in_the_table_after_the_header() =>
        Assert.Equal(["1|张伟", "2|王芳"], Lines(Table("编号", "姓名"), JqGrid.Replace("ROWS", JqRows)));

    [Fact]
    public void JqGrid_gives_a_hidden_column_that_is_named() =>
        Assert.Equal(["17|张伟", "18|王芳"], Lines(Table("主键", "姓名"), JqGrid.Replace("ROWS", JqRows)));

    [Fact]
    public void An_empty_jqGrid_does_not_take_its_sum_for_a_row()
    {
        Assert.Equal(ErrorClass.Drift, Error(Table("编号", "姓名"), JqGrid.Replace("ROWS", "")).Class);
        Assert.True(Rows(Table("编号", "姓名") with { Empty = Text("无数据显示") }, Of(JqGrid.Replace("ROWS", "") + "<div>无数据显示</div>")).EmptyShown);
    }

    [Fact]
    public void DataTables_repeat_the_header_in_the_body_table()
    {
        const string Html = """
            <div class="dt-scroll"><div class="dt-scroll-head"><div class="dt-scroll-headInner"><table><thead><tr><th>编号</th><th>姓名</th></tr></thead></table></div></div>
            <div class="dt-scroll-body"><table><thead><tr style="height:0"><th><div style="height:0">编号</div></th><th><div>姓名</div></th></tr></thead><tbody><tr><td>1</td><td>张</td></tr></tbody></table></div></div>
            """;
        Assert.Equal(["1|张"], Lines(Table("编号", "姓名"), Html));
    }

    [Fact]
    public void ExtJs_makes_each_row_a_table()
    {
        const string Row = "<div class=\"x-grid3-row{2}\"><table class=\"x-grid3-row-table\"><tbody><tr><td><div>{0}</div></td><td><div>{1}</div></td></tr></tbody></table></div>";
        var html = "<div class=x-grid3-viewport><div class=x-grid3-header><div><div><table><thead><tr class=x-grid3-hd-row><td><div>编号</div></td><td><div>姓名</div></td></tr></thead></table></div></div></div>"
            + "<div class=x-grid3-scroller><div class=x-grid3-body>" + string.Format(null, Row, 1, "张", " x-grid3-row-first") + string.Format(null, Row, 2, "李", " x-grid3-row-alt") + string.Format(null, Row, 3, "王", "") + "</div></div></div>";
        Assert.Equal(["1|张", "2|李", "3|王"], Lines(Table("编号", "姓名"), html));
    }

    [Fact]
    public void A_plain_header_table_above_a_scrolling_body_table_is_one_table() =>
        Assert.Equal(["1|张"], Lines(Table("编号", "姓名"), "<table><tr><td>编号<td>姓名</table><div style='overflow:auto'><table><tr><td>1<td>张</table></div><table><tr><td>首页<td>末页</table>"));

    [Fact]
    public void A_body_of_another_width_does_not_belong_to_the_header() =>
        Assert.Equal(ErrorClass.Drift, Error(Table("编号", "姓名"), "<table><tr><td>编号<td>姓名</table><table><tr><td>1<td>张<td>男</table>").Class);

    [Fact]
    public void A_table_under_words_of_its_own_does_not_belong_to_the_header_above() =>
        Assert.Equal(ErrorClass.Drift, Error(Table("编号", "姓名"), "<table><tr><td>编号<td>姓名</table><p>其他</p><table><tr><td>1<td>张</table>").Class);

    private const string Frozen = """
        <div class="datagrid-view">
        <div class="datagrid-view1"><div class="datagrid-header"><table class="datagrid-htable"><tr><td><div>&nbsp;</div></td><td field="id"><div><span>编号</span><span class="datagrid-sort-icon">&nbsp;</span></div></td></tr></table></div>
        <div class="datagrid-body"><table class="datagrid-btable"><tr><td><div>1</div></td><td><div>A1</div></td></tr><tr><td><div>2</div></td><td><div>A2</div></td></tr></table></div>
        <div class="datagrid-footer"><div><table><tr><td></td><td></td></tr></table></div></div></div>
        <div class="datagrid-view2"><div class="datagrid-header"><table class="datagrid-htable"><tr><td><div><span>姓名</span></div></td><td><div><span>性别</span></div></td></tr></table></div>
        <div class="datagrid-body"><table class="datagrid-btable"><tr><td><div>张</div></td><td><div>男</div></td></tr><tr><td><div>李</div></td><td><div>女</div></td></tr></table></div>
        <div class="datagrid-footer"><div><table><tr><td>合计</td><td>2</td></tr></table></div></div></div></div>
        """;

    [Fact]
    public void Frozen_columns_beside_the_others_are_one_table()
    {
        Assert.Equal(["A1|张|男", "A2|李|女"], Lines(Table("编号", "姓名", "性别"), Frozen));
        Assert.Equal(["张", "李"], Lines(Table("姓名"), Frozen));
    }

    [Fact]
    public void Frozen_columns_with_another_number_of_rows_are_an_error() =>
        Assert.Equal(ErrorClass.ContractViolation, Error(Table("编号", "姓名"), Frozen.Replace("<tr><td><div>2</div></td><td><div>A2</div></td></tr>", "")).Class);

    [Fact]
    public void A_header_missing_from_both_halves_is_drift() =>
        Assert.Contains("电话", Error(Table("编号", "姓名", "电话"), Frozen).Details["missing"]);
}
