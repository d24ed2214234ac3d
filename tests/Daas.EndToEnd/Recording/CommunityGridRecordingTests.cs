using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.CommunityGrid;

namespace Daas.EndToEnd.Recording;

/// <summary>The events of the town's grid cells: one page, fragments, look-alike dropdowns, rows by JSON.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class CommunityGridRecordingTests : IAsyncLifetime
{
    private readonly Desk _desk = new();
    private SandboxHost _sandbox = null!;

    private CommunityGridSystem System => _sandbox.CommunityGrid;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_recorded_search_finds_other_events_over_all_pages_and_none_where_there_are_none()
    {
        await _desk.RecordAsync(System.Url, "grid/find-events", person => FindEventsAsync(person, System));
        Assert.Equal(ExitCodes.Good, _desk.Code);

        var answer = await _desk.RunAsync("grid/find-events", ("eventTitle", "王家庄"), ("status", "处理中"));
        Assert.Equal(EventsOf(System, "王家庄", "处理中"), answer.Column("eventNo", "title", "typeName"));
        var all = await _desk.RunAsync("grid/find-events");
        Assert.Equal(System.Events.Select(e => e.EventNo), all.Column("eventNo"));
        var none = await _desk.RunAsync("grid/find-events", ("eventTitle", "没有这样的事"));
        Assert.Empty(none.Column("eventNo"));
    }

    [Fact]
    public async Task A_recorded_choice_in_a_look_alike_dropdown_narrows_by_other_choices()
    {
        await _desk.RecordAsync(System.Url, "grid/find-events", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("事件管理");
            await person.ClickFieldAsync("事件类型");
            await person.ClickAsync("环境卫生");
            await person.ClickAsync("查询");
        });

        var answer = await _desk.RunAsync("grid/find-events", ("eventType", "公共设施"));
        Assert.Equal(System.Events.Where(e => e.Type == "公共设施").Select(e => e.EventNo), answer.Column("eventNo"));
    }

    [Fact]
    public async Task A_recorded_look_at_one_event_reads_any_other()
    {
        var shown = System.Events[2];
        await _desk.RecordAsync(System.Url, "grid/get-event", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("事件管理");
            await person.TypeAsync("事件标题", shown.EventNo);
            await person.ClickAsync("查询");
            await person.ClickAsync(shown.Title);
            await person.ReadAsync(shown.Description);
        });

        foreach (var other in new[] { System.Events[100], System.Events[^1] })
        {
            var answer = await _desk.RunAsync("grid/get-event", ("eventTitle", other.EventNo));
            Assert.True(answer.Code == 0, answer.Error);
            Assert.Equal($"{other.EventNo}|{other.Title}|{other.Address}",
                $"{answer.Json.GetProperty("eventId")}|{answer.Json.GetProperty("eventTitle")}|{answer.Json.GetProperty("fashengPlace")}");
        }

        var none = await _desk.RunAsync("grid/get-event", ("eventTitle", "没有这样的事"));
        Assert.Equal(ExitCodes.Failed, none.Code);
        Assert.Contains("record-not-found", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_report_reports_others_and_tells_refusals()
    {
        await _desk.RecordAsync(System.Url, "grid/report-event", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("事件管理");
            await person.ClickAsync("上报事件");
            await person.TypeAsync("事件标题", "路灯不亮（三号院）", near: "*");
            await person.ClickFieldAsync("事件类型", near: "*");
            await person.ClickAsync("公共设施");
            await person.ClickFieldAsync("所属网格", near: "*");
            await person.ClickAsync("东关街道第一网格");
            await person.TickAsync("紧急");
            await person.TypeAsync("联系电话", "19912345678");
            await person.TypeAsync("发生地点", "和平路12号");
            await person.UploadAsync("现场照片", "现场.jpg", [0xff, 0xd8, 1, 2]);
            await person.TypeAsync("事件描述", "巡查时发现");
            await person.ClickAsync("提交");
            await person.ReadAsync("上报成功");
        });
        Assert.Single(System.Events, e => e.Title == "路灯不亮（三号院）");

        (string, string)[] other = [("eventTitle", "井盖缺失（五号院）"), ("eventType", "安全隐患"), ("suoshuGrid", "西关街道第二网格"), ("urgency", "较大"),
            ("phone", "19912345679"), ("address", "幸福路3号"), ("eventDescription", "路过时发现")];
        var answer = await _desk.RunAsync("grid/report-event", other);
        Assert.True(answer.Code == 0, answer.Error);
        Assert.Equal("applied", answer.Json.GetProperty("outcome").GetString());
        var saved = Assert.Single(System.Events, e => e.Title == "井盖缺失（五号院）");
        Assert.Equal("安全隐患|西关街道第二网格|较大|19912345679|幸福路3号|路过时发现", $"{saved.Type}|{saved.Grid}|{saved.Level}|{saved.Phone}|{saved.Address}|{saved.Description}");

        var again = await _desk.RunAsync("grid/report-event", other);
        Assert.Equal(ExitCodes.Failed, again.Code);
        Assert.Contains("请勿重复上报", again.Error, StringComparison.Ordinal);
        Assert.Single(System.Events, e => e.Title == "井盖缺失（五号院）");
    }

    /// <summary>Looks for the events of some words that are in one state, over two pages.</summary>
    internal static async Task FindEventsAsync(Person person, CommunityGridSystem system)
    {
        await SignInAsync(person, system);
        await person.ClickAsync("事件管理");
        await person.TypeAsync("事件标题", "社区");
        await person.ChooseAsync("状态", "已办结");
        await person.ClickAsync("查询");
        await person.ClickAsync("下一页");
    }

    /// <summary>Number, title and kind of events, as the system itself has them.</summary>
    internal static IEnumerable<string> EventsOf(CommunityGridSystem system, string words, string status) =>
        system.Events.Where(e => e.Title.Contains(words) && e.Status == status).Select(e => $"{e.EventNo}|{e.Title}|{e.Type}");

    private Task SignInAsync(Person person) => SignInAsync(person, System);

    private static async Task SignInAsync(Person person, CommunityGridSystem system)
    {
        var account = system.Accounts.All[0];
        await person.TypeAsync("用户名", account.Name);
        await person.TypeAsync("密码", account.Password);
        await person.ClickAsync("登录");
    }
}
