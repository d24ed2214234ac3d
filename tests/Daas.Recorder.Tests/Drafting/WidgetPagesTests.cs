using Daas.Core.Adapters;
using Daas.Recorder.Drafting;

namespace Daas.Recorder.Tests.Drafting;

/// <summary>Pages that a script draws: menus of list items, grids with a head of their own, records in a dialog over the list.</summary>
public sealed class WidgetPagesTests
{
    private const string Login = "<input id=u placeholder=账号><input id=p type=password placeholder=密码><button id=go>登录</button>";

    private const string Menu = """
        <ul><li role=menuitem class=entry>首页</li><li role=menuitem class=entry id=group><div class=title><span>工单管理</span></div>
        <ul><li role=menuitem class=entry id=orders>工单查询</li></ul></li></ul>
        """;

    private const string Closed = """
        <ul><li role=menuitem class=entry>首页</li><li role=menuitem class=entry id=group><div class=title><span>工单管理</span></div></li></ul>
        """;

    private const string Grid = """
        <div class=grid><div class=head><table><thead><tr><th>序号<th>工单编号<th>上报人<th>操作</thead></table></div>
        <div class=body><table><tbody><tr><td>1<td>GD-01<td>王芳<td><button class=look>查看</button><tr><td>2<td>GD-02<td>李强<td><button class=look>查看</button>
        <tr><td>3<td>GD-03<td>赵敏<td><button class=look>查看</button></tbody></table></div></div>
        """;

    private const string Dialog = """
        <div class=shade><div role=dialog><h3>工单详情</h3><table><tr><td class=label>工单编号<td class=value>GD-02<td class=label>上报人<td class=value>李强
        <tr><td class=label>联系电话<td class=value>13900000000<td class=label>问题描述<td class=value>路灯不亮</table></div></div>
        """;

    private static Demo Entered() => new Demo("http://old.example/#/login").Open("#/login", "网格平台", Login)
        .Fill("#u", "${credential.user}").Secret("#p").Click("#go").Sent("POST", "api/login", "x", "{\"code\":200}", "xhr")
        .Show("#/home", "网格平台", Closed + "<h1>今日待办 3 件</h1>");

    private static Demo Looked() => Entered().Click("#group .title span").Show("#/home", "网格平台", Menu + "<h1>今日待办 3 件</h1>")
        .Click("#orders").Show("#/orders", "网格平台", Menu + Grid)
        .Click("tr:nth-of-type(2) button").Show("#/orders", "网格平台", Menu + Grid + Dialog);

    [Fact]
    public void Where_nothing_is_called_sign_out_what_every_later_page_shows_tells_that_someone_is_signed_in()
    {
        var draft = Made(Looked(), "get-order");

        Assert.Contains(draft.Adapter.SignIn!.SignedIn.ToString(), new[] { "text '首页'", "text '工单管理'" });
        Assert.True(draft.IsReady, string.Join('\n', draft.Story));
    }

    [Fact]
    public void An_entry_with_a_submenu_is_clicked_by_its_own_words()
    {
        var script = AdapterWriter.WriteOperation(Made(Looked(), "get-order").Adapter.Operations[0]);

        Assert.Contains("工单管理", script, StringComparison.Ordinal);
        Assert.DoesNotContain("工单管理工单查询", script, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_told_by_its_own_number_under_the_head_of_the_grid_not_by_its_place()
    {
        var operation = Made(Looked(), "get-order").Adapter.Operations[0];

        var key = Assert.Single(operation.Input);
        Assert.Equal(("工单编号", "GD-02"), (key.Title, key.Example));
    }

    [Fact]
    public void The_record_that_came_up_over_the_list_is_the_answer_and_not_the_list()
    {
        var output = Made(Looked(), "get-order").Adapter.Operations[0].Output!;

        Assert.NotNull(output.Record);
        Assert.Equal(["工单编号", "上报人", "联系电话", "问题描述"], output.Fields.Select(f => f.Label));
    }

    [Fact]
    public void An_entry_of_a_look_alike_list_becomes_an_input_with_the_options_that_the_list_had()
    {
        const string Form = """
            <div role=dialog><h3>新增工单</h3><div class="item is-required"><label for=a>上报人</label><div><input id=a></div></div>
            <div class="item is-required"><label for=b>事项类型</label><div class="select is-hovering" id=opener><input id=b role=combobox readonly><span>请选择</span></div></div>
            <button id=ok>确 定</button></div>
            """;
        const string Options = "<div class=popper><ul role=listbox><li role=option>噪音扰民</li><li role=option id=picked>占道经营</li></ul></div>";
        var demo = Entered().Click("#group .title span").Show("#/orders", "网格平台", Menu + "<div><label for=q>上报人</label><input id=q></div>" + Grid + Form)
            .Fill("#a", "王芳").Click("#opener").Show("#/orders", "网格平台", Menu + Grid + Form + Options)
            .Click("#picked").Show("#/orders", "网格平台", Menu + Grid + Form.Replace("请选择", "占道经营", StringComparison.Ordinal))
            .Click("#ok").Sent("POST", "api/orders", "{\"reporter\":\"王芳\"}", "{\"code\":200,\"msg\":\"新增成功\"}", "xhr").Show("#/orders", "网格平台", Menu + Grid + "<p class=message>新增成功</p>");

        var operation = Made(demo, "add-order").Adapter.Operations[0];

        Assert.Equal(["上报人", "事项类型"], operation.Input.Select(i => i.Title));
        Assert.All(operation.Input, i => Assert.True(i.Required));
        Assert.Equal(["噪音扰民", "占道经营"], operation.Input[1].OneOf);
        var script = AdapterWriter.WriteOperation(operation);
        Assert.DoesNotContain("is-hovering", script, StringComparison.Ordinal);
        Assert.DoesNotContain("占道经营 }", script.Split("steps:")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_was_left_before_it_was_seen_is_asked_for_and_the_one_before_it_not_taken_instead()
    {
        var demo = Entered().Click("#group .title span").Show("#/orders", "网格平台", Menu + Grid)
            .Click("tr:nth-of-type(2) button").Sent("GET", "api/orders/2", "", "{\"id\":2}", "xhr");

        var draft = Made(demo, "get-order");

        Assert.False(draft.IsReady);
        Assert.Contains(draft.Doubts, d => d is { Name: "output", Blocking: true });
    }

    [Fact]
    public void A_page_that_tells_of_success_and_then_moves_on_ends_signing_in_where_it_moves_to()
    {
        var demo = new Demo("http://old.example/login").Open("login", "补贴系统", Login)
            .Fill("#u", "${credential.user}").Secret("#p").Click("#go").Sent("POST", "login", "x", "{\"code\":0}", "xhr")
            .Show("login", "补贴系统", Login + "<div class=layer>登录成功</div>").Show("home", "补贴系统", Menu + "<p>今日公告</p>")
            .Click("#orders").Show("orders", "补贴系统", Menu + Grid);

        var draft = Made(demo, "find-orders");

        Assert.Equal(4, draft.Adapter.SignIn!.Steps.Count);
        Assert.DoesNotContain("登录成功", draft.Adapter.SignIn.Rejected?.ToString() ?? "", StringComparison.Ordinal);
        Assert.Contains("工单查询", AdapterWriter.WriteOperation(draft.Adapter.Operations[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_drawn_in_place_of_radio_buttons_is_one_input_with_the_words_that_are_drawn()
    {
        const string Form = """
            <form id=f><div><label>上报人</label><div><input name=name></div></div>
            <div><label>性别</label><div><input type=radio name=sex value=1 data-daas-hidden><div class=fake><i></i><div>男</div></div><input type=radio name=sex value=2 id=second
            data-daas-hidden><div class=fake id=drawn><i></i><div>女</div></div></div></div><button id=ok>保存</button></form>
            """;
        var demo = new Demo("http://old.example/").Open("add", "补贴系统", Form).Fill("[name=name]", "王芳").Click("#drawn").Show("add", "补贴系统", Form).Check("#second")
            .Click("#ok").Sent("POST", "add", "name=%E7%8E%8B%E8%8A%B3&sex=2", "{\"code\":0,\"msg\":\"保存成功\"}", "xhr").Show("add", "补贴系统", "<p>保存成功</p>");

        var operation = Made(demo, "add-subsidy").Adapter.Operations[0];

        Assert.Equal(["上报人", "性别"], operation.Input.Select(i => i.Title));
        Assert.Equal(["男", "女"], operation.Input[1].OneOf);
        Assert.Equal("女", operation.Input[1].Example);
    }

    [Fact]
    public void A_list_that_was_left_on_its_last_page_is_still_read_over_all_pages()
    {
        const string Rows = "<table><tr><th>户号<th>户主<th>类别<tr><td>DB-{0}1<td>王芳<td>甲<tr><td>DB-{0}2<td>李强<td>甲<tr><td>DB-{0}3<td>赵敏<td>乙</table>";
        var first = Rows.Replace("{0}", "1", StringComparison.Ordinal) + "<p>共 6 条 <a href='?p=2'>下一页</a></p>";
        var demo = new Demo("http://old.example/").Open("", "低保", "<a href=list id=go>列表</a>").Click("#go").Show("list", "低保", first)
            .Click("a").Show("list?p=2", "低保", Rows.Replace("{0}", "2", StringComparison.Ordinal) + "<p>共 6 条</p>");

        Assert.NotNull(Made(demo, "find-households").Adapter.Operations[0].Output!.Next);
    }

    [Fact]
    public void A_table_of_labels_and_values_without_any_heads_is_a_record_and_no_list()
    {
        const string Pairs = """
            <table class=plain><tr><td>补贴编号<td>BT-2026003<td>姓名<td>王涛<tr><td>性别<td>男<td>补贴类别<td>高龄津贴
            <tr><td>金额<td>320.00<td>发放日期<td>2026-05-06</table>
            """;
        var demo = new Demo("http://old.example/").Open("", "补贴系统", "<a href=view id=go>查看</a>").Click("#go").Show("view", "补贴系统", Pairs);

        var output = Made(demo, "get-subsidy").Adapter.Operations[0].Output!;

        Assert.NotNull(output.Record);
        Assert.Equal(["补贴编号", "姓名", "性别", "补贴类别", "金额", "发放日期"], output.Fields.Select(f => f.Label));
    }

    [Fact]
    public void A_cell_that_heads_its_row_is_not_the_head_of_the_column_below_it()
    {
        const string List = """
            <table><thead><tr><th>户号<th>户主<th>类别</thead><tbody><tr><th scope=row><a href=h/1>DB-1</a><td>王芳<td>甲<tr><th scope=row><a href=h/2>DB-2</a><td>李强<td>甲
            <tr><th scope=row><a href=h/3>DB-3</a><td>赵敏<td>乙</tbody></table>
            """;
        var demo = new Demo("http://old.example/").Open("list", "低保", List).Click("a[href='h/2']").Show("h/2", "低保", Dialog);

        var script = AdapterWriter.WriteOperation(Made(demo, "get-household").Adapter.Operations[0]);

        Assert.DoesNotContain("DB-1", script, StringComparison.Ordinal);
        Assert.Contains("${", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p class=pager><b>1</b> <a href='?p=2'>2</a> <a href='?p=3'>3</a> 78 户</p>", true)]
    [InlineData("<div><span>1</span><button>2</button><button>3</button></div>", true)]
    [InlineData("<p>今日 <a href=a>2</a> 件待办</p>", false)]
    public void Where_only_numbers_lead_on_the_next_page_is_found_by_its_number(string pager, bool leads)
    {
        const string List = "<table><tr><th>户号<th>户主<th>类别<tr><td>DB-1<td>王芳<td>甲<tr><td>DB-2<td>李强<td>甲<tr><td>DB-3<td>赵敏<td>乙</table>";
        var demo = new Demo("http://old.example/").Open("", "低保", "<a href=list id=go>列表</a>").Click("#go").Show("list", "低保", List + pager);

        var next = Made(demo, "find-households").Adapter.Operations[0].Output!.Next;

        Assert.Equal(leads, next is not null);
        if (leads)
            Assert.Contains("${page}", next!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_dictionary_knows_is_spelt_so_that_a_name_says_something()
    {
        const string List = "<table><tr><th>挂靠处编号<th>砼标号<th>户主<tr><td>DB-1<td>C30<td>甲<tr><td>DB-2<td>C25<td>乙<tr><td>DB-3<td>C35<td>丙</table>";
        var demo = new Demo("http://old.example/").Open("", "低保", "<a href=list id=go>列表</a>").Click("#go").Show("list", "低保", List);

        var names = Made(demo, "find-households").Adapter.Operations[0].Output!.Fields.Select(f => f.Name).ToList();

        Assert.Equal("guakaochuId", names[0]);
        Assert.DoesNotContain(names, n => n.StartsWith("column", StringComparison.Ordinal));
    }

    private static Draft Made(Demo demo, string operation) => Drafter.Draft(demo.Recording, null, null, new DraftNames("grid", operation));
}
