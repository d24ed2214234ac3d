namespace Daas.Server.Sandbox;

/// <summary>Somebody who does not exist: identity numbers use region 990101, which no place has, telephone numbers a prefix nobody was given.</summary>
internal sealed record Person(
    string Name, string Sex, DateOnly Birth, string IdNumber, string Mobile, string Nation, string Marriage, string Education,
    string Street, string Community, string Address);

/// <summary>Invented Chinese records, the same at every start.</summary>
internal static class Invented
{
    internal static readonly string[] Streets = ["东关街道", "西关街道", "新民街道", "红旗街道", "城关镇", "东河镇", "石桥镇", "青山镇", "龙泉镇", "柳林乡", "白塔乡", "沙河乡"];
    internal static readonly string[] Nations = ["汉族", "回族", "满族", "土家族"];
    internal static readonly string[] Departments = ["办公室", "社会救助科", "养老服务科", "社会事务科", "基层政权科", "规划财务科", "区划地名科", "儿童福利科"];
    internal static readonly string[] Units = ["县人民政府办公室", "县财政局", "县卫生健康局", "县人力资源和社会保障局", "县教育局", "市民政局", "县残疾人联合会", "县医疗保障局", "县公安局", "县统计局"];

    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎";

    // The last one is a character that GBK lacks.
    private static readonly string[] GivenNames =
    [
        "伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛",
        "明", "超", "秀兰", "霞", "平", "刚", "桂英", "建国", "建华", "志强", "淑珍", "文", "玉兰", "海燕", "红梅", "国庆", "春花", "德福", "凤英", "㼆",
    ];
    private static readonly string[] Places = ["和平社区", "幸福社区", "南关社区", "上湾村", "下湾村", "王家庄", "李家坪"];
    private static readonly string[] Marriages = ["未婚", "已婚", "离异", "丧偶"];
    private static readonly string[] Educations = ["小学", "初中", "高中", "大专", "本科", "研究生"];

    /// <summary>The communities of a street, two to four of them.</summary>
    internal static IReadOnlyList<string> CommunitiesOf(string street)
    {
        var at = Array.IndexOf(Streets, street);
        return at < 0 ? [] : [.. Enumerable.Range(at, 2 + (at % 3)).Select(i => Places[i % Places.Length])];
    }

    internal static Random Chance(int number, int kind) => new((number * 7919) + kind);

    internal static T OneOf<T>(this Random chance, IReadOnlyList<T> from) => from[chance.Next(from.Count)];

    internal static DateOnly Day(this Random chance, int fromYear, int toYear) =>
        new(chance.Next(fromYear, toYear + 1), chance.Next(1, 13), chance.Next(1, 29));

    internal static Person PersonOf(int number)
    {
        var chance = Chance(number, 1);
        // Every fortieth is called 张伟, so that a search by name finds several.
        var name = number % 40 == 7 ? "张伟" : Surnames[chance.Next(Surnames.Length)] + chance.OneOf(GivenNames);
        var sex = chance.Next(2) == 0 ? "女" : "男";
        var birth = chance.Day(1938, 2004);
        var id = $"990101{birth:yyyyMMdd}{(chance.Next(500) * 2) + (sex == "男" ? 1 : 0):000}";
        var street = chance.OneOf(Streets);
        var community = chance.OneOf(CommunitiesOf(street));
        return new Person(name, sex, birth, id + CheckDigit(id), $"199{chance.Next(100_000_000):00000000}",
            chance.Next(11) < 8 ? Nations[0] : chance.OneOf(Nations), chance.OneOf(Marriages), chance.OneOf(Educations),
            street, community, $"安平县{street}{community}{chance.Next(1, 200)}号");
    }

    /// <summary>The eighteenth character of an identity number, by GB 11643.</summary>
    internal static char CheckDigit(string seventeen)
    {
        ReadOnlySpan<int> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (seventeen[i] - '0') * weights[i];
        return "10X98765432"[sum % 11];
    }
}
