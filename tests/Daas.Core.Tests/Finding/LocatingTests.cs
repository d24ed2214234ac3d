using Daas.Core.Finding;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Tests.Extraction;

namespace Daas.Core.Tests.Finding;

public sealed class LocatingTests
{
    private const string List = """
        <h1>居民</h1><form><table><tr><td>姓　名：</td><td><input id=name></td><td>街道*</td><td><select id=street><option>东关</select></td></tr></table>
        <label for=note>备注</label><textarea id=note></textarea>
        <input type=submit id=query value="查　询"><input type=submit id=save value=保存 style="display:none">
        <input id=box type=checkbox>只看本月<div><input id=ph placeholder=请输入 title=证号></div></form>
        <table><thead><tr><th>编号<th>姓名<th>操作</thead>
        <tr id=r1><td>1<td>张伟<td><a id=v1 href=v?1>查看</a> <a id=e1 onclick="e(1)">修改</a></tr>
        <tr id=r2><td>2<td>张伟民<td><a id=v2 href=v?2>查看</a> <a id=e2 onclick="e(2)">修改</a></tr></table>
        <div hidden><a id=ghost href=x>幽灵</a></div><a id=pic href=p><img alt=打印></a><span class=pager><a id=next href=n>下一页 &gt;</a></span>
        """;

    public static TheoryData<Way, string> Ways => new()
    {
        { new Way { Label = "姓名" }, "name" },
        { new Way { Label = "街道" }, "street" },
        { new Way { Label = "备注" }, "note" },
        { new Way { Label = "只看本月" }, "box" },
        { new Way { Role = "button", Name = "查询" }, "query" },
        { new Way { Role = "link", Name = "打印" }, "pic" },
        { new Way { Name = "下一页" }, "next" },
        { new Way { Text = "下一页" }, "next" },
        { new Way { Role = "link", Name = "查看", Row = "张伟" }, "v1" },
        { new Way { Role = "link", Name = "查看", Row = "张伟民" }, "v2" },
        { new Way { Role = "link", Name = "查看", Nth = 2 }, "v2" },
        { new Way { Row = "2", Name = "修改" }, "e2" },
        { new Way { Header = "操作", Row = "张伟民", Text = "查看" }, "v2" },
        { new Way { Css = "a", Within = new Way { Css = ".pager" } }, "next" },
        { new Way { Css = "a", Text = "查看", Within = new Way { Row = "张伟民" } }, "v2" },
        { new Way { Value = "查询" }, "query" },
        { new Way { Title = "证号" }, "ph" },
        { new Way { Placeholder = "请输入" }, "ph" },
        { new Way { Role = "heading" }, "" },
        { new Way { Css = "h1", Frame = new Way { Css = "#query" } }, "" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void An_element_is_found_as_a_person_finds_it(Way way, string id)
    {
        var found = Locating.Find(new Locator([way]), Pages.Of(List, "<p>another frame</p>"), TemplateValues.None);
        Assert.Null(found.Error);
        Assert.Equal(id, found.Value!.Element.Id ?? "");
    }

    [Fact]
    public void The_first_way_that_finds_exactly_one_wins()
    {
        var locator = new Locator([new Way { Role = "link", Name = "查看" }, new Way { Name = "幽灵" }, new Way { XPath = "//a" }, new Way { Css = "#v1" }]);
        Assert.Equal(3, Locating.Find(locator, Pages.Of(List), TemplateValues.None).Value!.Way);
    }

    [Fact]
    public void What_is_not_there_is_drift_that_says_what_was_tried_and_what_is_near()
    {
        var locator = new Locator([new Way { Role = "link", Name = "查看" }, new Way { XPath = "//a" }, new Way { Name = "上一页" }]);
        var error = Locating.Find(locator, Pages.Of(List), TemplateValues.None).Error!;
        Assert.Equal(ErrorClass.Drift, error.Class);
        Assert.Contains("2 found", error.Message, StringComparison.Ordinal);
        Assert.Contains("xpath is not understood", error.Message, StringComparison.Ordinal);
        Assert.Contains("下一页", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("幽灵", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_is_filled_and_one_without_value_is_a_mistake_of_the_script()
    {
        var values = new TemplateValues { ["who"] = "张伟民" };
        var locator = new Locator([new Way { Role = "link", Name = "查看", Row = "${who}" }]);
        Assert.Equal("v2", Locating.Find(locator, Pages.Of(List), values).Value!.Element.Id);
        Assert.Equal(ErrorClass.AdapterBug, Locating.Find(locator, Pages.Of(List), TemplateValues.None).Error?.Class);
    }

    [Theory]
    [InlineData("<table><tr><td>编号<td id=x>A1</table>", "编号", "x")]
    [InlineData("<dl><dt>编号：<dd id=x>A1</dl>", "编号", "x")]
    [InlineData("<span>编号</span><b id=x>A1</b>", "编号", "x")]
    [InlineData("<input type=hidden><span>编号</span><input id=x disabled value=A1>", "编号", "x")]
    public void A_label_leads_to_the_value_that_is_read(string html, string label, string id)
    {
        Assert.Equal(id, Locating.Find(new Locator([new Way { Label = label }]), Pages.Of(html), TemplateValues.None, Aim.Read).Value?.Element.Id);
    }

    [Fact]
    public void A_header_over_spanning_cells_and_in_a_table_of_its_own_has_its_column()
    {
        const string Html = """
            <table><tr><th rowspan=2>号<th colspan=2>人</tr><tr><th>名<th>操作</tr></table>
            <table><tr><td>1<td>甲<td><a id=a href=1>看</a></tr><tr><td>2<td>乙<td><a id=b href=2>看</a></tr></table>
            """;
        Assert.Equal("b", Locating.Find(new Locator([new Way { Header = "操作", Row = "乙" }]), Pages.Of(Html), TemplateValues.None).Value?.Element.Id);
    }

    [Theory]
    [InlineData("4", null, null)]
    [InlineData("14", null, "r14")]
    [InlineData("24", null, "r24")]
    [InlineData("张伟", null, "r24")]
    [InlineData("张伟", true, null)]
    public void A_number_is_not_found_within_another_and_an_exact_row_not_by_a_part(string row, bool? exact, string? found)
    {
        var page = Pages.Of("""
            <table><tr><th>编号<th>姓名<th>日期<th>操作<tr id=r14><td>14<td>李娜<td>2026-4-1<td><a href=x>查看</a>
            <tr id=r24><td>No. 24<td>张伟民<td>2026-5-1<td><a href=y>查看</a></table>
            """);
        var hit = Locating.Find(new Locator([new Way { Role = "link", Name = "查看", Row = row, Exact = exact }]), page, TemplateValues.None, Aim.Click);
        Assert.Equal(found, hit.Failed ? null : hit.Value.Element.Closest("tr")!.Id);
    }
}
