using System.Text;
using Daas.Core.Runs;
using Daas.Runtime.Tests.BrowserPath;
using Daas.Runtime.Tests.Browsers;
using Microsoft.AspNetCore.Http;
using Xunit;
using static Daas.Runtime.Tests.BothPaths.Answers;

namespace Daas.Runtime.Tests.BothPaths;

[Collection(BrowserTests.Name)]
public sealed class FileTests(SharedBrowser browser)
{
    private const string Take = """
        steps:
          - open: /
          - download: 导出
        output:
          file: true
        http:
          exchanges:
            - get: /
            - follow: 导出
        """;

    private const string Rows = """
        steps:
          - open: /
          - download: 导出
        output:
          rows: { file: auto, headers: [姓名, 金额], skip: /^合计/ }
          fields: { name: 姓名, money: { column: 金额, type: money } }
        http:
          exchanges:
            - get: /
            - follow: 导出
        """;

    public static TheoryData<string> Dispositions =>
    [
        "attachment; filename*=UTF-8''%E5%B1%85%E6%B0%91%20%E5%90%8D%E5%86%8C.xls",
        "attachment;filename=%E5%B1%85%E6%B0%91.xls",
        Latin("attachment; filename=\"居民.xls\"", Encoding.UTF8),
        Latin("attachment;filename=居民 名册.xls;", Gbk),
        "attachment; filename=\"=?UTF-8?B?5bGF5rCRLnhscw==?=\"",
        "attachment; filename=\"a.xls\"; filename*=gb2312''%BE%D3%C3%F1.xls",
        "attachment; filename=%BE%D3%C3%F1.xls",
        "inline; filename=\"../../etc/a b.xls\"",
        "attachment",
    ];

    [Theory]
    [MemberData(nameof(Dispositions))]
    public async Task A_name_in_any_coding_is_read_alike(string disposition)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<a href='out/export.do?t=1'>导出</a>").On("/out/export.do", async c =>
            {
                c.Response.Headers.ContentDisposition = disposition;
                await c.SendAsync(Table("姓名|金额", "张伟|1"), Gbk, "application/vnd.ms-excel");
            }),
            Take);
        var told = await duo.RunAsync();
        Assert.Null(told.Result.Error);
        Assert.NotEmpty(told.Result.File!.Name);
    }

    [Theory]
    [InlineData("<html><head><meta http-equiv=Content-Type content='text/html;charset=gb2312'></head><table><tr><td>姓名<td>金额<tr><td>张伟<td>￥1,000.50<tr><td>合计<td>9</table></html>", "application/vnd.ms-excel")]
    [InlineData("<table border=1><tr><th>姓名</th><th>金额</th></tr><tr><td>张伟</td><td>1000.50</td></tr></table>", "application/octet-stream")]
    [InlineData("姓名;金额\r\n\"张伟\";\"1000.50\"\r\n合计;9\r\n", "text/csv")]
    [InlineData("姓名\t金额\n张伟\t1000.50\n", "application/x-msdownload; charset=gbk")]
    public async Task A_file_is_read_by_what_is_in_it(string content, string type)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<form action=export.do method=post><input type=hidden name=q value=1><input type=submit value=导出></form>").On("/export.do", async c =>
            {
                c.Response.Headers.ContentDisposition = "attachment; filename=a.xls";
                await c.SendAsync(content, Gbk, type);
            }),
            Rows);
        (await duo.RunAsync()).Gave("张伟|1000.50");
    }

    [Theory]
    [InlineData("location='down/a.csv'")]
    [InlineData("location.href='gate.do?f=a'")]
    [InlineData("window.open('down/a.csv')")]
    [InlineData("document.getElementById('fr').src='down/a.csv'")]
    public async Task A_button_whose_script_fetches_the_file(string script)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => $"<iframe id=fr style='display:none'></iframe><input type=button value=导出 onclick=\"{script}\">")
                .On("/gate.do", c =>
                {
                    c.Response.Redirect("/down/a.csv");
                    return Task.CompletedTask;
                })
                .On("/down/a.csv", async c =>
                {
                    c.Response.Headers.ContentDisposition = "attachment; filename=a.csv";
                    await c.SendAsync("姓名,金额\n张伟,1\n", Gbk, "text/csv");
                }),
            script.Contains(".src", StringComparison.Ordinal) ? Rows.Replace("- follow: 导出", "- get: /down/a.csv", StringComparison.Ordinal) : Rows);
        (await duo.RunAsync()).Gave("张伟|1");
    }

    [Fact]
    public async Task A_download_that_answers_a_link_whose_click_downloads()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<a href=make.do>生成报表</a>").Shows("/make.do", _ => "报表已生成，请<a href='temp/7%E5%8F%B7.csv?x=1&amp;y=2'>点击下载</a>")
                .On("/temp/7号.csv", c => c.SendAsync("姓名,金额\n张伟,1\n", Gbk, "application/octet-stream")),
            Rows.Replace("- download: 导出", "- click: 生成报表\n  - download: 点击下载", StringComparison.Ordinal).Replace("- follow: 导出", "- follow: 生成报表\n    - follow: 点击下载", StringComparison.Ordinal));
        (await duo.RunAsync()).Gave("张伟|1");
    }

    [Theory]
    [InlineData("<script>alert('没有可导出的数据');history.back()</script>", "text/html; charset=utf-8", false)]
    [InlineData("<h1>系统错误</h1>", "text/html; charset=utf-8", false)]
    [InlineData("<h1>系统错误</h1>", "application/vnd.ms-excel", true)]
    [InlineData("", "application/vnd.ms-excel", true)]
    public async Task An_error_page_in_place_of_the_file_is_never_the_file(string content, string type, bool attached)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<a href=export.do>导出</a>").On("/export.do", async c =>
            {
                if (attached)
                    c.Response.Headers.ContentDisposition = "attachment; filename=a.xls";
                await c.SendAsync(content, Encoding.UTF8, type);
            }),
            Rows);
        Assert.NotNull((await duo.RunAsync()).Result.Error);
    }

    private static string Latin(string text, Encoding charset) => Encoding.Latin1.GetString(charset.GetBytes(text));
}
