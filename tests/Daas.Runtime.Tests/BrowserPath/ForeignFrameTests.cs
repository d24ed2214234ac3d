using Daas.Core.Steps;
using Daas.Runtime.Tests.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class ForeignFrameTests(SharedBrowser browser)
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_frame_of_another_origin_is_searched_acted_in_and_read(string host)
    {
        await using var stage = await Stage.SetAsync(browser);
        await using var other = await OldSystem.StartAsync();
        other.Page("/in", "<form action=/list>姓名：<input name=n><input type=submit value=查询></form>")
            .Page("/list", r => $"<table><tr><th>编号</th></tr><tr><td>{r.Query["n"]}</td></tr></table>");
        stage.System.Page("/", $"<h1>门户</h1><iframe src='http://{host}:{other.Url.Port}/in'></iframe>");
        var result = await stage.PullAsync(Stage.Table("编号"), new Step.Open("/"), new Step.Fill(Stage.Label("姓名"), "7"), new Step.Click(Stage.Name("查询")));
        Assert.Null(result.Error);
        Assert.Equal("7", Assert.Single(stage.Rows).Values[0]);
    }
}
