using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Tests.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class PagingTests(SharedBrowser browser)
{
    [Fact]
    public async Task A_search_by_post_is_read_page_after_page()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.System.Page("/", SearchPage);
        stage.Values["name"] = "张";
        var result = await stage.PullAsync(
            Stage.Table("编号", "姓名") with { Next = Stage.Name("下一页"), Empty = Stage.Shows("没有") },
            new Step.Open("/"),
            new Step.Fill(Stage.Label("姓名"), "${name}"),
            new Step.Choose(Stage.Label("街道"), "西关"),
            new Step.Click(Stage.Name("查询")));
        Assert.Null(result.Error);
        Assert.Equal(3, result.Pages);
        Assert.Equal(["张1-西", "张2-西", "张3-西", "张4-西", "张5-西", "张6-西"], stage.Rows.Select(r => (string)r.Values[1]!));
    }

    internal static string SearchPage(Microsoft.AspNetCore.Http.HttpRequest request)
    {
        var (name, street, page) = ("旧", "?", int.TryParse(request.Query["page"], out var p) ? p : 1);
        if (request.HasFormContentType)
            (name, street) = (request.Form["n"]!, request.Form["s"]!);
        else if (request.Query.ContainsKey("n"))
            (name, street) = (request.Query["n"]!, request.Query["s"]!);
        var rows = string.Concat(Enumerable.Range((page - 1) * 2 + 1, 2).Select(i => $"<tr><td>{i}</td><td>{name}{i}-{street}</td></tr>"));
        var next = page < 3 ? $"<a href='/?n={name}&s={street}&page={page + 1}'>下一页</a>" : "下一页";
        return $"""
            <form method=post action="/"><table><tr><td>姓　名：</td><td><input name=n></td><td>街道<font color=red>*</font></td>
            <td><select name=s><option value=东>东关</option><option value=西>西关</option></select></td></tr></table>
            <input type=submit value="查 询"></form>
            <table border=1><tr><th>编号</th><th>姓名</th></tr>{rows}</table>{next}
            """;
    }
}
