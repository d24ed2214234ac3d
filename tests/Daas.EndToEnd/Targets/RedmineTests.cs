using System.Security.Cryptography;
using System.Text;
using Daas.Core.Runs;
using Microsoft.Data.Sqlite;

namespace Daas.EndToEnd.Targets;

/// <summary>Redmine (Rails, tokens on every form, two-step upload), compared with its own SQLite database.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class RedmineTests(GatewayFixture gateway) : IAsyncLifetime
{
    private const string Database = "Data Source=/var/lib/dbconfig-common/sqlite3/redmine/instances/default/redmine_default;Mode=ReadOnly";
    private const string OfProject = "from issues i join projects p on p.id = i.project_id where p.identifier = ";

    public async ValueTask InitializeAsync()
    {
        RealSystem.Needed("redmine", 8102);
        await gateway.ConnectAsync("redmine", new Uri("http://127.0.0.1:8102/"), "admin", "Admin2026");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_list_over_several_pages_is_that_of_the_database()
    {
        var answer = await gateway.PullAsync("redmine/find-matters", ("project", "p1"));
        var truth = Query($"select i.id, i.subject {OfProject} 'p1' order by i.id");
        Assert.True(truth.Count > 100);
        Assert.Equal(truth, GatewayFixture.Column(answer, "id", "subject"));
        Assert.True(answer.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task A_filter_that_the_page_builds_by_script_narrows_the_list()
    {
        var answer = await gateway.PullAsync("redmine/find-matters", ("project", "p2"), ("subject", "临时救助"));
        var truth = Query($"select i.id, i.subject {OfProject} 'p2' and i.subject like '%临时救助%' order by i.id");
        Assert.NotEmpty(truth);
        Assert.Equal(truth, GatewayFixture.Column(answer, "id", "subject"));
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_answer()
    {
        var answer = await gateway.PullAsync("redmine/find-matters", ("project", "p1"), ("subject", "没有这样的主题"));
        Assert.Equal(0, answer.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_detail_is_read_by_its_labels()
    {
        var record = (await gateway.PullAsync("redmine/get-matter", ("id", "1"))).GetProperty("record");
        var truth = Query("select subject, start_date, (select value from custom_values where customized_type = 'Issue' and customized_id = i.id and custom_field_id = 2) from issues i where id = 1")[0];
        Assert.Equal(truth, $"{record.GetProperty("subject")}|{record.GetProperty("start")}|{record.GetProperty("number")}");
    }

    [Fact]
    public async Task A_matter_that_does_not_exist_is_not_found()
    {
        using var answer = await gateway.TryPullAsync("redmine/get-matter", ("id", "999999"));
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Contains("record-not-found", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attachment_comes_with_its_Chinese_name()
    {
        using var answer = await gateway.TryPullAsync("redmine/get-attachment", ("id", "1"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var truth = Query("select filename, digest from attachments where container_type = 'Issue' and container_id = 1 order by id limit 1")[0].Split('|');
        Assert.Equal(truth[0], answer.Content.Headers.ContentDisposition!.FileNameStar);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(truth[1], Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.StartsWith("收文登记", Encoding.GetEncoding("gb18030").GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_systems_own_GB18030_export_is_read_as_rows()
    {
        var answer = await gateway.PullAsync("redmine/export-matters", ("project", "p2"));
        Assert.Equal(Query($"select i.id, i.subject {OfProject} 'p2' order by i.id"), GatewayFixture.Column(answer, "id", "subject"));
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task A_new_matter_is_saved_once_with_its_file(RunPath path)
    {
        var subject = $"关于测试的通知（{Guid.NewGuid().ToString("n")[..8]}）";
        var content = "第一行\n第二行\n"u8.ToArray();
        var inputs = new Dictionary<string, object> { ["project"] = "p1", ["kind"] = "事项", ["subject"] = subject, ["unit"] = "县统计局", ["secrecy"] = "内部", ["start"] = "2026-11-20" };
        var (status, answer) = await gateway.PushAsync(path, "redmine/register-matter", inputs, ("file", "附件说明.txt", content));
        Assert.True(status == 200, answer.ToString());
        var id = answer.GetProperty("record").GetProperty("id").GetInt64();
        Assert.Equal([$"{id}|{subject}|2026-11-20|事项"], Query($"select i.id, i.subject, i.start_date, t.name from issues i join trackers t on t.id = i.tracker_id where i.subject = '{subject}'"));
        Assert.Equal([$"附件说明.txt|{content.Length}"], Query($"select filename, filesize from attachments where container_type = 'Issue' and container_id = {id}"));
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task A_refusal_reaches_the_caller_in_the_systems_own_words(RunPath path)
    {
        var (status, problem) = await gateway.PushAsync(path, "redmine/register-matter", new() { ["project"] = "p1", ["subject"] = "日期不对的通知", ["start"] = "2026-11-20", ["due"] = "2026-11-01" });
        Assert.True(status == 422, problem.ToString());
        Assert.Equal("business-rejected", problem.GetProperty("class").GetString());
        Assert.Contains("计划完成日期", problem.GetProperty("reason").GetString(), StringComparison.Ordinal);
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
