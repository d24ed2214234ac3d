namespace Daas.Server.Sandbox.CommunityGrid;

/// <summary>The events in memory, newest first as the grid shows them, with the few questions the pages ask.</summary>
internal sealed class EventLedger
{
    internal static readonly string[] Types = ["矛盾纠纷", "环境卫生", "安全隐患", "民生服务", "公共设施", "治安巡查", "特殊人群"];
    internal static readonly string[] Levels = ["一般", "较大", "紧急"];
    internal static readonly string[] Statuses = ["待受理", "处理中", "已办结"];

    private const int Stock = 245;
    private static readonly string[][] Subjects =
    [
        ["邻里因噪音发生争吵", "因宅基地边界产生纠纷", "商户与顾客发生争执", "家庭矛盾需调解"],
        ["垃圾堆放无人清运", "河道有漂浮垃圾", "建筑渣土乱倒", "门前三包未落实"],
        ["楼道堆放杂物堵塞消防通道", "私拉电线给电动车充电", "危房需排查", "井盖缺失"],
        ["独居老人需上门服务", "申请临时救助", "反映供水不足", "代办高龄津贴"],
        ["路灯不亮", "健身器材损坏", "路面塌陷", "公厕设施损坏"],
        ["夜间巡查发现可疑人员", "校园周边巡查", "集市秩序维护", "宣传防诈骗知识"],
        ["走访刑满释放人员", "社区矫正人员月度见面", "精神障碍患者随访", "困境儿童走访"],
    ];

    private readonly List<GridEvent> _all = [];

    internal EventLedger() => Restock();

    /// <summary>Two grid cells a street: id and name.</summary>
    internal static IReadOnlyList<(string Id, string Name)> Grids { get; } =
        [.. Invented.Streets.SelectMany((street, at) => new[] { ($"G{at + 1:00}01", $"{street}第一网格"), ($"G{at + 1:00}02", $"{street}第二网格") })];

    internal static IReadOnlyList<(string Id, string Name)> TypeChoices { get; } = [.. Types.Select((type, at) => ($"{at + 1:00}", type))];

    internal IReadOnlyList<GridEvent> All => _all;

    internal int NextId => _all.Count + 1;

    internal void Add(GridEvent made) => _all.Insert(0, made);

    internal GridEvent? Find(string id) => _all.FirstOrDefault(e => $"{e.Id}" == id);

    internal bool IsOpen(string title, string grid) => _all.Any(e => e.Title == title && e.Grid == grid && e.Status != "已办结");

    internal IReadOnlyList<GridEvent> Search(string keyword, string? type, string? grid, string status) =>
    [
        .. _all.Where(e => (e.Title.Contains(keyword, StringComparison.Ordinal) || e.EventNo == keyword)
            && (type is null || e.Type == type) && (grid is null || e.Grid == grid) && (status.Length == 0 || e.Status == status)),
    ];

    internal void Restock()
    {
        _all.Clear();
        for (var id = 1; id <= Stock; id++) Add(Invent(id));
    }

    internal static string NoOf(int id, DateTime at) => $"SJ{at:yyyyMM}{id:00000}";

    private static GridEvent Invent(int id)
    {
        var chance = Invented.Chance(id, 4);
        var type = chance.Next(Types.Length);
        var at = new DateTime(2025, 1, 2).AddDays(id * 2).AddMinutes(chance.Next(480, 1080)).AddSeconds(chance.Next(60));
        var person = Invented.PersonOf(9000 + id);
        var grid = chance.OneOf(Grids).Name;
        var status = Statuses[id > Stock - 15 ? 0 : id > Stock - 60 ? 1 : 2];
        List<Handling> handlings = [new(at, person.Name, "上报", "请处理")];
        if (status != "待受理") handlings.Add(new(at.AddHours(3), "街道网格中心", "受理", "已派单"));
        if (status == "已办结") handlings.Add(new(at.AddDays(2), "街道网格中心", "办结", "已现场处置完毕"));
        var community = person.Community;
        return new GridEvent(id, NoOf(id, at), community + chance.OneOf(Subjects[type]), Types[type],
            Levels[chance.Next(10) switch { < 7 => 0, < 9 => 1, _ => 2 }], grid,
            person.Address, person.Name, person.Mobile, at, status, $"网格员巡查时发现：{community}反映情况属实，需及时处理。（记录{id}）", id % 3, handlings);
    }
}
