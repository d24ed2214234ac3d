using Daas.Core.Extraction;
using Daas.Core.Steps;
using static Daas.Core.Tests.Extraction.Pages;

namespace Daas.Core.Tests.Extraction;

public sealed class SignTests
{
    private static SignHit? Find(SignAlternative sign, PageView page, TemplateValues? values = null) => SignReader.Find(new Sign([sign]), page, values ?? TemplateValues.None);

    [Fact]
    public void Words_are_seen_in_any_frame_with_white_space_folded()
    {
        var page = Of("<frameset></frameset>", "<p>欢迎 <b>张三</b>，\n 退出&nbsp;系统</p><input type=submit value=注销>");
        Assert.Equal("退出 系统", Find(new SignAlternative { Text = "退出 系统" }, page)!.Reason);
        Assert.Equal("欢迎 张三", Find(new SignAlternative { Text = "/欢迎 \\S{2}/" }, page)!.Reason);
        Assert.NotNull(Find(new SignAlternative { Text = "注销" }, page));
        Assert.Null(Find(new SignAlternative { Text = "登录" }, page));
    }

    [Theory]
    [InlineData("<p hidden>密码错误</p>")]
    [InlineData("<div style='color:red; display : none'><p>密码错误</p></div>")]
    [InlineData("<p style=visibility:hidden>密码错误</p>")]
    [InlineData("<p data-daas-hidden>密码错误</p>")]
    [InlineData("<script>var m='密码错误'</script>")]
    [InlineData("<style>.x:after{content:'密码错误'}</style>")]
    [InlineData("<noscript>密码错误</noscript>")]
    [InlineData("<template>密码错误</template>")]
    [InlineData("<head><title>密码错误</title></head>")]
    [InlineData("<input value=密码错误>")]
    [InlineData("<!-- 密码错误 -->")]
    public void What_is_hidden_is_no_sign(string html) => Assert.Null(Find(new SignAlternative { Text = "密码错误" }, Of(html)));

    [Fact]
    public void An_element_is_a_sign_by_its_words_or_content()
    {
        var sign = new SignAlternative { Css = "#msg" };
        Assert.Equal("密码 错误", Find(sign, Of("<span id=msg>密码<br>错误</span>"))!.Reason);
        Assert.Null(Find(sign, Of("<span id=msg></span>")));
        Assert.Null(Find(sign, Of("<span id=msg style='display:none'>x</span>")));
        Assert.NotNull(Find(sign, Of("<span id=msg><img src=ok.gif></span>")));
        Assert.NotNull(Find(sign with { Is = "错误" }, Of("<span id=msg>密码错误</span>")));
        Assert.Null(Find(sign with { Is = "错误" }, Of("<span id=msg>成功</span>")));
    }

    [Fact]
    public void Everything_named_must_hold_and_the_reason_is_where_it_says()
    {
        var page = Of("<h1>操作失败</h1><p class=why>编号重复</p>") with { Title = "提示", Dialogs = ["保存 失败：编号重复"] };
        Assert.Equal("编号重复", Find(new SignAlternative { Text = "操作失败", Title = "提示", Reason = ".why" }, page)!.Reason);
        Assert.Null(Find(new SignAlternative { Text = "操作失败", Title = "首页" }, page));
        Assert.Equal("编号重复", Find(new SignAlternative { Alert = "/失败：(?<reason>.+)/" }, page)!.Reason);
        Assert.NotNull(Find(new SignAlternative { Url = "/index\\.aspx$/" }, page));
    }

    [Fact]
    public void Json_is_compared_as_a_whole()
    {
        var page = Json("""{"code":10,"msg":"会话过期"}""");
        Assert.Equal("会话过期", Find(new SignAlternative { Json = "$.code", Is = "10", Reason = "$.msg" }, page)!.Reason);
        Assert.Null(Find(new SignAlternative { Json = "$.code", Is = "1" }, page));
        Assert.NotNull(Find(new SignAlternative { Json = "$.msg" }, page));
        Assert.Null(Find(new SignAlternative { Json = "$.data" }, page));
    }

    [Fact]
    public void References_are_filled_in_and_without_a_value_nothing_is_seen()
    {
        var values = new TemplateValues { ["name"] = "张伟" };
        Assert.NotNull(Find(new SignAlternative { Text = "已保存：${name}" }, Of("<p>已保存：张伟"), values));
        Assert.Null(Find(new SignAlternative { Text = "已保存：${other}" }, Of("<p>已保存：张伟"), values));
    }

    [Fact]
    public void A_shown_password_box_is_told_from_a_hidden_one()
    {
        Assert.True(SignReader.ShowsPasswordField(Of("<p>", "<form><input type=PassWord></form>")));
        Assert.False(SignReader.ShowsPasswordField(Of("<div style='display:none'><input type=password></div>")));
        Assert.False(SignReader.ShowsPasswordField(Of("<p>修改 password</p>")));
    }

    [Fact]
    public void A_pattern_that_never_ends_is_not_seen() =>
        Assert.Null(Find(new SignAlternative { Text = "/^(a+)+$/" }, Of("<p>" + new string('a', 60) + "!")));
}
