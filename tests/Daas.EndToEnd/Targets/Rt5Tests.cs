using System.Text;
using Daas.Core.Runs;
using Microsoft.Data.Sqlite;

namespace Daas.EndToEnd.Targets;

/// <summary>Request Tracker (Perl/Mason; records over two rows, a Referer checked on every change), compared with its own SQLite database.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class Rt5Tests(GatewayFixture gateway) : IAsyncLifetime
{
    private const string Database = "Data Source=/tmp/targets-run/rt5/rt.db;Mode=ReadOnly";
    private const string Tickets = "select t.id, t.Subject from Tickets t join Queues q on q.id = t.Queue where t.Type = 'ticket' and t.Status <> 'deleted'";

    public async ValueTask InitializeAsync()
    {
        RealSystem.Needed("rt5", 8101);
        await gateway.ConnectAsync("rt5", new Uri("http://127.0.0.1:8101/"), "root", "password");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_list_of_two_row_records_over_several_pages_is_that_of_the_database()
    {
        var answer = await gateway.PullAsync("rt5/find-tickets");
        var truth = Query($"{Tickets} order by t.id");
        Assert.True(truth.Count >= 160);
        Assert.Equal(truth, GatewayFixture.Column(answer, "id", "subject"));
        Assert.True(answer.GetProperty("complete").GetBoolean());
        var requestors = Query("select u.EmailAddress from Groups g join GroupMembers m on m.GroupId = g.id join Users u on u.id = m.MemberId "
            + "where g.Domain = 'RT::Ticket-Role' and g.Name = 'Requestor' and g.Instance between 1 and 100 order by g.Instance");
        Assert.Equal(requestors, GatewayFixture.Column(answer, "requestor").Take(requestors.Count));
    }

    [Fact]
    public async Task Conditions_narrow_the_list_together()
    {
        var answer = await gateway.PullAsync("rt5/find-tickets", ("queue", "养老服务"), ("status", "打开"), ("subject", "高龄"));
        var truth = Query($"{Tickets} and q.Name = '养老服务' and t.Status = 'open' and t.Subject like '%高龄%' order by t.id");
        Assert.NotEmpty(truth);
        Assert.Equal(truth, GatewayFixture.Column(answer, "id", "subject"));
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_answer()
    {
        var answer = await gateway.PullAsync("rt5/find-tickets", ("subject", "没有这样的主题"));
        Assert.Equal(0, answer.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_ticket_is_read_with_its_own_fields()
    {
        var record = (await gateway.PullAsync("rt5/get-ticket", ("id", "7"))).GetProperty("record");
        Assert.Equal(FieldsOf(7), [record.GetProperty("idNumber").GetString()!, record.GetProperty("town").GetString()!]);
        var created = Query("select strftime('%Y-%m-%dT%H:%M:%S', datetime(Created, '+8 hours')) from Tickets where id = 7")[0];
        Assert.Equal(created, record.GetProperty("created").GetString());
    }

    [Fact]
    public async Task A_history_that_the_page_fetches_by_script_is_that_of_the_database()
    {
        var answer = await gateway.PullAsync("rt5/list-history", ("id", "4"));
        var truth = Query("select id from Transactions where ObjectType = 'RT::Ticket' and ObjectId = 4 and Type <> 'EmailRecord' order by id");
        Assert.True(truth.Count >= 2);
        Assert.Empty(truth.Except(GatewayFixture.Column(answer, "number")));
        Assert.StartsWith("申请人：", answer.GetProperty("rows")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_that_does_not_exist_is_not_found()
    {
        using var answer = await gateway.TryPullAsync("rt5/get-ticket", ("id", "999999"));
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Contains("record-not-found", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_systems_own_spreadsheet_is_read_as_rows()
    {
        var answer = await gateway.PullAsync("rt5/export-tickets", ("queue", "信访转办"));
        Assert.Equal(Query($"{Tickets} and q.Name = '信访转办' order by t.id"), GatewayFixture.Column(answer, "id", "subject"));
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task A_new_ticket_is_saved_once_with_its_file(RunPath path)
    {
        var subject = $"测试登记（{Guid.NewGuid().ToString("n")[..8]}）";
        var content = "收文登记\r\n附件内容"u8.ToArray();
        var inputs = new Dictionary<string, object>
        {
            ["queue"] = "社会救助",
            ["subject"] = subject,
            ["requestor"] = "e2e@example.invalid",
            ["idNumber"] = "990101199901011234",
            ["town"] = "龙泉镇",
            ["priority"] = "High",
            ["due"] = "2026-12-01",
            ["text"] = "正文第一行",
        };
        var (status, answer) = await gateway.PushAsync(path, "rt5/register-ticket", inputs, ("file", "附件一.txt", content));
        Assert.True(status == 200, answer.ToString());
        Assert.Equal("applied", answer.GetProperty("outcome").GetString());
        var id = answer.GetProperty("record").GetProperty("id").GetInt64();
        Assert.Equal([$"{id}|100|2026-12-01"], Query($"select id, Priority, date(Due, '+8 hours') from Tickets where Subject = '{subject}'"));
        Assert.Equal(["990101199901011234", "龙泉镇"], FieldsOf(id));
        Assert.Equal(["e2e@example.invalid"], Query("select u.EmailAddress from Groups g join GroupMembers m on m.GroupId = g.id join Users u on u.id = m.MemberId "
            + $"where g.Domain = 'RT::Ticket-Role' and g.Name = 'Requestor' and g.Instance = {id}"));

        using var file = await gateway.TryPullAsync("rt5/get-attachment", ("id", id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var bytes = await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(file.IsSuccessStatusCode, Encoding.UTF8.GetString(bytes));
        Assert.Equal("附件一.txt", file.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(content, bytes);
    }

    private static List<string> FieldsOf(long ticket) =>
        Query($"select Content from ObjectCustomFieldValues where ObjectType = 'RT::Ticket' and ObjectId = {ticket} order by CustomField");

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
