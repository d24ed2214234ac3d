using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Xunit;
using Stage = Daas.Runtime.Tests.BrowserPath.Stage;

namespace Daas.Runtime.Tests.HttpPath;

public class FollowTests
{
    private static readonly Output List = Stage.Table("名称") with
    {
        Next = Stage.By(new Way { Role = "link", Name = "下一页" }),
        Paging = new Paging { Shown = @"第(?<page>\d+)页/共(?<pages>\d+)页" },
    };

    [Fact]
    public async Task The_link_to_the_next_page_is_followed_to_the_last()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", r => Body(int.Parse(r.Query["p"].FirstOrDefault() ?? "1"), p => $"list?p={p + 1}&k=a"));

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"));

        Assert.Null(result.Error);
        Assert.Equal(["行1", "行2", "行3"], stage.Rows.Select(r => r.Values[0]));
    }

    [Fact]
    public async Task A_post_back_is_followed_with_the_whole_form()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", r =>
        {
            var page = r.HasFormContentType ? int.Parse(r.Form["__EVENTARGUMENT"].ToString()["Page$".Length..]) : 1;
            return "<form id=form1 method=post action=list><input type=hidden name=__EVENTTARGET><input type=hidden name=__EVENTARGUMENT>"
                + $"<input type=hidden name=__VIEWSTATE value=v{page}>"
                + "<script>function __doPostBack(t,a){var f=document.forms['form1'];f.__EVENTTARGET.value=t;f.__EVENTARGUMENT.value=a;f.submit();}</script>"
                + Body(page, p => $"javascript:__doPostBack('gv','Page${p + 1}')") + "</form>";
        });

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"));

        Assert.Null(result.Error);
        Assert.Equal(3, result.Pages);
        Assert.Contains("__VIEWSTATE=v2", stage.System.Asked.Last());
    }

    [Fact]
    public async Task A_missing_way_on_where_more_is_told_is_a_contract_violation()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/list", "<table><tr><th>名称</th></tr><tr><td>甲</td></tr></table>第1页/共3页");

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/list"));

        Assert.Equal(ErrorClass.ContractViolation, result.Error?.Class);
    }

    [Fact]
    public async Task An_alert_before_a_script_redirect_is_the_systems_word()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/save", "<script>alert('该居民已存在');location.href='form';</script>");
        stage.System.Page("/form", "<form></form>");

        var result = await stage.PushAsync(
            Stage.Says("保存成功"), Stage.Says("已存在"), new ExchangeTemplate.Post("/save") { Commit = true });

        Assert.Equal(ErrorClass.BusinessRejected, result.Error?.Class);
        Assert.Equal("已存在", result.Error?.Reason);
    }

    [Fact]
    public async Task A_frame_that_leads_the_whole_window_to_sign_in_is_a_lost_session()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.SignIn = new SignIn { Steps = [], SignedIn = Stage.Shows("退出") };
        stage.System.Page("/", "<html><frameset cols='1,*'><frame src=left><frame src=main></frameset></html>");
        stage.System.Page("/left", "menu");
        stage.System.Page("/main", "<script>top.location='/login'</script>");
        stage.System.Page("/login", "<input type=password>");

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/"));

        Assert.True(result.SessionLost);
    }

    [Fact]
    public async Task A_meta_refresh_leads_on()
    {
        await using var stage = await HttpStage.SetAsync();
        stage.System.Page("/", "<html><head><meta http-equiv=refresh content='0;url=list'></head></html>");
        stage.System.Page("/list", "<table><tr><th>名称</th></tr><tr><td>甲</td></tr></table>第1页/共1页");

        var result = await stage.PullAsync(List, new ExchangeTemplate.Get("/"));

        Assert.Null(result.Error);
        Assert.Equal(1, result.RowCount);
    }

    private static string Body(int page, Func<int, string> next) =>
        $"<table><tr><th>名称</th></tr><tr><td>行{page}</td></tr></table>第{page}页/共3页 {(page < 3 ? $"<a href=\"{next(page)}\">下一页</a>" : "<a disabled>下一页</a>")}";
}
