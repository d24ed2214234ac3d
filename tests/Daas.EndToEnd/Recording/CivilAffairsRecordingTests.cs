using System.Text;
using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.CivilAffairs;

namespace Daas.EndToEnd.Recording;

/// <summary>The register of residents, recorded as a clerk uses it, then called with what was not shown.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class CivilAffairsRecordingTests : IAsyncLifetime
{
    private readonly Desk _desk = new();
    private SandboxHost _sandbox = null!;

    private CivilAffairsSystem System => _sandbox.CivilAffairs;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_recorded_search_finds_other_people_over_all_pages()
    {
        await _desk.RecordAsync(System.Url, "towns/find-people", person => FindPeopleAsync(person, System));
        Assert.Equal(ExitCodes.Good, _desk.Code);

        var answer = await _desk.RunAsync("towns/find-people", ("street", "西关街道"));
        Assert.Equal(PeopleOf(System, "西关街道"), answer.Column("id", "name", "idNumber", "birthDate"));
        var all = await _desk.RunAsync("towns/find-people");
        Assert.Equal(System.Residents.Select(r => r.No), all.Column("id"));

        await _desk.ProveAsync("towns/find-people");
        var byHttp = await _desk.RunAsync("towns/find-people", ("street", "东关街道"));
        Assert.Equal(PeopleOf(System, "东关街道"), byHttp.Column("id", "name", "idNumber", "birthDate"));
    }

    [Fact]
    public async Task A_recorded_search_by_name_finds_nobody_where_there_is_nobody()
    {
        await _desk.RecordAsync(System.Url, "towns/find-people", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("居民信息查询");
            await person.TypeAsync("姓名", System.Residents[0].Name);
            await person.ClickAsync("查询");
        });
        Assert.Equal(ExitCodes.Good, _desk.Code);

        var other = System.Residents.First(r => r.Name == "张伟").Name;
        var answer = await _desk.RunAsync("towns/find-people", ("name", other));
        Assert.Equal(System.Residents.Where(r => r.Name.Contains(other, StringComparison.Ordinal)).Select(r => r.No), answer.Column("id"));
        var none = await _desk.RunAsync("towns/find-people", ("name", "查无此人"));
        Assert.Empty(none.Column("id"));
    }

    [Fact]
    public async Task A_second_demonstration_settles_what_stays_and_what_is_given()
    {
        await _desk.RecordAsync(System.Url, "towns/find-people", person => SearchAsync(person, "张", signIn: true));
        await _desk.RecordAsync(System.Url, "towns/find-people", person => SearchAsync(person, "李", signIn: false), "--again");
        Assert.Equal(ExitCodes.Good, _desk.Code);

        var answer = await _desk.RunAsync("towns/find-people", ("name", "王"));
        Assert.Equal(System.Residents.Where(r => r.Name.Contains('王') && r.Street == "东关街道").Select(r => r.No), answer.Column("id"));
        var other = await _desk.RunAsync("towns/find-people", ("name", "王"), ("street", "西关街道"));
        Assert.Equal(ExitCodes.Usage, other.Code);

        async Task SearchAsync(Person person, string name, bool signIn)
        {
            if (signIn)
                await SignInAsync(person);
            await person.ClickAsync("居民信息查询");
            await person.TypeAsync("姓名", name);
            await person.ChooseAsync("街道", "东关街道");
            await person.ClickAsync("查询");
        }
    }

    [Fact]
    public async Task A_recorded_look_at_one_resident_reads_any_other_and_tells_who_is_not_there()
    {
        var shown = System.Residents[3];
        await _desk.RecordAsync(System.Url, "towns/get-person", async person =>
        {
            await SignInAsync(person);
            await OpenPersonAsync(person, shown);
        });

        foreach (var other in new[] { System.Residents.First(r => r.Registered.Year < 2015), System.Residents.Last(r => r.Registered.Year > 2015) })
        {
            var answer = await _desk.RunAsync("towns/get-person", ("idNumber", other.IdNumber));
            Assert.True(answer.Code == 0, answer.Error);
            Assert.Equal($"{other.No}|{other.Name}|{other.Address}|{other.Registered:yyyy-MM-dd}",
                $"{answer.Json.GetProperty("id")}|{answer.Json.GetProperty("name")}|{answer.Json.GetProperty("homeAddress")}|{answer.Json.GetProperty("registeredDate")}");
        }

        var none = await _desk.RunAsync("towns/get-person", ("idNumber", "990101190001019999"));
        Assert.Equal(ExitCodes.Failed, none.Code);
        Assert.Contains("record-not-found", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_export_brings_the_file_of_another_search()
    {
        await _desk.RecordAsync(System.Url, "towns/export-people", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("居民信息查询");
            await person.ChooseAsync("街道", "东关街道");
            await person.ClickAsync("查询");
            await person.ClickAsync("导出");
        });
        Assert.Equal(ExitCodes.Good, _desk.Code);

        var answer = await _desk.RunAsync("towns/export-people", ("street", "西关街道"));
        Assert.True(answer.Code == 0, answer.Error);
        Assert.Equal("居民名单.xls", answer.FileName);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = Encoding.GetEncoding("gbk").GetString(answer.File!);
        Assert.All(System.Residents, r => Assert.Equal(r.Street == "西关街道", text.Contains(r.IdNumber, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_recorded_registration_registers_others_and_tells_refusals()
    {
        var count = System.Residents.Count;
        await _desk.RecordAsync(System.Url, "towns/register-person", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("新增居民");
            await person.TypeAsync("姓名", "赵一鸣");
            await person.TickAsync("女");
            await person.TypeAsync("身份证号", "990101199003040021");
            await person.TypeAsync("出生日期", "1990-03-04");
            await person.ChooseAsync("民族", "回族");
            await person.TypeAsync("联系电话", "19900000001");
            await person.ChooseAsync("街道", "东关街道");
            await person.ChooseAsync("社区", "和平社区");
            await person.TypeAsync("家庭住址", "和平路12号");
            await person.ClickAsync("保存");
            await person.ReadAsync("保存成功");
            await person.ClickAsync("返回列表");
            await person.TypeAsync("身份证号", "990101199003040021");
            await person.ClickAsync("查询");
            await person.ReadAsync("赵一鸣");
        });
        Assert.Equal(count + 1, System.Residents.Count);

        (string, string)[] other = [("name", "孙二丫"), ("gender", "男"), ("idNumber", "990101198506070013"), ("birthDate", "1985-06-07"), ("ethnicity", "汉族"),
            ("phone", "19900000002"), ("street", "西关街道"), ("community", System.Residents.First(r => r.Street == "西关街道").Community), ("homeAddress", "幸福路3号")];
        var answer = await _desk.RunAsync("towns/register-person", other);
        Assert.True(answer.Code == 0, answer.Error);
        Assert.Equal("applied", answer.Json.GetProperty("outcome").GetString());
        var saved = Assert.Single(System.Residents, r => r.Name == "孙二丫");
        Assert.Equal("男|990101198506070013|1985-06-07|汉族|西关街道|幸福路3号",
            $"{saved.Sex}|{saved.IdNumber}|{saved.Birth:yyyy-MM-dd}|{saved.Nation}|{saved.Street}|{saved.Address}");

        var again = await _desk.RunAsync("towns/register-person", other);
        Assert.Equal(ExitCodes.Failed, again.Code);
        Assert.Contains("已存在", again.Error, StringComparison.Ordinal);
        Assert.Equal(count + 2, System.Residents.Count);
    }

    [Fact]
    public async Task Operations_recorded_one_after_another_know_each_other_and_a_second_demonstration_settles_the_form()
    {
        await _desk.RecordAsync(System.Url, "towns/find-people", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("居民信息查询");
            await person.TypeAsync("身份证号", System.Residents[5].IdNumber);
            await person.ClickAsync("查询");
        });
        await _desk.RecordAsync(System.Url, "towns/register-person", p => RegisterAsync(p, "赵一鸣", "990101199003040021", "1990-03-04", "东关街道", "和平社区"));
        await _desk.RecordAsync(
            System.Url, "towns/register-person", p => RegisterAsync(p, "钱二宝", "990101199103040029", "1991-03-04", "西关街道", "南关社区"), "--again");
        Assert.Contains("Read back by find-people", _desk.Said, StringComparison.Ordinal);

        var answer = await _desk.RunAsync("towns/register-person", ("name", "孙三多"), ("idNumber", "990101198506070013"), ("birthDate", "1985-06-07"), ("street", "红旗街道"),
            ("community", System.Residents.First(r => r.Street == "红旗街道").Community));
        Assert.True(answer.Code == 0, answer.Error);
        Assert.Equal("applied", answer.Json.GetProperty("outcome").GetString());
        var saved = Assert.Single(System.Residents, r => r.Name == "孙三多");
        Assert.Equal("回族|红旗街道|990101198506070013", $"{saved.Nation}|{saved.Street}|{saved.IdNumber}");

        static async Task RegisterAsync(Person person, string name, string id, string birth, string street, string community)
        {
            await person.ClickAsync("新增居民");
            await person.TypeAsync("姓名", name);
            await person.TypeAsync("身份证号", id);
            await person.TypeAsync("出生日期", birth);
            await person.ChooseAsync("民族", "回族");
            await person.ChooseAsync("街道", street);
            await person.ChooseAsync("社区", community);
            await person.ClickAsync("保存");
            await person.ReadAsync("保存成功");
        }
    }

    /// <summary>Looks for the people of one street, over two pages.</summary>
    internal static async Task FindPeopleAsync(Person person, CivilAffairsSystem system)
    {
        await SignInAsync(person, system);
        await person.ClickAsync("居民信息查询");
        await person.ChooseAsync("街道", "东关街道");
        await person.ClickAsync("查询");
        await person.ClickAsync("下一页");
    }

    /// <summary>Opens one resident's page.</summary>
    internal static async Task OpenPersonAsync(Person person, Resident shown)
    {
        await person.ClickAsync("居民信息查询");
        await person.TypeAsync("身份证号", shown.IdNumber);
        await person.ClickAsync("查询");
        await person.ClickAsync("查看", shown.No);
        await person.ReadAsync(shown.Address);
    }

    /// <summary>Number, name, identity number and birth of the people of a street, as the system itself has them.</summary>
    internal static IEnumerable<string> PeopleOf(CivilAffairsSystem system, string street) =>
        system.Residents.Where(r => r.Street == street).Select(r => $"{r.No}|{r.Name}|{r.IdNumber}|{r.Birth:yyyy-MM-dd}");

    private Task SignInAsync(Person person) => SignInAsync(person, System);

    internal static async Task SignInAsync(Person person, CivilAffairsSystem system)
    {
        var account = system.Accounts.All[0];
        await person.TypeAsync("用户名", account.Name);
        await person.TypeAsync("密码", account.Password);
        await person.ClickAsync("登录");
    }
}
