using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Tests.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class LocatingTests(SharedBrowser browser)
{
    [Theory]
    [InlineData("<label for=a>姓名</label><p><input id=a></p><input>", "姓名")]
    [InlineData("<label>姓名：<input></label><input>", "姓名")]
    [InlineData("<input><input aria-label='姓名'>", "姓名")]
    [InlineData("<b id=l>姓名</b><input><input aria-labelledby=l>", "姓名")]
    [InlineData("<table><tr><td>姓　名：</td><td><input></td><td>性别</td><td><input></td></tr></table>", "姓名")]
    [InlineData("<table><tr><td><font color=red>*</font>姓名:</td><td></td><td><table><tr><td><input></td></tr></table></td></tr></table>", "姓名")]
    [InlineData("<table><tr><td>姓名</td><td>电话</td></tr><tr><td><input></td><td><input></td></tr></table>", "姓名")]
    [InlineData("<table><tr><th>电话</th><th>姓名</th></tr><tr><td><input></td><td><input name=x></td></tr></table>", "姓名")]
    [InlineData("<form>姓名：<input> 电话：<input></form>", "姓名")]
    [InlineData("<form>电话：<input> 岁&nbsp; 姓名：<input></form>", "姓名")]
    [InlineData("<div class=row><div class=l><span>姓名</span></div><div class=f><input></div></div><div class=row><div class=l>电话</div><div><input></div></div>", "姓名")]
    [InlineData("<dl><dt>姓名</dt><dd><input></dd><dt>电话</dt><dd><input></dd></dl>", "姓名")]
    [InlineData("<input><input placeholder='姓名'>", "姓名")]
    [InlineData("<p>姓名(必填)：<input></p><p>曾用姓名：<input></p>", "姓名")]
    [InlineData("<div style='display:none'>姓名<input></div>姓名<input>", "姓名")]
    public async Task A_field_is_found_by_the_words_that_a_person_reads(string form, string label)
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", form);
        var result = await stage.DoAsync(new Step.Fill(Stage.Label(label), "张伟"));
        Assert.Null(result.Error);
        Assert.Equal("张伟", await stage.AskAsync("[...document.querySelectorAll('input')].map(i => i.value).filter(v => v).join()"));
        Assert.Equal("张伟", await stage.AskAsync("(i => { const own = i.find(x => x.value); return own.value; })([...document.querySelectorAll('input')])"));
    }

    [Fact]
    public async Task The_second_field_of_a_cell_is_found_by_number()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<table><tr><td>日期</td><td><input id=a> 至 <input id=b></td></tr></table>");
        var result = await stage.DoAsync(
            new Step.Fill(Stage.Label("日期"), "1"), new Step.Fill(Stage.By(new Way { Label = "日期", Nth = 2 }), "2"));
        Assert.Null(result.Error);
        Assert.Equal("1,2", await stage.AskAsync("a.value + ',' + b.value"));
    }

    [Fact]
    public async Task Submit_buttons_of_one_name_are_told_apart_by_value()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<form action=/do><input type=submit name=cmd value=' 新 增 '><input type=submit name=cmd value=删除><input type=submit name=cmd value=查询></form>");
        stage.System.Page("/do", "done");
        Assert.Null((await stage.DoAsync(new Step.Click(Stage.By(new Way { Value = "删除" })))).Error);
        Assert.Null((await stage.DoAsync(new Step.Click(Stage.Name("新增")))).Error);
        Assert.Contains(stage.System.Asked, a => a.Contains("cmd=%E5%88%A0", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(stage.System.Asked, a => a.Contains("cmd=+%E6%96%B0", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_is_looked_for_is_found_in_nested_framesets_with_two_frames_of_one_name()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<html><frameset cols='50%,50%'><frame name=main src=/menu><frame src=/inner></frameset></html>");
        stage.System.Page("/inner", "<html><frameset rows='50%,50%'><frame name=main src=/a><frame name=main src=/b></frameset></html>");
        stage.System.Page("/menu", "<a href='#'>首页</a>");
        stage.System.Page("/a", "<h1>甲</h1>姓名：<input><button onclick=\"document.title='a'\">保存</button>");
        stage.System.Page("/b", "<h1>乙</h1>电话：<input id=p><button onclick=\"parent.document.title='b';top.said=p.value\">保存</button>");
        var result = await stage.DoAsync(
            new Step.Fill(Stage.Label("电话"), "139"),
            new Step.Click(Stage.By(new Way { Name = "保存", Frame = new Way { Text = "乙" } })));
        Assert.Null(result.Error);
        Assert.Equal("139", await stage.AskAsync("top.said"));
    }

    [Fact]
    public async Task A_control_in_the_row_that_shows_a_text_is_meant()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", """
            <table><tr><td><table border=1><tr><th>编号</th><th>姓名</th><th>操作</th></tr>
            <tr><td>1</td><td>张伟</td><td><a href="javascript:pick(1)">详细</a></td></tr>
            <tr><td>11</td><td>李娜</td><td><a href="javascript:pick(11)">详细</a></td></tr></table></td></tr></table>
            <script>function pick(n) { document.title = n }</script>
            """);
        Assert.Null((await stage.DoAsync(new Step.Click(Stage.By(new Way { Row = "1", Name = "详细" })))).Error);
        Assert.Equal("1", await stage.Page.TitleAsync());
        Assert.Null((await stage.DoAsync(new Step.Click(Stage.By(new Way { Row = "李娜", Header = "操作" })))).Error);
        Assert.Equal("11", await stage.Page.TitleAsync());
    }

    [Fact]
    public async Task Of_two_buttons_the_one_on_the_layer_in_front_is_meant()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", """
            <button onclick="document.title='back'">保存</button>
            <div style="position:fixed;inset:0;background:#fff"><button style="margin:200px" onclick="document.title='front'">保存</button></div>
            """);
        Assert.Null((await stage.DoAsync(new Step.Click(Stage.Name("保存")))).Error);
        Assert.Equal("front", await stage.Page.TitleAsync());
    }

    [Fact]
    public async Task The_next_way_is_tried_and_an_error_says_what_was_tried_and_what_is_there()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", "<button>查找</button><button>保存</button><button>保存</button><i id=x onclick=\"document.title='x'\">go</i>");
        var found = await stage.DoAsync(new Step.Click(Stage.By(new Way { Role = "button", Name = "查询" }, new Way { Css = "#x" })));
        Assert.Null(found.Error);
        var lost = await stage.DoAsync(new Step.Click(Stage.By(new Way { Role = "button", Name = "查询" }, new Way { Name = "保存" })) { Line = 7 });
        Assert.Equal(ErrorClass.Drift, lost.Error?.Class);
        Assert.Contains("role 'button' name '查询': 0 found; name '保存': 2 found", lost.Error!.Message);
        Assert.Contains("查找", lost.Error.Message);
        Assert.EndsWith("(test.yaml:7)", lost.Error.Step);
        Assert.NotNull(lost.Picture);
    }

    [Fact]
    public async Task A_page_that_bends_the_built_in_objects_does_not_disturb()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", """
            <script>Array.prototype.toJSON = Object.prototype.toJSON = function() { return 'x' }; Array.prototype.filter = null; window.Promise = null;
            JSON.stringify = () => 'no'; Element.prototype.checkVisibility = () => false;</script>姓名：<input id=a>
            """);
        Assert.Null((await stage.DoAsync(new Step.Fill(Stage.Label("姓名"), "张伟"), new Step.Read(Stage.Label("姓名"), "x"))).Error);
        Assert.Equal("张伟", stage.Values.Find("x"));
    }

    [Fact]
    public async Task A_page_in_GBK_is_read_and_posted_in_its_own_charset()
    {
        await using var stage = await Stage.SetAsync(browser);
        var gbk = System.Text.Encoding.GetEncoding("GBK");
        stage.System.On("/", async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.Body.WriteAsync(gbk.GetBytes("<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><body><form method=post action=/to>姓名：<input name=n><input type=submit value=提交></form></body></html>"));
        });
        stage.System.Page("/to", "ok");
        Assert.Null((await stage.DoAsync(new Step.Fill(Stage.Label("姓名"), "张伟"), new Step.Click(Stage.Name("提交")))).Error);
        Assert.Contains("POST /to n=%D5%C5%CE%B0", stage.System.Asked);
    }
}
