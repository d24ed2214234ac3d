using Daas.EndToEnd.Targets;
using Daas.Server.Commands;
using Microsoft.Data.Sqlite;

namespace Daas.EndToEnd.Recording;

/// <summary>Redmine (Rails), recorded as a clerk uses it, then called with what was not shown; compared with its own SQLite database.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class RedmineRecordingTests
{
    private const string Database = "Data Source=/var/lib/dbconfig-common/sqlite3/redmine/instances/default/redmine_default;Mode=ReadOnly";
    internal static readonly Uri Home = new("http://127.0.0.1:8102/");

    public RedmineRecordingTests() => RealSystem.Needed("redmine", 8102);

    [Fact]
    public async Task A_recorded_filter_finds_other_matters_over_all_pages()
    {
        using var desk = new Desk();
        await desk.RecordAsync(Home, "matters/find-matters", FindMattersAsync);
        Assert.Equal(ExitCodes.Good, desk.Code);
        foreach (var subject in (string[])["请示", "没有这样的主题"])
        {
            var answer = await desk.RunAsync("matters/find-matters", ("subject", subject));
            Assert.Equal(MattersOf(subject), answer.Column("number", "subject"));
        }

        var all = await desk.RunAsync("matters/find-matters");
        Assert.Equal(MattersOf(""), all.Column("number", "subject"));

        await desk.ProveAsync("matters/find-matters");
        foreach (var subject in (string[])["请示", "报告", "没有这样的主题"])
        {
            var answer = await desk.RunAsync("matters/find-matters", ("subject", subject));
            Assert.Equal(MattersOf(subject), answer.Column("number", "subject"));
        }
    }

    [Fact]
    public async Task A_recorded_row_opens_other_matters()
    {
        using var desk = new Desk();
        var subjects = Query("select i.subject from issues i join projects p on p.id = i.project_id join issue_statuses s on s.id = i.status_id where p.identifier = 'p1' and s.is_closed = 0 order by i.id desc limit 25");
        await desk.RecordAsync(Home, "matters/get-matter", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("项目");
            await person.ClickAsync("收文办理");
            await person.ClickAsync("问题");
            await person.ClickAsync(subjects[2]);
            await person.ReadAsync("% 完成");
        });
        var other = Query("select i.id, st.name, i.start_date from issues i join projects p on p.id = i.project_id join issue_statuses st on st.id = i.status_id where p.identifier = 'p1' and st.is_closed = 0 order by i.id desc limit 10")[8].Split('|');
        var answer = await desk.RunAsync("matters/get-matter", ("number", other[0]));
        Assert.Equal(ExitCodes.Good, desk.Code);
        Assert.Equal((other[1], other[2]), (answer.Json.GetProperty("status").ToString(), answer.Json.GetProperty("startDate").ToString()));
        var none = await desk.RunAsync("matters/get-matter", ("number", "999999"));
        Assert.NotEqual(0, none.Code);
    }

    [Fact]
    public async Task A_recorded_registration_saves_other_matters()
    {
        using var desk = new Desk();
        var mark = Guid.NewGuid().ToString("n")[..8];
        await desk.RecordAsync(Home, "matters/register-matter", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("项目");
            await person.ClickAsync("收文办理");
            await person.ClickAsync("问题");
            await person.ClickAsync("新建问题");
            await person.ChooseAsync("跟踪", "事项");
            await person.TypeAsync("主题", $"关于录制的通知（{mark}）");
            await person.TypeAsync("描述", "请各单位于周五前上报");
            await person.ChooseAsync("优先级", "高");
            await person.TypeAsync("来文单位", "县统计局");
            await person.TypeAsync("文号", "安统发〔2026〕12号");
            await person.ClickAsync("创建");
            await person.ReadAsync("已创建");
            await person.ClickAsync("问题");
            await person.ReadAsync(mark);
        });
        var subject = $"关于复核的通知（{Guid.NewGuid().ToString("n")[..8]}）";
        var answer = await desk.RunAsync("matters/register-matter", ("subject", subject));
        Assert.Equal(ExitCodes.Good, desk.Code);
        Assert.Equal("applied", answer.Json.GetProperty("outcome").GetString());
        Assert.Single(Query($"select i.id from issues i where i.subject = '{subject}'"));
    }

    /// <summary>Looks for the open matters whose subject has some words, over two pages.</summary>
    internal static async Task FindMattersAsync(Person person)
    {
        await SignInAsync(person);
        await person.ClickAsync("项目");
        await person.ClickAsync("收文办理");
        await person.ClickAsync("问题");
        await person.ChooseAsync("增加过滤器", "主题");
        await person.TypeAsync("主题", "通知");
        await person.ClickAsync("应用");
        await person.ClickAsync("下一页 »");
    }

    /// <summary>Number and subject of the open matters, as the system's own database has them.</summary>
    internal static List<string> MattersOf(string subject) =>
        Query("select i.id, i.subject from issues i join projects p on p.id = i.project_id join issue_statuses s on s.id = i.status_id where p.identifier = 'p1' "
            + $"and s.is_closed = 0 and i.subject like '%{subject}%' order by i.id desc");

    private static async Task SignInAsync(Person person)
    {
        await person.ClickAsync("登录");
        await person.TypeAsync("登录名", "admin");
        await person.TypeAsync("密码", "Admin2026");
        await person.PressAsync("Enter");
    }

    private static List<string> Query(string sql)
    {
        using var connection = new SqliteConnection(Database);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i).ToString())));
        return rows;
    }
}
