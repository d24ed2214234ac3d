using System.Globalization;
using Daas.EndToEnd.Targets;
using Daas.Server.Commands;
using Microsoft.Data.Sqlite;

namespace Daas.EndToEnd.Recording;

/// <summary>
/// Request Tracker as a clerk uses it (records over two lines, lists that a script dressed up, menus that open on hover), compared with its own database.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class Rt5RecordingTests : IAsyncLifetime
{
    private const string Tickets = "select t.id, t.Subject from Tickets t join Queues q on q.id = t.Queue where t.Type = 'ticket'";

    internal static readonly Uri Url = new("http://127.0.0.1:8101/");

    public ValueTask InitializeAsync()
    {
        RealSystem.Needed("rt5", 8101);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_recorded_search_finds_other_tickets_over_all_pages()
    {
        using var desk = new Desk();
        await desk.RecordAsync(Url, "tickets/find-tickets", FindTicketsAsync);
        Assert.Equal(ExitCodes.Good, desk.Code);
        foreach (var words in (string[])["信访件", "津贴", "登记"])
        {
            var answer = await desk.RunAsync("tickets/find-tickets", ("searchTickets", words));
            Assert.Equal(TicketsOf(words), answer.Column("number", "subject").OrderBy(r => int.Parse(r.Split('|')[0], CultureInfo.InvariantCulture)));
        }

        Assert.Empty((await desk.RunAsync("tickets/find-tickets", ("searchTickets", "没有这样的主题"))).Column("number"));
    }

    [Fact]
    public async Task A_recorded_query_with_dressed_lists_finds_others()
    {
        using var desk = new Desk();
        await desk.RecordAsync(Url, "tickets/query-tickets", async person =>
        {
            await SignInAsync(person);
            await person.HoverAsync("搜索");
            await person.HoverAsync("申请单");
            await person.ClickAsync("创建搜索");
            await person.ClickAsync("-", near: "队列");
            await person.ClickAsync("社会救助");
            await person.TypeAsync("主题", "申请");
            await person.ClickAsync("加入这些条件和搜索");
            await person.ReadAsync("找到");
        });
        Assert.Equal(ExitCodes.Good, desk.Code);
        var answer = await desk.RunAsync("tickets/query-tickets", ("queue", "信访转办"), ("valueOfAttachment", "镇"));
        Assert.Equal(Query($"{Tickets} and q.Name = '信访转办' and t.Subject like '%镇%' order by t.id"), answer.Column("number", "subject"));
    }

    [Fact]
    public async Task A_recorded_ticket_is_opened_by_its_words()
    {
        using var desk = new Desk();
        await desk.RecordAsync(Url, "tickets/get-ticket", async person =>
        {
            await SignInAsync(person);
            await person.TypeAsync("Search Tickets...", "高龄");
            await person.PressAsync("Enter");
            await person.ReadAsync("找到");
            await person.ClickAsync("高龄津贴申请-黄静（青山镇）");
            await person.ReadAsync("历史记录");
        });
        Assert.Equal(ExitCodes.Good, desk.Code);
        var (open, closed) = (Numbers("t.Status in ('new', 'open', 'stalled')")[^1], Numbers("t.Status = 'resolved'")[0]);
        var answer = await desk.RunAsync("tickets/get-ticket", ("searchTickets", "信访件"), ("number", open));
        Assert.True(answer.Code == 0, answer.Error);
        Assert.Equal(FieldsOf(long.Parse(open, CultureInfo.InvariantCulture)), [answer.Json.GetProperty("idNumber").GetString()!, answer.Json.GetProperty("township").GetString()!]);
        Assert.NotEqual(ExitCodes.Good, (await desk.RunAsync("tickets/get-ticket", ("searchTickets", "信访件"), ("number", closed))).Code);
    }

    [Fact]
    public async Task A_recorded_form_saves_other_tickets()
    {
        var (first, second) = (Subject(), Subject());
        using var desk = new Desk();
        await desk.RecordAsync(Url, "tickets/register-ticket", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("Create new ticket");
            await person.ClickAsync("General", near: "队列");
            await person.ClickAsync("社会救助");
            await person.ReadAsync("Create a new ticket in 社会救助");
            await person.TypeAsync("主题", first);
            await person.TypeAsync("身份证号", "990101199901011234");
            await person.TypeAsync("乡镇", "龙泉镇");
            await person.ClickAsync("创建");
            await person.ReadAsync("成功创建");
            await person.TypeAsync("Search Tickets...", first);
            await person.PressAsync("Enter");
            await person.ReadAsync("找到1张");
        });
        var answer = await desk.RunAsync(
            "tickets/register-ticket", ("queue", "养老服务"), ("subject", second), ("idNumber", "990101198001015678"), ("township", "东河镇"));
        Assert.True(answer.Code == 0, answer.Error);
        var saved = Assert.Single(Query($"select t.id, q.Name from Tickets t join Queues q on q.id = t.Queue where t.Subject = '{second}'")).Split('|');
        Assert.Equal("养老服务", saved[1]);
        Assert.Equal(["990101198001015678", "东河镇"], FieldsOf(long.Parse(saved[0], CultureInfo.InvariantCulture)));
    }

    private static List<string> Numbers(string condition) =>
        Query($"select t.id from Tickets t where t.Type = 'ticket' and t.Subject like '%信访件%' and {condition} order by t.id");

    private static string Subject() => $"录制登记（{Guid.NewGuid().ToString("n")[..8]}）";

    private static List<string> FieldsOf(long ticket) =>
        Query($"select Content from ObjectCustomFieldValues where ObjectType = 'RT::Ticket' and ObjectId = {ticket} order by CustomField");

    private static List<string> Query(string sql)
    {
        using var connection = new SqliteConnection("Data Source=/tmp/targets-run/rt5/rt.db;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i).ToString())));
        return rows;
    }

    /// <summary>Looks for active tickets by the words in the corner of every page, over two pages.</summary>
    internal static async Task FindTicketsAsync(Person person)
    {
        await SignInAsync(person);
        await person.TypeAsync("Search Tickets...", "申请");
        await person.PressAsync("Enter");
        await person.ReadAsync("找到");
        await person.ClickAsync("2", near: "页");
        await person.ReadAsync("找到");
    }

    /// <summary>Number and subject of the active tickets, by number, as the system's own database has them.</summary>
    internal static List<string> TicketsOf(string words) =>
        Query($"{Tickets} and t.Status in ('new', 'open', 'stalled') and t.Subject like '%{words}%' order by t.id");

    private static async Task SignInAsync(Person person)
    {
        await person.TypeAsync("用户名", "root");
        await person.TypeAsync("密码", "password");
        await person.ClickAsync("登录");
    }
}
