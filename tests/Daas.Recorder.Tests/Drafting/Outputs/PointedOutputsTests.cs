using Daas.Core.Extraction;
using Daas.Recorder.Drafting.Outputs;

namespace Daas.Recorder.Tests.Drafting.Outputs;

public class PointedOutputsTests
{
    private const string Detail = """
        <div class=head><h1 id=title>东关街道救助申请</h1></div>
        <table class=d><tr><td>申请人：</td><td>张伟</td></tr><tr><td>身份证号：</td><td>330101198002030011</td></tr><tr><td>金额：</td><td>1200</td></tr></table>
        """;

    [Fact]
    public void A_cell_of_a_column_without_a_header_becomes_a_field_of_its_table()
    {
        var page = Shown.Page("""
            <table><tr><th>编号</th><th>姓名</th><th></th></tr>
            <tr><td>1001</td><td>张伟</td><td><em>已归档</em></td></tr><tr><td>1002</td><td>李娜</td><td><em>办理中</em></td></tr></table>
            """);

        var best = Pointed(page, "办理中");
        Assert.IsType<RowSource.Table>(best.Output.Rows);
        Assert.Equal(["已归档", "办理中"], best.Rows.Select(r => r.Values[^1]));
        Assert.Contains(best.Reasons, r => r.Contains("'办理中' was pointed at", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_blocks_are_a_list_where_one_of_them_was_pointed_at()
    {
        var page = Shown.Page("""
            <div class=top><p>欢迎使用</p></div>
            <div id=box><div class=card><b>张伟</b><i>东关街道</i></div><div class=card><b>李娜</b><i>西关街道</i></div></div>
            """);

        var best = Pointed(page, "西关街道");
        Assert.IsType<RowSource.Each>(best.Output.Rows);
        Assert.Equal(2, best.Rows.Count);
        Assert.Contains("东关街道", best.Rows[0].Values);
    }

    [Fact]
    public void A_table_of_rows_without_headers_is_a_list_where_a_cell_was_pointed_at()
    {
        var page = Shown.Page("""
            <table id=t><tr><td>张伟</td><td>330101198002030011</td><td>东关街道</td></tr><tr><td>李娜</td><td>330101199002030022</td><td>西关街道</td></tr>
            <tr><td>王芳</td><td>330101197002030033</td><td>南关街道</td></tr></table>
            """);

        var best = Pointed(page, "李娜");
        Assert.NotNull(best.Output.Rows);
        Assert.Equal(3, best.Rows.Count);
        Assert.Contains(best.Rows, r => r.Values.Contains("王芳"));
    }

    [Fact]
    public void A_value_of_a_record_that_no_label_names_is_added_to_it()
    {
        var best = Pointed(Shown.Page(Detail), "东关街道救助申请");

        Assert.NotNull(best.Output.Record);
        Assert.Equal("#title", best.Output.Fields[^1].Css);
        Assert.Equal("东关街道救助申请", best.Rows[0].Values[^1]);
        Assert.Contains(best.Output.Fields, f => f.Label == "身份证号");
    }

    [Fact]
    public void A_single_labelled_value_is_a_record_of_its_own()
    {
        var best = Pointed(Shown.Page("<div><p>查询成功</p><div><span>余额：</span><span>88.50</span></div></div>"), "88.50");

        Assert.NotNull(best.Output.Record);
        Assert.Equal("余额", best.Output.Fields[^1].Label);
        Assert.Equal(1, best.Picked);
    }

    [Fact]
    public void Of_several_places_the_one_in_the_pages_body_is_taken_and_the_reasons_say_so()
    {
        var page = Shown.Page("""
            <div class=menu><ul><li><a href=/1><b>东关街道</b></a></li><li><a href=/2><b>西关街道</b></a></li><li><a href=/3><b>南关街道</b></a></li></ul></div>
            <div id=box><div class=card><b>张伟</b><i>东关街道</i></div><div class=card><b>李娜</b><i>西关街道</i></div></div>
            """);

        var best = Pointed(page, "西关街道", "李娜");
        Assert.Equal(2, best.Rows.Count);
        Assert.Contains(best.Reasons, r => r.Contains("'西关街道' stands at 2 places", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_only_known_to_be_shown_is_not_built_around()
    {
        var page = Shown.Page("<div id=box><div class=card><b>张伟</b><i>东关街道</i></div><div class=card><b>李娜</b><i>西关街道</i></div></div>");

        Assert.DoesNotContain(OutputFinder.Find(page, ["西关街道"]), p => p.Output.Rows is not null);
    }

    private static OutputProposal Pointed(PageView page, params string[] picks) => OutputFinder.Find(page, picks, isPointed: true)[0];
}
