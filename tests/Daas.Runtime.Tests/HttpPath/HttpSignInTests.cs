using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Microsoft.AspNetCore.Http;
using Xunit;
using Stage = Daas.Runtime.Tests.BrowserPath.Stage;

namespace Daas.Runtime.Tests.HttpPath;

public class HttpSignInTests
{
    [Fact]
    public async Task Signing_in_ends_where_the_sign_is_shown_and_keeps_its_cookies()
    {
        await using var stage = await SetAsync("<a>退出系统</a>");

        var result = await stage.SignInAsync();

        Assert.Null(result.Error);
        Assert.Equal("/home", result.Home?.AbsolutePath);
        Assert.True(result.Submitted);
        Assert.Equal("sid=7", stage.Jar.For(stage.System.Url));
        Assert.Equal("POST /login u=clerk&p=geheim", stage.System.Asked.ElementAt(1));
    }

    [Theory]
    [InlineData("用户名或密码错误", ErrorClass.CredentialsRejected)]
    [InlineData("账号已锁定", ErrorClass.AccountLocked)]
    [InlineData("请输入短信验证码", ErrorClass.NeedsPerson)]
    [InlineData("什么都没有", ErrorClass.Drift)]
    public async Task What_the_page_says_is_what_became_of_it(string words, ErrorClass expected)
    {
        await using var stage = await SetAsync(words);

        var result = await stage.SignInAsync();

        Assert.Equal(expected, result.Error?.Class);
        Assert.True(result.Submitted);
    }

    [Fact]
    public async Task A_refusal_counts_though_what_is_read_of_the_answer_is_missing()
    {
        await using var stage = await SetAsync("用户名或密码错误");
        var all = stage.SignIn!.Http!.Exchanges;
        stage.SignIn = stage.SignIn with
        {
            Http = new HttpScript { Exchanges = [all[0], all[1] with { Read = [new ExchangeRead { Name = "token", Css = "#token" }] }] },
        };

        var result = await stage.SignInAsync();

        Assert.Equal(ErrorClass.CredentialsRejected, result.Error?.Class);
    }

    [Fact]
    public async Task A_refusal_that_leads_back_to_the_form_by_itself_counts()
    {
        await using var stage = await SetAsync("<html><head><meta http-equiv=refresh content='3;url=login'></head><body>用户名或密码错误</body></html>");

        var result = await stage.SignInAsync();

        Assert.Equal(ErrorClass.CredentialsRejected, result.Error?.Class);
    }

    [Fact]
    public async Task A_password_that_is_in_an_address_is_in_no_error()
    {
        await using var stage = await SetAsync("");
        stage.SignIn = stage.SignIn! with { Http = new HttpScript { Exchanges = [new ExchangeTemplate.Get("/dead?p=${credential.password}")] } };
        stage.System.On("/dead", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var result = await stage.SignInAsync();

        Assert.Equal(ErrorClass.TargetDown, result.Error?.Class);
        Assert.DoesNotContain("geheim", $"{result.Error} {string.Join(' ', stage.Told)}");
    }

    [Fact]
    public async Task A_password_that_a_field_does_not_take_is_in_no_error()
    {
        await using var stage = await SetAsync("");
        stage.System.Page("/login", "<form id=f method=post action=login><input name=u><input name=p type=number></form>");

        var result = await stage.SignInAsync();

        Assert.Equal(ErrorClass.ContractViolation, result.Error?.Class);
        Assert.DoesNotContain("geheim", $"{result.Error}");
    }

    [Fact]
    public async Task Where_the_form_is_missing_no_password_was_sent()
    {
        await using var stage = await SetAsync("");
        stage.SignIn = stage.SignIn! with
        {
            Http = new HttpScript
            {
                Exchanges = [new ExchangeTemplate.Get("/login"), new ExchangeTemplate.Submit("#gone") { Set = new Dictionary<string, Template> { ["p"] = "${credential.password}" } }],
            },
        };

        var result = await stage.SignInAsync();

        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.False(result.Submitted);
    }

    [Fact]
    public async Task Who_is_still_signed_in_sends_no_password()
    {
        await using var stage = await SetAsync("");
        stage.System.Page("/login", "<a>退出系统</a>");

        var result = await stage.SignInAsync();

        Assert.Null(result.Error);
        Assert.Single(stage.System.Asked);
    }

    private static async Task<HttpStage> SetAsync(string home)
    {
        var stage = await HttpStage.SetAsync();
        stage.SignIn = new SignIn
        {
            Steps = [],
            SignedIn = Stage.Shows("退出系统"),
            Rejected = Stage.Shows("密码错误"),
            Locked = Stage.Shows("锁定"),
            NeedsPerson = Stage.Shows("验证码"),
            Http = new HttpScript
            {
                Exchanges =
                [
                    new ExchangeTemplate.Get("/login"),
                    new ExchangeTemplate.Submit("#f") { Set = new Dictionary<string, Template> { ["u"] = "${credential.user}", ["p"] = "${credential.password}" } },
                ],
            },
        };
        stage.System.On("/login", async context =>
        {
            if (context.Request.Method == "POST")
            {
                context.Response.Headers.SetCookie = "sid=7; path=/";
                context.Response.Redirect("/home");
                return;
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync("<form id=f method=post action=login><input name=u><input name=p type=password></form>");
        });
        stage.System.Page("/home", home);
        return stage;
    }
}
