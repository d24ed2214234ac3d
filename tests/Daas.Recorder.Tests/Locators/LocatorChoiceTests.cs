using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Tests.Locators;

public sealed class LocatorChoiceTests
{
    private static readonly Uri Here = new("http://old.example/page.do");

    [Theory]
    [InlineData("<table><tr><td>姓　名：*<td><input id=x></table>", "label '姓名' | css '#x'")]
    [InlineData("<table><tr><td>姓名：<td><input id=ctl_839174 data-me></table>", "label '姓名'")]
    [InlineData("<input id=x placeholder=请输入证号>", "label '请输入证号' | css '#x'")]
    [InlineData("<form name=f><input name=q id=x></form>", "css '#x'")]
    [InlineData("<p>姓名 <input name=a></p><div id=layer><p>姓名 <input name=a id=x1234567></p></div>", "label '姓名' within 'css '#layer'' | css '#layer input'")]
    public void A_field_is_found_by_what_a_person_reads_first(string html, string ways) =>
        Assert.Equal(ways, Say(html, (choice, element) => choice.Field(element)));

    [Theory]
    [InlineData("<input type=submit name=b value=查询 id=a1><input type=submit name=b value=导出 data-me>",
        "role 'button' name '导出' | css 'input[name=\"b\"][value=\"导出\"]'")]
    [InlineData("<a href='msg.do?sid=8f3a9c2b7d' data-me>消息(12)</a>", "role 'link' name '消息' | css 'a[href*=\"msg\"]'")]
    [InlineData("<a href=#><img alt=打印></a>", "role 'link' name '打印'")]
    [InlineData("<span onclick=doQuery(1)>确定</span>", "name '确定' | css 'span[onclick*=\"doQuery(\"]'")]
    [InlineData("<a href=a>查看</a><div id=panel><a href=b data-me>查看</a></div>", "role 'link' name '查看' within 'css '#panel'' | css '#panel a'")]
    public void What_is_clicked_is_found_by_its_words(string html, string ways) =>
        Assert.Equal(ways, Say(html, (choice, element) => choice.Clicked(element)));

    [Theory]
    [InlineData("ext-gen1203")]
    [InlineData("j_idt45")]
    [InlineData("a3f9b2c17e")]
    [InlineData("btn_20261123")]
    [InlineData(":r1f:")]
    [InlineData("6ba7b810-9dad-11d1-80b4-00c04fd430c8")]
    public void What_looks_generated_is_never_a_way(string id) =>
        Assert.DoesNotContain(id, Say($"<table><tr><td>姓名<td><input id=\"{id}\" data-me></table>", (choice, element) => choice.Field(element)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("txtName")]
    [InlineData("ctl00_Main_btnSave")]
    [InlineData("queryForm")]
    public void What_an_author_wrote_is(string id) =>
        Assert.Contains($"#{id}", Say($"<input id=\"{id}\" data-me>", (choice, element) => choice.Field(element)), StringComparison.Ordinal);

    [Fact]
    public void Of_two_frames_with_the_same_button_the_right_one_is_told_by_what_is_inside()
    {
        var page = Page("<form id=left><input type=button value=确定></form>", "<form id=right><input type=button value=确定></form>");
        var element = page.Frames[1].Document.QuerySelector("input")!;

        var chosen = new LocatorChoice(page).Clicked(element)!;

        Assert.All(chosen.Locator.Ways, way => Assert.Same(element, Locating.Find(new Locator([way]), page, TemplateValues.None).Value!.Element));
        Assert.Contains("#right", chosen.Locator.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_found_by_its_key_and_not_by_its_place()
    {
        var page = Page("""
            <table><tr><th>序号<th>文号<th>标题<th>操作<tr><td>1<td>安民发1号<td>通知<td><a href=v?1>查看</a><tr><td>2<td>安民发2号<td>通知<td><a href=v?2 data-me>查看</a></table>
            """);
        var element = page.Frames[0].Document.QuerySelector("[data-me]")!;

        var key = ListRow.Of(element)!.Key()!;
        var values = new TemplateValues { ["number"] = key.Text };
        var chosen = new LocatorChoice(page).Clicked(element, row: "${number}", values: values)!;

        Assert.Equal(("文号", "安民发2号"), (key.Header, key.Text));
        Assert.Equal("role 'link' name '查看' row '${number}'", chosen.Locator.ToString());
        values.Set("number", "安民发1号");
        Assert.Equal("v?1", Locating.Find(chosen.Locator, page, values).Value!.Element.GetAttribute("href"));
    }

    [Fact]
    public void Words_that_only_one_row_has_are_data_and_not_a_name()
    {
        var page = Page("""
            <table><tr><th>Number<th>Subject<tr><td>A-1<td><a data-me href="show?id=1">Leaking roof</a><tr><td>A-2<td><a href="show?id=2">Broken lamp</a></table>
            """);
        var values = new TemplateValues { ["number"] = "A-1" };

        var chosen = new LocatorChoice(page).Clicked(page.Frames[0].Document.QuerySelector("[data-me]")!, row: "${number}", values: values)!;

        Assert.DoesNotContain("roof", chosen.Locator.ToString(), StringComparison.Ordinal);
        Assert.Contains("row '${number}'", chosen.Locator.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<table><tr><td><a href=a data-me>居民查询</a><td><a href=b>新增居民</a></table>")]
    [InlineData("<ul><li><a href=a data-me>居民查询</a><li><a href=b>新增居民</a></ul>")]
    [InlineData("<table><tr><td>姓名<td><input><td><input type=button value=查询 data-me></table>")]
    public void Menus_and_forms_are_no_lists(string html) => Assert.Null(ListRow.Of(Page(html).Frames[0].Document.QuerySelector("[data-me]")!));

    private static string Say(string html, Func<LocatorChoice, IElement, ChosenLocator?> choose)
    {
        var page = Page(html);
        var element = page.Frames[0].Document.QuerySelector("[data-me]") ?? page.Frames[0].Document.QuerySelector("[id^=x]")
            ?? page.Frames[0].Document.QuerySelector("a,span")!;
        var chosen = choose(new LocatorChoice(page), element)!;
        Assert.All(chosen.Locator.Ways, way => Assert.Same(element, Locating.Find(new Locator([way]), page, TemplateValues.None, Aim.Any).Value?.Element));
        return string.Join(" | ", chosen.Locator.Ways);
    }

    private static PageView Page(params string[] frames) => new() { Url = Here, Frames = [.. frames.Select((html, i) => new FrameView(Here, $"f{i}", html))] };
}
