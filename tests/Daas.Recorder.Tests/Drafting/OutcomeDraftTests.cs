using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Drafting;

namespace Daas.Recorder.Tests.Drafting;

/// <summary>How a drafted push tells that it saved and that it was refused, on what other calls of it would show.</summary>
public sealed class OutcomeDraftTests
{
    private const string Form = """
        <h2>登记</h2><form id=f method=post action=save><table><tr><td>单号：<td><input name=no id=no> *<tr><td>名称：<td><input name=title id=title>
        <tr><td>备注：<td><textarea name=notes></textarea></table><input type=submit name=act value=保存></form>
        """;

    private const string Menu = "<a href=new>登记</a> <a href=list>台账</a> <a href=recent>Updated items</a>";

    private static readonly DraftNames Names = new("depot", "add-slip");

    [Fact]
    public void A_success_is_told_by_what_is_said_and_not_by_a_link_with_such_words()
    {
        var push = Push(Saved("<div class='flash notice' id=flash_notice>单 <a href=7>#7</a> 已创建</div>", Menu, "<h2>单 #7</h2>"));

        Assert.True(Holds(push.Applied!, "<div class='flash notice' id=flash_notice>单 <a href=8>#8</a> 已创建</div>" + Menu));
        Assert.False(Holds(push.Applied!, Menu + Form + "<p>单 #7 的字段</p>"));
        Assert.False(Holds(push.Applied!, "<p>单 #7</p>" + Menu + "<p>昨日已创建 12 单</p>"));
    }

    [Theory]
    [InlineData("<div id=errorExplanation><ul><li>名称 不能为空</ul></div>", "名称 不能为空")]
    [InlineData("<p class=field-error>单号 A-1 已存在</p>", "单号 A-1 已存在")]
    [InlineData("<table><tr><td colspan=2><font color=red>单号 A-1 已存在，请更换</font></table>", "单号 A-1 已存在")]
    [InlineData("<p>Title is required</p>", "is required")]
    public void A_refusal_that_was_never_shown_is_told_in_the_systems_own_words(string refusal, string words)
    {
        foreach (var saved in (string[])["<p>保存成功</p>", "<h3>单据 A-7</h3><p>甲方合同</p>"])
        {
            var push = Push(Saved(saved, Menu));
            var refused = Page(Form + refusal + Menu);

            Assert.Null(Find(push.Applied!, refused));
            Assert.Contains(words, Find(push.Rejected!, refused)!.Reason, StringComparison.Ordinal);
            Assert.Null(Find(push.Rejected!, Page(Form + Menu)));
            Assert.Null(Find(push.Rejected!, Page(saved + Menu)));
        }
    }

    [Fact]
    public void A_refusal_in_an_alert_is_told_by_its_words()
    {
        var push = Push(Saved("<p>保存成功</p>", Menu));

        Assert.NotNull(Find(push.Rejected!, Page(Form) with { Dialogs = ["单号不能为空！"] }));
        Assert.Null(Find(push.Rejected!, Page(Form) with { Dialogs = ["正在保存，请稍候"] }));
    }

    [Fact]
    public void Without_a_word_of_success_the_record_in_place_of_the_form_shows_that_it_saved()
    {
        var draft = Made(Saved("<h3>单据</h3><p>甲方合同</p>", Menu));
        var push = draft.Adapter.Find("add-slip")!;

        Assert.True(draft.IsReady, string.Join("\n", draft.Story));
        Assert.True(Holds(push.Applied!, "<h3>单据</h3><p>乙方合同</p>" + Menu, ("name", "乙方合同")));
        Assert.False(Holds(push.Applied!, Form + "<p>乙方合同</p>", ("name", "乙方合同")));
        Assert.False(Holds(push.Applied!, "<h3>单据</h3><p>甲方合同</p>" + Menu, ("name", "乙方合同")));
    }

    [Fact]
    public void An_empty_form_again_proves_nothing_unless_the_record_is_read_back()
    {
        Assert.Contains(Made(Saved(Form, Menu)).Doubts, d => d is { Name: "applied", Blocking: true });

        const string List = "<table id=gv><tr><th>单号<th>名称<th>经办人<tr><td>A-1<td>旧合同<td>李娜<tr><td>A-7<td>甲方合同<td>张伟</table>";
        var draft = Made(Saved(Form, Menu).Click("a[href=list]").Sent("GET", "list").Show("list", "台账", List + Menu));

        Assert.True(draft.IsReady, string.Join("\n", draft.Story));
        Assert.Equal("add-slip-check", draft.Adapter.Find("add-slip")!.Verify!.Operation);
        Assert.Equal(["/list"], draft.Adapter.Find("add-slip-check")!.Steps.Select(s => ((Step.Open)s).Url.Source));
    }

    [Fact]
    public void A_list_without_an_address_is_reached_from_where_the_push_begins()
    {
        const string List = "<table id=gv><tr><th>单号<th>名称<th>经办人<tr><td>A-1<td>旧合同<td>李娜<tr><td>A-7<td>甲方合同<td>张伟</table>";
        var draft = Made(Saved(Form, Menu).Click("a[href=list]").Sent("POST", "main", "page=list").Show("main", "台账", List + Menu));

        Assert.Equal(["Open", "Click"], draft.Adapter.Find("add-slip-check")!.Steps.Select(s => s.GetType().Name));
    }

    [Fact]
    public void A_record_that_was_looked_for_by_a_part_of_its_name_is_read_back_by_all_of_it()
    {
        const string Search = "<form id=s method=post action=list>关键字：<input name=key id=key><input type=submit name=go value=查询></form>";
        const string List = "<table id=gv><tr><th>单号<th>名称<th>经办人<tr><td>A-7<td>甲方合同<td>张伟</table>";
        var draft = Made(Saved(Form, Menu).Click("a[href=list]").Sent("GET", "list").Show("list", "台账", Search + Menu)
            .Fill("#key", "甲方").Click("input[name=go]").Sent("POST", "list", "key=1").Show("list", "台账", Search + List + Menu));

        var verify = draft.Adapter.Find("add-slip")!.Verify!;
        Assert.Equal(["${name}"], verify.With.Values.Select(v => v.Source));
    }

    [Fact]
    public void What_the_page_has_filled_in_need_not_be_given()
    {
        const string Kind = "<form id=f method=post><label for=k>类别 *</label><select id=k><option>甲<option selected>乙</select>"
            + "<label for=n>名称 *</label><input id=n name=n><input type=submit value=保存></form>";
        var demo = new Demo("http://depot.example/new").Open("new", "登记", Kind).Choose("#k", "甲").Fill("#n", "甲方合同").Click("input[type=submit]")
            .Sent("POST", "save", "n=1").Show("save", "登记", "<p>保存成功</p>");

        Assert.Equal([false, true], Made(demo).Adapter.Operations[0].Input.Select(i => i.Required));
    }

    private static Demo Saved(params string[] after)
    {
        var filled = Form.Replace("name=title", "name=title value=甲方合同", StringComparison.Ordinal)
            .Replace("name=no ", "name=no value=A-7 ", StringComparison.Ordinal);
        return new Demo("http://depot.example/").Open("home", "台账系统", Menu).Click("a[href=new]").Sent("GET", "new").Show("new", "登记", Form + Menu)
            .Fill("#no", "A-7").Fill("#title", "甲方合同").Show("new", "登记", filled + Menu)
            .Click("input[type=submit]").Sent("POST", "save", "title=%E7%94%B2%E6%96%B9%E5%90%88%E5%90%8C").Show("save", "登记", string.Concat(after));
    }

    private static Draft Made(Demo demo)
    {
        var draft = Drafter.Draft(demo.Recording, null, null, Names);
        Assert.False(AdapterReader.Read("depot", AdapterWriter.Write(draft.Adapter)).HasErrors);
        return draft;
    }

    private static Operation Push(Demo demo) => Made(demo).Adapter.Find("add-slip")!;

    private static PageView Page(string html) => new()
    {
        Url = new Uri("http://depot.example/save"),
        Frames = [new FrameView(new Uri("http://depot.example/save"), "", $"<body>{html}</body>")],
    };

    private static SignHit? Find(Sign sign, PageView page, params (string Name, string Value)[] given)
    {
        var values = new TemplateValues();
        foreach (var (name, value) in given)
            values.Set(name, value);
        return SignReader.Find(sign, page, values);
    }

    private static bool Holds(Sign sign, string html, params (string Name, string Value)[] given) => Find(sign, Page(html), given) is not null;
}
