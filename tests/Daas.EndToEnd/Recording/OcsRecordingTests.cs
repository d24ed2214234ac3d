using System.Diagnostics;
using System.Text;
using Daas.EndToEnd.Targets;
using Daas.Server.Commands;

namespace Daas.EndToEnd.Recording;

/// <summary>
/// OCS Inventory as a clerk uses it (a grid filled by script, a menu that opens on a click, tokens with numbered names), compared with its own database.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class OcsRecordingTests : IAsyncLifetime
{
    private const string Computers = "select a.TAG, h.NAME, h.USERID from hardware h join accountinfo a on a.HARDWARE_ID = h.ID";

    internal static readonly Uri Url = new("http://127.0.0.1:8104/ocsreports/index.php");

    public ValueTask InitializeAsync()
    {
        RealSystem.Needed("ocs", 8104);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_recorded_search_in_a_grid_finds_other_computers_over_all_pages()
    {
        using var desk = new Desk();
        await desk.RecordAsync(Url, "assets/find-computers", FindComputersAsync);
        Assert.Equal(ExitCodes.Good, desk.Code);
        foreach (var words in (string[])["YLFW", "CWK-01", "王"])
        {
            var answer = await desk.RunAsync("assets/find-computers", ("search", words));
            Assert.Equal((await ComputersAsync(words)).Order(StringComparer.Ordinal), answer.Column("accountInformationTag", "computer", "user").Order(StringComparer.Ordinal));
        }

        var none = await desk.RunAsync("assets/find-computers", ("search", "没有这样的机器"));
        Assert.True(none.Code != 0 || none.Json.GetArrayLength() == 0);
    }

    [Fact]
    public async Task A_recorded_computer_is_opened_by_its_words()
    {
        using var desk = new Desk();
        await desk.RecordAsync(Url, "assets/get-computer", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("所有的计算机");
            await person.ReadAsync("ZC-00001");
            await person.TypeAsync("搜索", "MZJ-SHJZ-005");
            await person.ClickAsync("MZJ-SHJZ-005");
            await person.ReadAsync("OS 名称");
        });
        Assert.Equal(ExitCodes.Good, desk.Code);
        var answer = await desk.RunAsync("assets/get-computer", ("search", "MZJ-YLFW-006"));
        Assert.True(answer.Code == 0, answer.Error);
        var truth = Assert.Single(await QueryAsync("select USERID, OSNAME, WORKGROUP, IPADDR, MEMORY from hardware where NAME = 'MZJ-YLFW-006'"));
        Assert.Equal(truth, string.Join('|', new[] { "user", "osName", "domain", "ipAddress", "memory" }.Select(f => answer.Json.GetProperty(f).ToString())));
        Assert.NotEqual(ExitCodes.Good, (await desk.RunAsync("assets/get-computer", ("search", "MZJ-YLFW-999"))).Code);
    }

    [Fact]
    public async Task A_recorded_export_is_taken_again()
    {
        using var desk = new Desk();
        await desk.RecordAsync(Url, "assets/export-computers", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("所有的计算机");
            await person.ReadAsync("ZC-00001");
            await person.ClickAsync("(下载)", near: "240");
        });
        Assert.Equal(ExitCodes.Good, desk.Code);
        var answer = await desk.RunAsync("assets/export-computers");
        Assert.True(answer.Code == 0, answer.Error);
        var text = Encoding.UTF8.GetString(answer.File!);
        Assert.All(await QueryAsync("select NAME from hardware"), name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recorded_form_saves_other_users_and_tells_a_refusal()
    {
        var (first, second) = (User(), User());
        using var desk = new Desk();
        await desk.RecordAsync(Url, "assets/add-user", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("设定");
            await person.ClickAsync("用户");
            await person.ClickAsync("创建用户");
            await person.TypeAsync("使用者 ID", first);
            await person.ChooseAsync("类型", "本地管理员");
            await person.TypeAsync("名", "芳");
            await person.TypeAsync("姓氏", "李");
            await person.TypeAsync("电子邮件", "lifang@example.invalid");
            await person.TypeAsync("密码", "Staff2026");
            await person.ClickAsync("好的");
            await person.ReadAsync("您的数据已更新");
            await person.ClickAsync("用户", near: "简介");
            await person.TypeAsync("搜索", first);
            await person.ReadAsync(first);
        });
        (string, string)[] inputs =
            [("userId", second), ("type", "管理员"), ("name", "强"), ("lastName", "王"), ("email", "wangqiang@example.invalid"), ("password", "Staff2026")];
        var answer = await desk.RunAsync("assets/add-user", inputs);
        Assert.True(answer.Code == 0, answer.Error);
        var saved = await QueryAsync($"select ID, FIRSTNAME, LASTNAME, NEW_ACCESSLVL, EMAIL from operators where ID = '{second}'");
        Assert.Equal([$"{second}|强|王|admin|wangqiang@example.invalid"], saved);
        var again = await desk.RunAsync("assets/add-user", inputs);
        Assert.NotEqual(ExitCodes.Good, again.Code);
    }

    /// <summary>Looks for computers by typing into a grid's field, over two pages.</summary>
    internal static async Task FindComputersAsync(Person person)
    {
        await SignInAsync(person);
        await person.ClickAsync("所有的计算机");
        await person.ReadAsync("ZC-00001");
        await person.TypeAsync("搜索", "SHJZ");
        await person.ReadAsync("MZJ-SHJZ-037");
        await person.ClickAsync("2");
        await person.ReadAsync("MZJ-SHJZ-077");
    }

    /// <summary>Tag, name and user of the computers that have the words in name or user, as the system's own database has them.</summary>
    internal static Task<List<string>> ComputersAsync(string words) => QueryAsync($"{Computers} where h.NAME like '%{words}%' or h.USERID like '%{words}%'");

    private static string User() => "rec" + Guid.NewGuid().ToString("n")[..8];

    private static async Task SignInAsync(Person person)
    {
        await person.TypeAsync("使用者", "admin");
        await person.TypeAsync("密码", "admin");
        await person.ClickAsync("送出");
    }

    /// <summary>By the database's own client: no driver is needed for one system.</summary>
    private static async Task<List<string>> QueryAsync(string sql)
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = Process.Start(new ProcessStartInfo(
            "mariadb", ["--no-defaults", "-uroot", "-S", "/tmp/targets-run/ocs/db/my.sock", "--default-character-set=utf8mb4", "-N", "-B", "-e", sql, "ocsweb"])
        {
            RedirectStandardOutput = true,
        })!;
        var lines = await client.StandardOutput.ReadToEndAsync(ct);
        await client.WaitForExitAsync(ct);
        Assert.Equal(0, client.ExitCode);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Replace('\t', '|'))];
    }
}
