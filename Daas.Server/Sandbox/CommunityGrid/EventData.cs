namespace Daas.Server.Sandbox.CommunityGrid;

/// <summary>The signed requests about events, answered by JSON with status 200 whatever happens.</summary>
internal static class EventData
{
    internal static Reply List(CommunityGridSystem system, EventLedger ledger, Fields form)
    {
        var found = ledger.Search(form["keyword"].Trim(), NameOf(EventLedger.TypeChoices, form["typeId"]), NameOf(EventLedger.Grids, form["gridId"]),
            form["status"]);
        var size = int.TryParse(form["rows"], out var rows) ? Math.Clamp(rows, 1, 50) : 20;
        var page = int.TryParse(form["page"], out var asked) ? Math.Max(1, asked) : 1;
        var columns = EventPages.Columns.Standing(system.Switches, "上报时间");
        return system.Json(new
        {
            code = 0,
            total = found.Count,
            rows = found.Skip((page - 1) * size).Take(size)
                .Select(e => columns.Select(c => KeyValuePair.Create(c.Field, c.Cell(e))).Prepend(new("id", $"{e.Id}")).ToDictionary()),
        });
    }

    internal static Reply Steps(CommunityGridSystem system, GridEvent? e) =>
        system.Json(new
        {
            code = 0,
            rows = (e?.Handlings ?? []).Select(h =>
            new { time = $"{h.At:yyyy-MM-dd HH:mm}", user = h.By, action = h.Action, opinion = h.Opinion })
        });

    internal static Reply Save(CommunityGridSystem system, EventLedger ledger, Fields form)
    {
        var (title, type, grid) = (form["title"].Trim(), NameOf(EventLedger.TypeChoices, form["typeId"]), NameOf(EventLedger.Grids, form["gridId"]));
        if (Refuse(ledger, form, title, type, grid) is { } message) return system.Json(new { code = 500, msg = message });
        var now = system.Now;
        var made = new GridEvent(ledger.NextId, EventLedger.NoOf(ledger.NextId, now), title, type!, form["level"], grid!, form["address"].Trim(),
            form["reporter"].Trim(), form["phone"].Trim(), now, "待受理", form["description"].Trim(),
            form["fileIds"].Split(',', StringSplitOptions.RemoveEmptyEntries).Length, [new Handling(now, form["reporter"].Trim(), "上报", "")]);
        if (!system.Switches.FakeSave) ledger.Add(made);
        return system.Json(new { code = 0, msg = $"上报成功，事件编号：{made.EventNo}", data = new { id = made.Id, eventNo = made.EventNo } });
    }

    private static string? Refuse(EventLedger ledger, Fields form, string title, string? type, string? grid)
    {
        if (title.Length == 0) return "事件标题不能为空";
        if (type is null) return "请选择事件类型";
        if (grid is null) return "请选择所属网格";
        if (!EventLedger.Levels.Contains(form["level"])) return "请选择紧急程度";
        if (form["address"].Trim().Length == 0) return "发生地点不能为空";
        var phone = form["phone"].Trim();
        if (phone.Length > 0 && (phone.Length != 11 || !phone.All(char.IsAsciiDigit))) return "联系电话格式不正确";
        return ledger.IsOpen(title, grid) ? "该网格已有同名未办结事件，请勿重复上报" : null;
    }

    private static string? NameOf(IReadOnlyList<(string Id, string Name)> choices, string id) => choices.FirstOrDefault(c => c.Id == id).Name;
}
