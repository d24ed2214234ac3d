using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Outputs;

namespace Daas.Recorder.Tests.Drafting;

/// <summary>Pages that scripts dress up: layers in place of lists, menus that share words, records over two lines, rows of page numbers.</summary>
public sealed class DressedPagesTests
{
    private static readonly DraftNames Find = new("matters", "find-matters");

    private const string Menu = """
        <ul id=menu><li><a href=/m id=m>事项</a><ul><li><a href=/m/new id=mn>新建</a></li><li><a href=/m/list id=ml>检索</a></li></ul></li>
        <li><a href=/a>资产</a><ul><li><a href=/a/new>新建</a></li></ul></li><li><a href=/w>文章</a></li><li><a href=/u>用户</a></li></ul>
        """;

    private const string Rows = """
        <table class=list><tr><th>#<th>主题<th>状态<tr><th>&nbsp;<th>申请人<th>科室<tr><td>7<td><a href=/m/7>困难补助（东河）</a><td>打开<tr><td><td>u7@x.invalid<td>一科
        <tr><td>9<td><a href=/m/9>高龄津贴（西关）</a><td>创建<tr><td><td>u9@x.invalid<td>二科
        <tr><td>12<td><a href=/m/12>临时救助（南街）</a><td>打开<tr><td><td>u12@x.invalid<td>一科</table>
        """;

    private const string Numbers = "<h1>找到8张单子</h1><div class=pages>页 <b>1</b> <a href='/m?p=2'>2</a> <a href='/m?p=3'>3</a></div>";

    [Fact]
    public void What_was_clicked_in_the_layer_of_a_dressed_list_is_a_choice_in_the_list_below()
    {
        var demo = new Demo("http://old.example/m").Open("/m", "事项", Form("", ""))
            .Click("button").Show("/m", "事项", Form("", "<div class=layer><a role=option id=o1>一科</a><a role=option id=o2>二科</a></div>"))
            .Click("#o2").Show("/m", "事项", Form("二科", "")).Fill("#words", "补助").Click("#go").Sent("GET", "/m?d=2").Show("/m?d=2", "事项", Form("二科", "") + Rows);

        var operation = Assert.Single(Drafter.Draft(demo.Recording, null, null, Find).Adapter.Operations);

        Assert.Equal(["section", "words"], operation.Input.Select(i => i.Name));
        Assert.Equal(["一科", "二科"], operation.Input[0].OneOf);
        Assert.Equal("choose", StepText.Describe(Assert.Single(operation.Steps, s => s is Step.Choose)).Split(' ')[0]);
        Assert.Single(operation.Steps, s => s is Step.Click);
    }

    [Fact]
    public void Entries_of_a_menu_that_share_a_word_are_no_records()
    {
        var demo = new Demo("http://old.example/").Open("/", "首页", Menu).Click("#mn").Show("/m/new", "新建", Menu + Rows);

        var operation = Assert.Single(Drafter.Draft(demo.Recording, null, null, Find).Adapter.Operations);

        Assert.Empty(operation.Input);
    }

    [Fact]
    public void A_record_opened_by_its_own_words_is_opened_by_its_number_whatever_its_words()
    {
        var demo = new Demo("http://old.example/m").Open("/m", "事项", Rows).Click("a[href='/m/9']")
            .Show("/m/9", "单子", "<table><tr><td>编号：<td>9<td>主题：<td>高龄津贴（西关）<tr><td>状态：<td>创建<td>科室：<td>二科</table>");

        var operation = Assert.Single(Drafter.Draft(demo.Recording, null, null, new DraftNames("matters", "get-matter")).Adapter.Operations);

        var click = Assert.IsType<Step.Click>(operation.Steps[^1]);
        Assert.DoesNotContain("高龄津贴", click.Target.ToString(), StringComparison.Ordinal);
        Assert.Contains(click.Target.Ways, w => w is { Exact: true, Row: not null });
    }

    [Fact]
    public void Two_lines_of_headers_over_two_lines_a_record_are_one_list()
    {
        var output = OutputFinder.Find(Page(Rows))[0];

        Assert.Equal(2, Assert.IsType<RowSource.Table>(output.Output.Rows).RowsPerRecord);
        Assert.Equal(["#", "主题", "状态", "申请人", "科室"], output.Output.Fields.Where(f => f.Attribute is null).Select(f => f.Column));
        Assert.Equal(3, output.Rows.Count);
        Assert.Equal(["number"], output.Output.Key);
    }

    [Fact]
    public void A_header_that_groups_others_is_not_a_second_line_of_records()
    {
        var output = OutputFinder.Find(Page("""
            <table><tr><th rowspan=2>编号<th colspan=2>金额<tr><th>应发<th>实发<tr><td>1<td>3.00<td>2.00<tr><td>2<td>4.00<td>4.00</table>
            """))[0];

        Assert.Equal(1, Assert.IsType<RowSource.Table>(output.Output.Rows).RowsPerRecord);
        Assert.Equal(2, output.Rows.Count);
    }

    [Theory]
    [InlineData("<ul class=p><li class='disabled'><a href=#>以前</a></li><li class=active><a href=#>1</a></li><li><a href=#>2</a></li><li><a href=#>3</a></li><li><a href=#>后面的</a></li></ul>", "后面的")]
    [InlineData("<div class=p><span>1</span><a href=2>2</a><a href=3>3</a><a href=2 class=go-on title=继续><i></i></a><a href=9>末页</a></div>", "继续")]
    public void What_stands_behind_a_row_of_page_numbers_leads_on_whatever_its_words(string pager, string words)
    {
        Assert.Contains(words, OutputFinder.Find(Page(Rows + pager))[0].Output.Next?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_that_fits_the_number_of_pages_tells_how_much_there_is()
    {
        var output = OutputFinder.Find(Page(Rows + Numbers))[0].Output;

        Assert.Contains("${page}", output.Next!.ToString(), StringComparison.Ordinal);
        Assert.All(output.Next.Ways, w => Assert.NotNull(w.Within));
        Assert.Contains("找到", output.Paging.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("找到", OutputFinder.Find(Page(Rows + Numbers.Replace("8", "80", StringComparison.Ordinal)))[0].Output.Paging.Shown ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<h1>找到0张单子</h1><p>换个词试试</p>", true)]
    [InlineData("<h1>找到10张单子</h1>", false)]
    public void A_list_that_counts_its_rows_is_empty_where_it_counts_none(string other, bool empty)
    {
        var output = OutputFinder.Find(Page("<h1>找到3张单子</h1>" + Rows))[0].Output;

        Assert.Equal(empty, Extractor.Rows(output, Page(other), 10) is { Failed: false, Value.EmptyShown: true });
    }

    [Fact]
    public void A_grid_that_a_page_loads_by_post_is_no_commit_and_a_title_with_a_colon_no_success()
    {
        const string form = "<form method=post><table><tr><td>账号：<td><input name=uid><tr><td>姓名：<td><input name=cn></table><input type=submit value=好的></form>";
        var demo = new Demo("http://old.example/u/new").Open("/u/new", "新用户", Menu + form).Fill("[name=uid]", "zhao1").Fill("[name=cn]", "赵敏")
            .Click("[type=submit]").Sent("POST", "/u/new", "uid=zhao1&cn=x").Show("/u/new", "新用户", Menu + form + "<div class=alert>您的数据已更新</div><p>已更新：</p>")
            .Click("a[href='/u']").Sent("GET", "/u").Sent("POST", "/u/grid", "draw=1&length=10", "{\"data\":[]}", "xhr")
            .Show("/u", "用户", Menu + "<table><tr><th>账号<th>姓名<tr><td>zhao1<td>赵敏<tr><td>li1<td>李强</table>");

        var operation = Drafter.Draft(demo.Recording, null, null, new DraftNames("matters", "add-user")).Adapter.Operations[0];

        Assert.Contains("好的", StepText.Describe(Assert.Single(operation.Steps, s => s.Commit)), StringComparison.Ordinal);
        Assert.Equal("text '您的数据已更新'", operation.Applied!.ToString());
    }

    private static string Form(string chosen, string layer) => $"""
        <form><div class=row><div class=l>科室</div><div class=v><div class=dressed><select name="" class=department><option>-<option{(chosen == "一科" ? " selected" : "")}>一科
        <option{(chosen == "二科" ? " selected" : "")}>二科</select><button type=button aria-haspopup=listbox>{(chosen.Length > 0 ? chosen : "-")}</button>{layer}</div></div></div>
        <div class=row><div class=l>主题词</div><div class=v><input id=words name=words></div></div><input type=submit id=go value=检索></form>
        """;

    private static PageView Page(string html) => new()
    {
        Url = new Uri("http://old.example/m"),
        Frames = [new FrameView(new Uri("http://old.example/m"), "", $"<body>{html}</body>")],
    };
}
