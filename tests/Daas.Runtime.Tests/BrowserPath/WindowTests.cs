using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Browsers;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class WindowTests(SharedBrowser browser)
{
    [Fact]
    public async Task A_picker_in_a_window_of_its_own_fills_the_field_and_closes_itself()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<form action=/save>审批人<input name=who readonly><a href=# onclick=\"window.open('/pick','p','width=300,height=300');return false\">选择</a><input type=submit value=提交></form>")
            .Page("/pick", "<h2>人员选择</h2><ul><li><a href='javascript:take(\"李四\")'>李四</a></ul><script>function take(n){opener.document.forms[0].who.value=n;window.close()}</script>")
            .Page("/save", r => $"<p id=w>{r.Query["who"]}</p>");
        var result = await stage.DoAsync(
            new Step.Click(Stage.Name("选择")),
            new Step.InWindow(Stage.Shows("人员选择"), [new Step.Click(Stage.Name("李四"))]),
            new Step.Click(Stage.Name("提交")),
            new Step.Read(Stage.Css("#w"), "who"));
        Assert.Null(result.Error);
        Assert.Equal("李四", stage.Values.Find("who"));
    }

    [Fact]
    public async Task A_window_that_does_not_open_is_drift()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", "<a href=#>选择</a>");
        var result = await stage.DoAsync(new Step.Click(Stage.Name("选择")), new Step.InWindow(null, [new Step.Click(Stage.Name("李四"))]));
        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
    }

    [Theory]
    [InlineData("UTF-8", "attachment; filename=\"%E5%90%8D%E5%86%8C.csv\"")]
    [InlineData("UTF-8", "attachment; filename*=UTF-8''%E5%90%8D%E5%86%8C.csv")]
    [InlineData("UTF-8", "attachment; filename=名册.csv")]
    [InlineData("GBK", "attachment; filename=\"名册.csv\"")]
    [InlineData("GBK", "inline; filename=名册.csv")]
    [InlineData("GBK", "attachment; filename*=gbk''%C3%FB%B2%E1.csv")]
    [InlineData("UTF-8", "attachment; filename=\"=?UTF-8?B?5ZCN5YaMLmNzdg==?=\"")]
    [InlineData("UTF-8", "inline; filename=名册.csv")]
    public async Task A_file_with_a_Chinese_name_is_taken_whatever_the_coding_of_its_header(string charset, string disposition)
    {
        await using var stage = await Stage.SetAsync(browser);
        byte[] content = [0xC3, 0xFB, 0x2C, 1, 2, 255];
        stage.System.Page("/", "<a href=/export>导出</a>").On("/export", async c =>
        {
            c.Response.ContentType = "text/csv";
            c.Response.Headers.ContentDisposition = Encoding.Latin1.GetString(Encoding.GetEncoding(charset).GetBytes(disposition));
            await c.Response.Body.WriteAsync(content);
        });
        var result = await stage.PullAsync(new Output { File = true }, new Step.Download(Stage.Name("导出")));
        Assert.Null(result.Error);
        Assert.Equal("名册.csv", result.File!.Name);
        Assert.Equal(content, result.File.Bytes);
    }

    [Theory]
    [InlineData("text/plain; charset=gbk")]
    [InlineData("text/plain")]
    public async Task A_text_that_the_browser_shows_is_taken_byte_for_byte(string type)
    {
        await using var stage = await Stage.SetAsync(browser);
        byte[] content = [.. Encoding.GetEncoding("gbk").GetBytes("名册：张伟"), 0x0A, 0x81, 0x20, 0xFF];
        stage.System.Page("/", "<a href=/show>查看</a>").On("/show", async c =>
        {
            c.Response.ContentType = type;
            await c.Response.Body.WriteAsync(content);
        });
        var result = await stage.PullAsync(new Output { File = true }, new Step.Download(Stage.Name("查看")));
        Assert.Null(result.Error);
        Assert.Equal(content, result.File!.Bytes);
    }

    [Fact]
    public async Task A_file_by_address_made_by_script_or_in_a_new_window_is_taken()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", """
            <a href=/export target=_blank>新窗口</a>
            <button onclick="var a=document.createElement('a');a.download='b.txt';a.href=window.URL.createObjectURL(new Blob(['blob']));a.click()">脚本</button>
            """).On("/export", async c =>
        {
            c.Response.Headers.ContentDisposition = "attachment; filename=a.txt";
            await c.Response.WriteAsync("file");
        });
        var output = new Output { File = true };
        Assert.Equal("blob", Text(await stage.PullAsync(output, new Step.Download(Stage.Name("脚本")))));
        Assert.Equal("file", Text(await stage.PullAsync(output, new Step.Download(null, "/export"))));
        Assert.Equal("file", Text(await stage.PullAsync(output, new Step.Download(Stage.Name("新窗口")))));
        Assert.Equal("blob", Text(await stage.PullAsync(output, new Step.Download(Stage.Name("脚本")))));

        static string Text(AttemptResult result) => result.File is { } file ? Encoding.UTF8.GetString(file.Bytes) : result.Error!.ToString();
    }

    [Fact]
    public async Task A_page_in_place_of_the_file_is_an_error_with_its_words()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<a href=/export>导出</a>").Page("/export", "没有可导出的数据");
        var result = await stage.PullAsync(new Output { File = true }, new Step.Download(Stage.Name("导出")));
        Assert.Equal(ErrorClass.Drift, result.Error?.Class);
        Assert.Contains("没有可导出的数据", result.Error!.Reason);
    }

    [Theory]
    [InlineData("附件<input type=file name=f>", "附件")]
    [InlineData("<label>附件<input type=file name=f style='display:none'></label>", "附件")]
    [InlineData("<button type=button onclick='x.click()'>选择文件</button><span></span><p><div><p><input type=file name=f id=x style='display:none'></div>", null)]
    public async Task A_file_is_given_under_its_Chinese_name(string field, string? label)
    {
        await using var stage = await Stage.SetAsync(browser);
        IFormFile? got = null;
        stage.System.Page("/", $"<form method=post enctype=multipart/form-data action=/up>{field}<input type=submit value=提交></form>")
            .Page("/up", r => (got = r.Form.Files[0]).FileName);
        stage.Files["doc"] = new FileContent("申请书.docx", "application/msword", [1, 2, 3]);
        var result = await stage.DoAsync(
            new Step.Upload(label is null ? Stage.Name("选择文件") : Stage.Label(label), "doc"), new Step.Click(Stage.Name("提交")));
        Assert.Null(result.Error);
        Assert.Equal(("申请书.docx", 3L), (got?.FileName, got?.Length));
    }

    [Fact]
    public async Task A_file_field_that_posts_back_is_waited_for()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", "<form method=post enctype=multipart/form-data action=/up target=hid>附件<input type=file name=f onchange='this.form.submit()'></form><iframe name=hid style='display:none'></iframe><input id=saved><button onclick='document.title=saved.value'>保存</button>")
            .Page("/up", r => $"<script>parent.saved.value='{r.Form.Files[0].Length}'</script>");
        stage.Files["doc"] = new FileContent("a.txt", "text/plain", [1, 2, 3]);
        Assert.Null((await stage.DoAsync(new Step.Upload(Stage.Label("附件"), "doc"), new Step.Click(Stage.Name("保存")))).Error);
        Assert.Equal("3", await stage.Page.TitleAsync());
    }
}
