using System.Text.Json;
using Daas.Core.Runs;
using Npgsql;

namespace Daas.EndToEnd.Targets;

/// <summary>SQL-Ledger (Perl CGI, framesets, GBK), compared with its own PostgreSQL.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class SqlLedgerTests(GatewayFixture gateway) : IAsyncLifetime
{
    private const string Database = "Host=127.0.0.1;Port=5433;Username=postgres;Database=anping";

    public async ValueTask InitializeAsync()
    {
        RealSystem.Needed("sqlledger", 8103);
        await gateway.ConnectAsync("sql-ledger", new Uri("http://127.0.0.1:8103/sql-ledger/"), "admin@anping", "admin2026");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task All_customers_are_those_of_the_ledgers_own_table()
    {
        var answer = await gateway.PullAsync("sql-ledger/find-customers");
        var truth = await QueryAsync("select customernumber, rtrim(name), coalesce(phone, '') from customer");
        Assert.True(truth.Count >= 180);
        Assert.Equal(truth.Order(StringComparer.Ordinal), GatewayFixture.Column(answer, "number", "name", "phone").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Customers_are_found_by_a_part_of_their_name()
    {
        var answer = await gateway.PullAsync("sql-ledger/find-customers", ("name", "张"));
        var truth = await QueryAsync("select customernumber, rtrim(name) from customer where name like '%张%'");
        Assert.NotEmpty(truth);
        Assert.Equal(truth.Order(StringComparer.Ordinal), GatewayFixture.Column(answer, "number", "name").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_found_is_an_empty_answer()
    {
        var answer = await gateway.PullAsync("sql-ledger/find-customers", ("name", "查无此人"));
        Assert.Equal(0, answer.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_customers_form_is_read_as_a_record()
    {
        var truth = (await QueryAsync("select k.customernumber, coalesce(k.email, ''), c.firstname, c.lastname, c.phone, k.startdate::text, rtrim(k.name) from customer k join contact c on c.trans_id = k.id where c.firstname <> '' order by k.id limit 1"))[0].Split('|');
        var record = (await gateway.PullAsync("sql-ledger/get-customer", ("name", truth[6]))).GetProperty("record");
        Assert.Equal(truth[..6], new[] { "number", "email", "firstName", "lastName", "phone", "since" }.Select(f => record.GetProperty(f).ToString()));
    }

    [Fact]
    public async Task The_backup_is_downloaded_as_the_system_gives_it()
    {
        using var answer = await gateway.TryPullAsync("sql-ledger/download-backup");
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 500)]));
        Assert.EndsWith(".sql.gz", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.Equal([0x1f, 0x8b], bytes[..2]);
    }

    [Fact]
    public async Task A_new_customer_is_saved_once_and_a_repeated_call_writes_nothing()
    {
        var number = "E2E" + Guid.NewGuid().ToString("n")[..8];
        var inputs = new Dictionary<string, object> { ["number"] = number, ["name"] = $"测试户（{number}）", ["city"] = "安平县", ["phone"] = "0999-2100000" };
        var key = Guid.NewGuid().ToString();
        var (status, first) = await gateway.PushAsync("sql-ledger/add-customer", inputs, key);
        Assert.True(status == 200, first.ToString());
        Assert.Equal("applied", first.GetProperty("outcome").GetString());
        var (again, second) = await gateway.PushAsync("sql-ledger/add-customer", inputs, key);
        Assert.Equal(200, again);
        Assert.Equal(first.GetProperty("run").GetString(), second.GetProperty("run").GetString());
        Assert.Equal([$"测试户（{number}）|0999-2100000"], await QueryAsync($"select rtrim(name), phone from customer where customernumber = '{number}'"));
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task A_new_customer_is_saved_by_both_paths(RunPath path)
    {
        var number = "E2E" + Guid.NewGuid().ToString("n")[..8];
        var inputs = new Dictionary<string, object> { ["number"] = number, ["name"] = $"测试户（{number}）", ["city"] = "安平县", ["notes"] = "第一行\n第二行" };
        var (status, answer) = await gateway.PushAsync(path, "sql-ledger/add-customer", inputs);
        Assert.True(status == 200, answer.ToString());
        var saved = await QueryAsync(
            $"select rtrim(name), city, replace(notes, chr(13), '') from customer c join address a on a.trans_id = c.id where customernumber = '{number}'");
        Assert.Equal([$"测试户（{number}）|安平县|第一行\n第二行"], saved);
    }

    private static async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(ct))
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString())));
        return rows;
    }
}
