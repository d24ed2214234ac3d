using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Tests.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class SignInTests(SharedBrowser browser)
{
    internal const string Login = "<form method=post action=/enter>用户名<input name=u><br>密码<input type=password name=p><input type=submit value=登录></form>";

    internal static SignIn Script => new()
    {
        Steps =
        [
            new Step.Open("/login"),
            new Step.Fill(Stage.Label("用户名"), "${credential.user}"),
            new Step.Fill(Stage.Label("密码"), "${credential.password}"),
            new Step.Click(Stage.Name("登录")),
        ],
        SignedIn = Stage.Shows("退出系统"),
        Rejected = new Sign([new SignAlternative { Css = "#msg" }, new SignAlternative { Alert = "/密码错误.*/" }]),
        Locked = Stage.Shows("账号已锁定"),
        NeedsPerson = Stage.Shows("验证码"),
    };

    [Fact]
    public async Task Signing_in_ends_at_home_in_whatever_frame_says_so()
    {
        await using var stage = await SetAsync("<script>top.location='/main'</script>");
        stage.System.Page("/main", "<html><frameset rows='50%,50%'><frame src=/top><frame src=/top></frameset></html>").Page("/top", "退出系统");
        var result = await stage.SignInAsync();
        Assert.Null(result.Error);
        Assert.EndsWith("/main", result.Home!.AbsolutePath);
        Assert.Contains("POST /enter u=clerk&p=geheim", stage.System.Asked);
        Assert.DoesNotContain(stage.Told, t => t.ToString()!.Contains("geheim", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<script>alert('密码错误，还可以试2次');location='/login'</script>", ErrorClass.CredentialsRejected, "密码错误，还可以试2次")]
    [InlineData("<b id=msg>用户不存在</b>", ErrorClass.CredentialsRejected, "用户不存在")]
    [InlineData("账号已锁定", ErrorClass.AccountLocked, "账号已锁定")]
    [InlineData("请输入验证码", ErrorClass.NeedsPerson, "验证码")]
    public async Task A_refusal_is_told_apart_and_nothing_is_submitted_twice(string answer, ErrorClass expected, string reason)
    {
        await using var stage = await SetAsync(answer);
        var result = await stage.SignInAsync();
        Assert.Equal((expected, reason), (result.Error?.Class, result.Error?.Reason));
        Assert.Single(stage.System.Asked, a => a.StartsWith("POST", StringComparison.Ordinal));
        Assert.NotNull(result.Picture);
    }

    [Fact]
    public async Task A_page_that_says_nothing_known_is_drift()
    {
        await using var stage = await SetAsync("<p>welcome</p>");
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        Assert.Equal(ErrorClass.Drift, (await stage.SignInAsync()).Error?.Class);
    }

    [Fact]
    public async Task A_sign_in_page_that_wants_a_person_is_not_filled_in()
    {
        await using var stage = await SetAsync("x");
        stage.System.Page("/login", Login + "验证码<img>");
        Assert.Equal(ErrorClass.NeedsPerson, (await stage.SignInAsync()).Error?.Class);
        Assert.DoesNotContain(stage.System.Asked, a => a.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_still_signed_in_is_not_signed_in_again()
    {
        await using var stage = await SetAsync("x");
        stage.System.Page("/login", "<a href=/out>退出系统</a>");
        Assert.Null((await stage.SignInAsync()).Error);
    }

    [Fact]
    public async Task A_run_that_meets_the_sign_in_page_has_lost_its_session()
    {
        await using var stage = await SetAsync("x");
        stage.SignIn = Script;
        stage.System.Page("/", "<a href=/list>列表</a>").Page("/list", "<script>top.location='/login'</script>");
        var result = await stage.PullAsync(Stage.Table("编号"), new Step.Open("/"), new Step.Click(Stage.Name("列表")));
        Assert.True(result.SessionLost);
        Assert.NotNull(result.Error);
    }

    [Fact]
    public async Task Nothing_listens_where_the_system_was()
    {
        await using var stage = await SetAsync("x");
        var result = await stage.DoAsync(new Step.Open("http://127.0.0.1:9/"));
        Assert.Equal(ErrorClass.TargetDown, result.Error?.Class);
    }

    [Fact]
    public async Task Status_500_counts_as_down_only_where_what_is_needed_is_not_there()
    {
        await using var stage = await SetAsync("x");
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", r => OutcomeTests.Status(r, 500, "<table><tr><th>编号</th></tr><tr><td>1</td></tr></table>at java.lang"));
        Assert.Null((await stage.PullAsync(Stage.Table("编号"))).Error);
        var other = await stage.PullAsync(Stage.Table("姓名"));
        Assert.Equal(ErrorClass.TargetDown, other.Error?.Class);
        Assert.Contains("java.lang", other.Error!.Reason);
    }

    [Fact]
    public async Task A_page_out_of_service_with_status_200_is_down()
    {
        await using var stage = await SetAsync("x");
        stage.Down = Stage.Shows("系统维护中");
        stage.System.Page("/", "<h1>系统维护中，请稍后再试</h1>");
        Assert.Equal(ErrorClass.TargetDown, (await stage.PullAsync(Stage.Table("姓名"))).Error?.Class);
    }

    private async Task<Stage> SetAsync(string answer)
    {
        var stage = await Stage.SetAsync(browser);
        stage.SignIn = Script;
        stage.System.Page("/login", Login).Page("/enter", answer);
        return stage;
    }
}
