using System.Text;
using System.Text.RegularExpressions;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.DocumentOa;
using Xunit;

namespace Daas.Server.Tests.Sandbox;

public sealed class DocumentOaTests : IAsyncLifetime
{
    private SandboxHost _host = null!;

    private DocumentOaSystem System => _host.DocumentOa;

    public async ValueTask InitializeAsync() => _host = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, Visitor.Now);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_role_is_part_of_the_identity_and_refusal_an_alert()
    {
        using var visitor = new Visitor(System);
        Assert.Contains("alert('用户名、密码或角色错误！')", await SignIn(visitor, "2"));
        Assert.Contains("alert('您尚未登录", await visitor.Get("docList.do"));
        Assert.Contains("退出登录", await SignIn(visitor, "1"));
    }

    [Fact]
    public async Task The_list_has_fifteen_lines_on_every_page_and_says_which_page_it_is()
    {
        using var visitor = await Wang();
        var page = await visitor.Get("docList.do");
        Assert.Contains("第1页/共16页", page);
        Assert.Equal(System.Documents.Take(15).Select(d => $"{d.Id}"), Ids(page));
        var last = await visitor.Post("docList.do", [("pageNo", "16")]);
        Assert.Contains("第16页/共16页", last);
        Assert.Equal(["3", "2", "1"], Ids(last));
        Assert.Equal(12, Regex.Count(last, "(<td>&nbsp;){8}"));
        Assert.DoesNotContain("下一页</a>", last);
    }

    [Fact]
    public async Task Buttons_of_one_name_are_told_apart_by_value()
    {
        using var visitor = await Wang();
        Assert.Contains("没有找到符合条件的公文", await visitor.Post("docList.do", [("title", "无此标题"), ("cmd", "查询"), ("pageNo", "3")]));
        Assert.Contains("第1页/共16页", await visitor.Post("docList.do", [("title", "无此标题"), ("cmd", "重置"), ("pageNo", "3")]));
        var csv = await visitor.Post("docList.do", [("urgency", "特急"), ("cmd", "导出")]);
        Assert.StartsWith("收文编号;文号;", csv);
        Assert.Equal(System.Documents.Count(d => d.Urgency == "特急"), csv.Split("\r\n").Length - 2);
    }

    [Fact]
    public async Task A_token_is_good_for_one_post()
    {
        using var visitor = await Wang();
        var form = await visitor.Get("docAdd.do");
        Assert.Contains("公文登记成功！收文编号：SW20260229", await Save(visitor, form, "提交"));
        Assert.Contains("请不要重复提交", await Save(visitor, form, "提交"));
        Assert.Contains("该文号已登记", await Save(visitor, await visitor.Get("docAdd.do"), "提交"));
        Assert.Equal(229, System.Documents.Count);
        Assert.Equal("测字〔2026〕1号", System.Documents[0].DocNo);
    }

    [Fact]
    public async Task An_attachment_comes_back_as_it_was_sent()
    {
        using var visitor = await Wang();
        await Save(visitor, await visitor.Get("docAdd.do"), "提交", attachment: "附件内容一二三");
        var file = Assert.Single(System.Documents[0].Attachments);
        Assert.Equal("通知正文.txt", file.FileName);
        Assert.Contains($"downFile('{file.Id}')\">通知正文.txt", await visitor.Get($"docView.do?id={System.Documents[0].Id}"));
        Assert.Equal("附件内容一二三", await visitor.Get($"attach.do?id={file.Id}"));
    }

    [Fact]
    public async Task Rules_only_the_server_knows_are_told_by_alert()
    {
        using var visitor = await Wang();
        Assert.Contains("alert('特急公文必须上传附件！')", await Save(visitor, await visitor.Get("docAdd.do"), "提交", ("urgency", "特急")));
        Assert.Contains("alert('请选择承办人！')", await Save(visitor, await visitor.Get("docAdd.do"), "提交", ("handlerId", "")));
        Assert.Contains("alert('草稿保存成功！", await Save(visitor, await visitor.Get("docAdd.do"), "保存草稿", ("handlerId", "")));
        Assert.Contains("alert('非法请求！')", await Save(visitor, await visitor.Get("docAdd.do"), "提交", referer: false));
        Assert.Equal("草稿", Assert.Single(System.Documents, d => d.Id > 228).Status);
    }

    [Fact]
    public async Task The_unit_picker_searches_by_gb18030_in_the_query_string()
    {
        using var visitor = await Wang();
        var found = await visitor.Get("pickUnit.do?key=" + visitor.Encode("财政"));
        Assert.Equal("choose('U02','县财政局')", Assert.Single(Regex.Matches(found, @"choose\('U[^)]*\)")).Value);
    }

    private static async Task<string> SignIn(Visitor visitor, string role) => await visitor.Post("login.do", [("userName", "wangfang"), ("password", "Wang2026"), ("role", role)]);

    private static IEnumerable<string> Ids(string page) => Regex.Matches(page, @"docView\.do\?id=(\d+)").Select(m => m.Groups[1].Value);

    private async Task<Visitor> Wang()
    {
        var visitor = new Visitor(System);
        await SignIn(visitor, "1");
        return visitor;
    }

    private async Task<string> Save(Visitor visitor, string form, string command, (string Name, string Value)? instead = null, string? attachment = null, bool referer = true)
    {
        var person = OfficeDirectory.People[0];
        (string Name, string Value)[] fields =
        [
            ("docNo", "测字〔2026〕1号"), ("title", "关于测试的通知"), ("unitId", "U02"), ("unitName", "县财政局"), ("handlerId", person.Id), ("handlerName", person.Name),
            ("urgency", "加急"), ("secrecy", "公开"), ("receiveDate", "2026-03-05"), ("copies", "2"), ("remark", "备注"), ("cmd", command),
        ];
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in Visitor.Filled(form, [.. fields.Where(f => f.Name != instead?.Name), .. instead is { } other ? [other] : Array.Empty<(string, string)>()]))
            body.Add(new ByteArrayContent(Charsets.Gb18030.GetBytes(value)), name);
        var file = new ByteArrayContent(Charsets.Gb18030.GetBytes(attachment ?? ""));
        // Browsers send the file name as raw bytes in the charset of the page; headers here are written as Latin-1.
        var fileName = attachment is null ? "" : Encoding.Latin1.GetString(Charsets.Gb18030.GetBytes("通知正文.txt"));
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"attach\"; filename=\"{fileName}\"");
        body.Add(file);
        using var request = new HttpRequestMessage(HttpMethod.Post, "docSave.do") { Content = body };
        if (referer) request.Headers.Referrer = new Uri(System.Url, "docAdd.do");
        return await visitor.Read(await visitor.Client.SendAsync(request, Visitor.Now));
    }
}
