using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.CivilAffairs;
using Xunit;

namespace Daas.Server.Tests.Sandbox;

public sealed class CivilAffairsTests : IAsyncLifetime
{
    private SandboxHost _host = null!;

    private CivilAffairsSystem System => _host.CivilAffairs;

    public async ValueTask InitializeAsync() => _host = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, Visitor.Now);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Pages_are_gbk_and_only_the_meta_tag_says_so()
    {
        using var visitor = new Visitor(System);
        var response = await visitor.Client.GetAsync("login.aspx", Visitor.Now);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.ToString());
        var page = await visitor.Read(response);
        Assert.Contains("charset=gb2312", page);
        Assert.Contains("用户登录", page);
    }

    [Fact]
    public async Task A_clerk_signs_in_and_sees_the_frameset()
    {
        using var visitor = new Visitor(System);
        var page = await SignIn(visitor, "clerk", "Clerk2026");
        Assert.Contains("<frameset", page);
        Assert.Contains("退出系统", await visitor.Get("top.aspx"));
        Assert.Contains("name=\"main\"", await visitor.Get("left.aspx"));
    }

    [Fact]
    public async Task Three_wrong_passwords_lock_the_account()
    {
        using var visitor = new Visitor(System);
        Assert.Contains("您还可以尝试2次", await SignIn(visitor, "clerk", "wrong"));
        Assert.Contains("您还可以尝试1次", await SignIn(visitor, "clerk", "wrong"));
        Assert.Contains("已被锁定", await SignIn(visitor, "clerk", "wrong"));
        Assert.Contains("已被锁定", await SignIn(visitor, "clerk", "Clerk2026"));
        Assert.Contains("<frameset", await SignIn(visitor, "auditor", "Audit2026"));
        System.Reset();
        Assert.Contains("<frameset", await SignIn(visitor, "clerk", "Clerk2026"));
    }

    [Fact]
    public async Task With_the_switch_a_code_from_the_phone_is_asked_for_after_the_password()
    {
        System.Switches.AskCode = true;
        using var visitor = new Visitor(System);
        var asks = await SignIn(visitor, "clerk", "Clerk2026");
        Assert.Contains("id=\"txtCode\"", asks);
        Assert.Contains("top.location='login.aspx'", await visitor.Get("residents.aspx"));
        Assert.Contains(System.Code!, await visitor.Get("_sandbox/code"));
        var again = await visitor.Post("login.aspx", Visitor.Filled(asks, ("txtCode", "0"), ("btnCode", "确定")));
        Assert.Contains("验证码不正确", again);
        Assert.Contains("<frameset", await visitor.Post("login.aspx", Visitor.Filled(again, ("txtCode", System.Code!), ("btnCode", "确定"))));
    }

    [Fact]
    public async Task A_second_sign_in_throws_the_first_out_without_a_word()
    {
        using var first = new Visitor(System);
        using var second = new Visitor(System);
        await SignIn(first, "clerk", "Clerk2026");
        Assert.Contains("gvList", await first.Get("residents.aspx"));
        await SignIn(second, "clerk", "Clerk2026");
        var response = await first.Client.GetAsync("residents.aspx", Visitor.Now);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("top.location='login.aspx'", await first.Read(response));
        Assert.Contains("gvList", await second.Get("residents.aspx"));
    }

    [Fact]
    public async Task An_altered_or_missing_view_state_is_a_yellow_page()
    {
        using var visitor = await Clerk();
        var page = await visitor.Get("residents.aspx");
        Assert.Contains("视图状态 MAC", await visitor.Post("residents.aspx", [("btnQuery", "查询")]));
        var state = Visitor.Filled(page).Single(f => f.Name == "__VIEWSTATE").Value;
        var altered = state[..10] + (state[10] == 'A' ? 'B' : 'A') + state[11..];
        using var request = visitor.Request("residents.aspx", Visitor.Filled(page, ("__VIEWSTATE", altered), ("btnQuery", "查询")));
        var response = await visitor.Client.SendAsync(request, Visitor.Now);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("视图状态 MAC", await visitor.Read(response));
    }

    [Fact]
    public async Task A_view_state_of_another_session_is_refused()
    {
        using var clerk = await Clerk();
        using var auditor = new Visitor(System);
        await SignIn(auditor, "auditor", "Audit2026");
        Assert.Contains("视图状态 MAC", await auditor.Post("residents.aspx", Visitor.Filled(await clerk.Get("residents.aspx"), ("btnQuery", "查询"))));
    }

    [Fact]
    public async Task An_event_that_the_page_did_not_offer_is_a_yellow_page_with_status_200()
    {
        using var visitor = await Clerk();
        var page = await visitor.Get("residents.aspx");
        foreach (var fields in new[]
                 {
                     Visitor.Filled(page, ("__EVENTTARGET", "gvList"), ("__EVENTARGUMENT", "Page$99")),
                     Visitor.Filled(page, ("ddlStreet", "不存在街道"), ("btnQuery", "查询")),
                     Visitor.Filled(page, ("__EVENTVALIDATION", ""), ("btnQuery", "查询")),
                 })
        {
            using var request = visitor.Request("residents.aspx", fields);
            var response = await visitor.Client.SendAsync(request, Visitor.Now);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("无效的回发或回调参数", await visitor.Read(response));
        }
    }

    [Fact]
    public async Task Post_backs_page_through_every_resident_in_order()
    {
        using var visitor = await Clerk();
        var page = await visitor.Get("residents.aspx");
        List<string> seen = [.. Ids(page)];
        for (var number = 2; page.Contains($"Page${number}'", StringComparison.Ordinal); number++)
        {
            page = await visitor.Post("residents.aspx", Visitor.Filled(page, ("__EVENTTARGET", "gvList"), ("__EVENTARGUMENT", $"Page${number}")));
            Assert.Contains($"第{number}页/共12页", page);
            seen.AddRange(Ids(page));
        }

        Assert.Equal(System.Residents.Select(r => r.No), seen);
    }

    [Fact]
    public async Task A_search_narrows_the_list_and_holds_while_paging()
    {
        using var visitor = await Clerk();
        var page = await visitor.Get("residents.aspx");
        var found = await visitor.Post("residents.aspx", Visitor.Filled(page, ("txtName", "张伟"), ("ddlStreet", ""), ("btnQuery", "查询")));
        Assert.Equal(System.Residents.Where(r => r.Name == "张伟").Select(r => r.No), Ids(found));
        var none = await visitor.Post("residents.aspx", Visitor.Filled(page, ("txtName", "无此人"), ("btnQuery", "查询")));
        Assert.Contains("没有符合条件的记录", none);
        Assert.Empty(Ids(none));

        var wangs = await visitor.Post("residents.aspx", Visitor.Filled(page, ("txtName", ""), ("ddlStreet", "东关街道"), ("btnQuery", "查询")));
        var next = await visitor.Post("residents.aspx", Visitor.Filled(wangs, ("__EVENTTARGET", "gvList"), ("__EVENTARGUMENT", "Page$2")));
        Assert.Equal(System.Residents.Where(r => r.Street == "东关街道").Select(r => r.No).Skip(20).Take(20), Ids(next));
    }

    [Fact]
    public async Task A_character_that_gbk_lacks_is_shown_as_a_reference_and_refused_in_a_form()
    {
        Assert.Contains(System.Residents, r => r.Name.EndsWith('㼆'));
        using var visitor = await Clerk();
        var rare = System.Residents.First(r => r.Name.EndsWith('㼆'));
        Assert.Contains($"{rare.Name[0]}&#{(int)'㼆'};", await visitor.Get($"resident_view.aspx?id={rare.No}"));
        Assert.Contains("潜在危险", await visitor.Post("residents.aspx", Visitor.Filled(await visitor.Get("residents.aspx"), ("txtName", rare.Name), ("btnQuery", "查询"))));
    }

    [Fact]
    public async Task A_new_resident_is_saved_once_and_a_known_id_number_refused()
    {
        using var visitor = await Clerk();
        var form = await visitor.Get("resident_edit.aspx");
        Assert.Contains("姓名不能为空", await visitor.Post("resident_edit.aspx", Visitor.Filled(form, ("btnSave", "保存"))));
        form = await visitor.Post("resident_edit.aspx", Visitor.Filled(form, [.. New(), ("__EVENTTARGET", "ddlStreet")]));
        Assert.Contains("和平社区", form);
        (string, string)[] filled = [.. New(), ("ddlCommunity", "和平社区"), ("btnSave", "保存")];
        Assert.Contains("保存成功！居民编号：00237", await visitor.Post("resident_edit.aspx", Visitor.Filled(form, filled)));
        Assert.Equal("测试甲", System.Residents[^1].Name);
        Assert.Contains("已存在，不能重复登记", await visitor.Post("resident_edit.aspx", Visitor.Filled(form, filled)));
        Assert.Equal(237, System.Residents.Count);
    }

    [Fact]
    public async Task A_fake_save_says_success_and_keeps_nothing()
    {
        System.Switches.FakeSave = true;
        using var visitor = await Clerk();
        var form = await visitor.Post("resident_edit.aspx", Visitor.Filled(await visitor.Get("resident_edit.aspx"), [.. New(), ("__EVENTTARGET", "ddlStreet")]));
        Assert.Contains("保存成功", await visitor.Post("resident_edit.aspx", Visitor.Filled(form, [.. New(), ("ddlCommunity", "和平社区"), ("btnSave", "保存")])));
        Assert.Equal(236, System.Residents.Count);
    }

    [Fact]
    public async Task The_export_goes_by_the_list_shown_last_and_has_a_raw_chinese_name()
    {
        using var visitor = await Clerk();
        var page = await visitor.Get("residents.aspx");
        page = await visitor.Post("residents.aspx", Visitor.Filled(page, ("txtName", "张伟"), ("btnQuery", "查询")));
        using var request = visitor.Request("residents.aspx", Visitor.Filled(page, ("btnExport", "导出")));
        var response = await visitor.Client.SendAsync(request, Visitor.Now);
        Assert.Equal("attachment;filename=居民名单.xls", Charsets.Gbk.GetString(Encoding.Latin1.GetBytes(response.Content.Headers.NonValidated["Content-Disposition"].Single())));
        var file = await visitor.Read(response);
        Assert.Contains($"{System.Residents.Count(r => r.Name == "张伟")}人", file);
        Assert.Equal(System.Residents.Count(r => r.Name == "张伟"), Regex.Count(file, "<td>张伟</td>"));
        Assert.Equal(System.Residents.Count(r => r.Name == "张伟") + 2, Regex.Count(file, "<tr>"));
    }

    [Fact]
    public async Task Switches_reword_labels_move_columns_and_drop_one()
    {
        using var visitor = await Clerk();
        Assert.Equal(["编号", "姓名", "性别", "身份证号", "出生日期", "街道", "登记日期", "操作"], Headers(await visitor.Get("residents.aspx")));
        System.Switches.MoveColumns = true;
        Assert.Equal(["性别", "身份证号", "姓名", "编号", "出生日期", "街道", "登记日期", "操作"], Headers(await visitor.Get("residents.aspx")));
        (System.Switches.MoveColumns, System.Switches.DropColumn) = (false, true);
        Assert.DoesNotContain("出生日期", Headers(await visitor.Get("residents.aspx")));
        System.Switches.Relabel = true;
        Assert.Contains("居民姓名", Headers(await visitor.Get("residents.aspx")));
    }

    private static (string, string)[] New() =>
    [
        ("txtName", "测试甲"), ("rblSex", "男"), ("txtIdNo", "990101199001010015"), ("txtBirth", "1990-01-01"), ("ddlNation", "汉族"), ("ddlStreet", "东关街道"), ("txtTel", "19900000001"),
    ];

    private static async Task<string> SignIn(Visitor visitor, string user, string password) =>
        await visitor.Post("login.aspx", Visitor.Filled(await visitor.Get("login.aspx"), ("txtUser", user), ("txtPwd", password), ("btnLogin", "登录")));

    private static IEnumerable<string> Ids(string page) => Regex.Matches(page, @"resident_view\.aspx\?id=(\d+)").Select(m => m.Groups[1].Value);

    private static IEnumerable<string> Headers(string page) => Regex.Matches(page, "<th scope=\"col\">([^<]*)</th>").Select(m => m.Groups[1].Value);

    private async Task<Visitor> Clerk()
    {
        var visitor = new Visitor(System);
        await SignIn(visitor, "clerk", "Clerk2026");
        return visitor;
    }
}
