using System.Text.Json;

namespace Daas.Server.Sandbox.CommunityGrid;

/// <summary>The fragments about events that are loaded into the home page.</summary>
internal static class EventPages
{
    internal static readonly IReadOnlyList<Column<GridEvent>> Columns =
    [
        new("事件编号", e => e.EventNo, "eventNo", 120),
        new("事件标题", e => $"<a href=\"javascript:;\" onclick=\"viewEvent({e.Id})\">{PageFile.Text(e.Title)}</a>", "title", 230),
        new("事件类型", e => e.Type, "typeName", 80),
        new("紧急程度", e => $"<span class='lv lv{Array.IndexOf(EventLedger.Levels, e.Level)}'>{e.Level}</span>", "level", 70),
        new("所属网格", e => e.Grid, "gridName", 130),
        new("上报人", e => PageFile.Text(e.Reporter), "reporter", 70),
        new("上报时间", e => $"<span title='{e.ReportedAt:yyyy-MM-dd HH:mm:ss}'>{e.ReportedAt:MM-dd HH:mm}</span>", "reportTime", 90),
        new("状态", e => $"<font color='{(e.Status == "已办结" ? "green" : "#e60")}'>{e.Status}</font>", "statusName", 70),
    ];

    internal static Reply Tab(CommunityGridSystem system)
    {
        var columns = Columns.Standing(system.Switches, "上报时间").Select(c => new { field = c.Field, title = system.Wording[c.Header], width = c.Width });
        return system.File("tabEvents", ("columns", Json(columns)), ("types", Json(Choices(EventLedger.TypeChoices))),
            ("grids", Json(Choices(EventLedger.Grids))));

        static string Json(object value) => JsonSerializer.Serialize(value, ControlPages.Json);
    }

    internal static Reply View(CommunityGridSystem system, GridEvent? e) =>
        e is null ? system.Json(new { code = 404, msg = "事件不存在" }) : system.File("eventView",
        ("id", $"{e.Id}"), ("eventNo", e.EventNo), ("title", PageFile.Text(e.Title)),
        ("type", e.Type), ("level", e.Level), ("grid", e.Grid), ("address", PageFile.Text(e.Address)),
        ("reporter", PageFile.Text(e.Reporter)), ("phone", PageFile.Text(e.Phone)), ("photos", $"{e.Photos}张"),
        ("time", $"{e.ReportedAt:yyyy年MM月dd日 HH:mm}"), ("status", e.Status), ("description", PageFile.Text(e.Description)));

    internal static string LevelRadios() =>
        string.Concat(EventLedger.Levels.Select((l, at) => $"<label><input type=\"radio\" name=\"level\" value=\"{l}\"{(at == 0 ? " checked" : "")}>{l}</label> "));

    internal static IEnumerable<object> Choices(IReadOnlyList<(string Id, string Name)> choices) => choices.Select(c => new { id = c.Id, text = c.Name });
}
