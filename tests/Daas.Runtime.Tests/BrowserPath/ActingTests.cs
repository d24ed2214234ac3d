using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Tests.Browsers;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class ActingTests(SharedBrowser browser)
{
    [Fact]
    public async Task Old_handlers_fire_when_a_field_is_filled()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "姓名：<input onfocus=\"t('f')\" onkeyup=\"t('k')\" oninput=\"t('i')\" onchange=\"t('c')\" onblur=\"t('b')\"><script>var s='';function t(x){s+=x;document.title=s}</script>");
        Assert.Null((await stage.DoAsync(new Step.Fill(Stage.Label("姓名"), "张"))).Error);
        Assert.Equal("fikcb", await stage.Page.TitleAsync());
    }

    [Fact]
    public async Task The_last_key_is_pressed_as_a_person_does_where_the_script_says_so()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "姓名：<input onkeydown=\"window.s = this.value + event.key + event.isTrusted\">");
        Assert.Null((await stage.DoAsync(new Step.Fill(Stage.Label("姓名"), "ab", Keys: true))).Error);
        Assert.Equal("abtrue", await stage.AskAsync("s"));
    }

    [Fact]
    public async Task A_select_that_posts_back_is_waited_for()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", r => $"<form><select name=s onchange='this.form.submit()' title=街道><option></option><option {(r.Query["s"] == "东关" ? "selected" : "")}>东关</option></select>社区<select name=c>{(r.Query["s"] == "东关" ? "<option>甲社区</option><option>乙社区</option>" : "")}</select></form>");
        Assert.Null((await stage.DoAsync(
            new Step.Choose(Stage.By(new Way { Title = "街道" }), "东关"),
            new Step.Choose(Stage.Label("社区"), "乙社区"))).Error);
        Assert.Equal("东关乙社区", await stage.AskAsync("document.forms[0].s.value + document.forms[0].c.value"));
    }

    [Fact]
    public async Task Options_that_arrive_by_request_are_waited_for()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.On("/options", async c =>
        {
            await Task.Delay(150);
            await c.Response.WriteAsync("b");
        });
        stage.System.Page("/", """
            区<select onchange="fetch('/options').then(r=>r.text()).then(t=>{ two.innerHTML='<option>'+t+'</option>'; })"><option>x<option>y</select>
            街<select id=two></select>
            """);
        Assert.Null((await stage.DoAsync(new Step.Choose(Stage.Label("区"), "y"), new Step.Choose(Stage.Label("街"), "b"))).Error);
    }

    [Fact]
    public async Task Radio_buttons_and_boxes_are_chosen_by_their_words()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", """
            <table><tr><td>性别：</td><td><input type=radio name=g value=1>男 <input type=radio name=g value=2>女</td></tr>
            <tr><td>低保</td><td><label><input type=checkbox id=d>是</label></td></tr></table>
            """);
        stage.Values["g"] = "女";
        Assert.Null((await stage.DoAsync(new Step.Choose(Stage.Label("性别"), "${g}"), new Step.Check(Stage.Label("是"), "true"))).Error);
        Assert.Equal("2true", await stage.AskAsync("document.querySelector(':checked').value + d.checked"));
    }

    [Theory]
    // A text box and a hidden field, list shown on click, built late.
    [InlineData("""
        街道：<input type=hidden id=h><input id=t readonly onclick="setTimeout(function(){l.style.display='block'},80)">
        <ul id=l style="display:none"><li onclick="pick(1,'东关')">东关</li><li onclick="pick(2,'西关')">西关</li></ul>
        """)]
    // Opened by the arrow beside it only.
    [InlineData("""
        街道：<span><input type=hidden id=h><input id=t><a class=combo-arrow onclick="l.style.display='block'">v</a></span>
        <div id=l style="display:none"><div class=combobox-item onmousedown="pick(1,'东关')">东关</div><div class=combobox-item onmousedown="pick(2,'西关')">西关</div></div>
        """)]
    // No input at all.
    [InlineData("""
        <table><tr><td>街道</td><td><input type=hidden id=h><div class=sel onclick="l.style.display='block'"><span id=t>请选择</span></div></td></tr></table>
        <p>西关</p><div id=l style="display:none"><p onclick="pick(1,'东关')">东关</p><p onclick="pick(2,'西关')">西关</p></div>
        """)]
    public async Task A_look_alike_dropdown_is_opened_and_its_option_clicked(string html)
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", html + "<script>function pick(v, x) { h.value = v; t.value = x; l.style.display = 'none' }</script>");
        var result = await stage.DoAsync(new Step.Choose(Stage.Label("街道"), "西关"));
        Assert.Null(result.Error);
        Assert.Equal("2", await stage.AskAsync("h.value"));
    }

    [Fact]
    public async Task A_mask_over_the_whole_page_is_waited_out()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", """
            <div id=mask style="position:fixed;left:0;top:0;width:100%;height:100%;background:#fff">加载中</div><button onclick="said.innerText=window.ready?'好':'早了'">查询</button><p id=said></p>
            <script>setTimeout(() => { window.ready = 1; mask.remove(); }, 600)</script>
            """);
        Assert.Null((await stage.DoAsync(new Step.Click(Stage.Name("查询")))).Error);
        Assert.Equal("好", await stage.AskAsync("said.innerText"));
    }

    [Fact]
    public async Task A_toast_over_the_button_does_not_eat_the_click()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<button onclick=\"document.title='done'\">保存</button><div style='position:fixed;inset:0;z-index:9'>欢迎</div>");
        Assert.Null((await stage.DoAsync(new Step.Click(Stage.Name("保存")))).Error);
        Assert.Equal("done", await stage.Page.TitleAsync());
    }

    [Fact]
    public async Task A_real_click_hits_what_covers_the_target()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<button onclick=\"document.title='done'\">保存</button><div onclick=\"document.title='covered'\" style='position:fixed;inset:0;z-index:9'></div>");
        Assert.Null((await stage.DoAsync(new Step.Click(Stage.Name("保存"), Real: true))).Error);
        Assert.Equal("covered", await stage.Page.TitleAsync());
    }

    [Fact]
    public async Task A_button_is_clicked_once_it_is_enabled()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<button id=b disabled onclick=\"document.title='done'\">保存</button><script>setTimeout(()=>b.disabled=false,300)</script>");
        Assert.Null((await stage.DoAsync(new Step.Click(Stage.Name("保存")))).Error);
        Assert.Equal("done", await stage.Page.TitleAsync());
    }

    [Fact]
    public async Task Menus_open_under_the_mouse_and_keys_reach_the_field()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<style>#m{display:none} #o:hover #m{display:block}</style><div id=o>菜单<div id=m><a href='/q'>查询</a></div></div>");
        stage.System.Page("/q", "<form action=/r>词<input name=w></form>");
        stage.System.Page("/r", r => $"<p id=w>{r.Query["w"]}</p>");
        Assert.Null((await stage.DoAsync(
            new Step.Hover(Stage.By(new Way { Text = "菜单" })), new Step.Click(Stage.Name("查询")),
            new Step.Fill(Stage.Label("词"), "x"), new Step.Press("Enter", Stage.Label("词")), new Step.Read(Stage.Css("#w"), "w"))).Error);
        Assert.Equal("x", stage.Values.Find("w"));
    }

    [Fact]
    public async Task A_page_that_searches_while_one_types_is_asked_for_the_whole_word_alone()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "词<input id=w><p id=log></p><script>w.oninput = () => log.append(w.value, ';')</script>");
        Assert.Null((await stage.DoAsync(
            new Step.Fill(Stage.Css("#w"), "张伟明", true), new Step.Fill(Stage.Css("#w"), "李", true), new Step.Read(Stage.Css("#log"), "asked"))).Error);
        Assert.Equal("张伟明;李;", stage.Values.Find("asked"));
    }

    [Fact]
    public async Task Steps_for_inputs_left_out_are_skipped_and_optional_ones_may_fail()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "姓名：<input id=a value=stays>");
        Assert.Null((await stage.DoAsync(
            new Step.Fill(Stage.Label("姓名"), "${name}"),
            new Step.Click(Stage.Name("没有")) { When = "name" },
            new Step.Click(Stage.Name("关闭提示")) { Optional = true, Seconds = 0 })).Error);
        Assert.Equal("stays", await stage.AskAsync("a.value"));
    }

    [Fact]
    public async Task Script_in_the_page_gets_the_inputs_and_gives_a_value()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<script>var secret = 'k'</script><iframe src=/in></iframe>");
        stage.System.Page("/in", "<b>里面</b><script>var inner = 7</script>");
        stage.Values["name"] = "张";
        Assert.Null((await stage.DoAsync(
            new Step.Evaluate("await null; return secret + inputs.name;", "a"),
            new Step.Evaluate("return inner + 1;", "b", new Way { Text = "里面" }))).Error);
        Assert.Equal("k张 8", $"{stage.Values.Find("a")} {stage.Values.Find("b")}");
    }
}
