using Daas.Core.Runs;
using Daas.Server.Sandbox.CommunityGrid;

namespace Daas.EndToEnd.Sandbox;

/// <summary>The jQuery-grid system: signed requests, rows as JSON that hold HTML, look-alike dropdowns, fragments.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class CommunityGridTests(GatewayFixture gateway) : IDisposable
{
    private CommunityGridSystem System => gateway.Sandbox.CommunityGrid;

    public void Dispose() => System.Switches.AllOff();

    [Fact]
    public async Task All_events_come_over_all_pages_by_their_JSON()
    {
        var answer = await gateway.PullAsync("community-grid/find-events");
        Assert.Equal(System.Events.Select(e => $"{e.Id}|{e.EventNo}|{e.Title}|{e.ReportedAt:yyyy-MM-ddTHH:mm:ss}|{e.Status}"),
            GatewayFixture.Column(answer, "id", "number", "title", "reported", "status"));
    }

    [Fact]
    public async Task The_same_rows_are_read_from_the_grid_on_the_screen()
    {
        var keyword = System.Events[0].Title[..2];
        var screen = await gateway.PullAsync("community-grid/list-events", ("keyword", keyword));
        var json = await gateway.PullAsync("community-grid/find-events", ("keyword", keyword));
        Assert.NotEqual(0, json.GetProperty("count").GetInt32());
        Assert.Equal(GatewayFixture.Column(json, "number", "title", "reported", "grid"), GatewayFixture.Column(screen, "number", "title", "reported", "grid"));
    }

    [Fact]
    public async Task Look_alike_dropdowns_narrow_the_list()
    {
        var like = System.Events[3];
        var answer = await gateway.PullAsync("community-grid/find-events", ("type", like.Type), ("grid", like.Grid), ("status", like.Status));
        Assert.Equal(System.Events.Where(e => (e.Type, e.Grid, e.Status) == (like.Type, like.Grid, like.Status)).Select(e => e.EventNo), GatewayFixture.Column(answer, "number"));
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_answer()
    {
        var answer = await gateway.PullAsync("community-grid/find-events", ("keyword", "没有这样的事"));
        Assert.Equal(0, answer.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_detail_layer_is_read_by_its_labels_and_what_is_not_there_is_not_found()
    {
        var like = System.Events[7];
        var record = (await gateway.PullAsync("community-grid/get-event", ("title", like.Title))).GetProperty("record");
        Assert.Equal(like.Title, record.GetProperty("title").GetString());
        foreach (var path in new[] { RunPath.Browser, RunPath.Http })
        {
            var none = await gateway.Paths.RunAsync("community-grid/get-event", new Dictionary<string, string> { ["title"] = "没有这样的事" },
                new Dictionary<string, FileContent>(), path, TestContext.Current.CancellationToken);
            Assert.Equal(ErrorClass.RecordNotFound, none.Result.Error?.Class);
        }
    }

    [Fact]
    public async Task A_session_that_expired_is_renewed_without_the_caller_noticing()
    {
        await gateway.PullAsync("community-grid/find-events", ("status", "待受理"));
        System.Switches.Expire();
        var answer = await gateway.PullAsync("community-grid/find-events", ("status", "待受理"));
        Assert.Equal(System.Events.Where(e => e.Status == "待受理").Select(e => e.EventNo), GatewayFixture.Column(answer, "number"));
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task An_event_is_reported_with_a_photo_and_its_number_comes_back(RunPath path)
    {
        var title = $"路灯不亮（{Guid.NewGuid().ToString("n")[..6]}）";
        var inputs = new Dictionary<string, object>
        {
            ["title"] = title,
            ["type"] = System.Events[0].Type,
            ["grid"] = System.Events[0].Grid,
            ["level"] = "紧急",
            ["address"] = "和平路12号",
            ["phone"] = "19912345678",
        };
        if (!System.Events.Any(e => e.Level == "紧急")) inputs["level"] = System.Events[0].Level;
        var (status, answer) = await gateway.PushAsync(path, "community-grid/report-event", inputs, file: ("photo", "现场.jpg", [0xff, 0xd8, 1, 2]));
        Assert.True(status == 200, answer.ToString());
        var saved = Assert.Single(System.Events, e => e.Title == title);
        Assert.Equal((saved.EventNo, 1), (answer.GetProperty("record").GetProperty("number").GetString(), saved.Photos));

        var (again, problem) = await gateway.PushAsync(path, "community-grid/report-event", inputs);
        Assert.Equal(422, again);
        Assert.Contains("请勿重复上报", problem.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }
}
