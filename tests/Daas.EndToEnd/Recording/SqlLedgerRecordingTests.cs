using Daas.EndToEnd.Targets;
using Daas.Server.Commands;
using Npgsql;

namespace Daas.EndToEnd.Recording;

/// <summary>SQL-Ledger (Perl CGI, framesets, GBK), recorded as a clerk uses it, then called with what was not shown; compared with its own PostgreSQL.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class SqlLedgerRecordingTests
{
    private const string Database = "Host=127.0.0.1;Port=5433;Username=postgres;Database=anping";
    internal static readonly Uri Home = new("http://127.0.0.1:8103/sql-ledger/login.pl");

    public SqlLedgerRecordingTests() => RealSystem.Needed("sqlledger", 8103);

    [Fact]
    public async Task A_recorded_search_finds_other_customers()
    {
        using var desk = new Desk();
        await desk.RecordAsync(Home, "ledger/find-customers", person => FindCustomersAsync(person, "李"));
        Assert.Equal(ExitCodes.Good, desk.Code);
        var answer = await desk.RunAsync("ledger/find-customers", ("customer", "张"));
        var truth = await CustomersAsync("张");
        Assert.NotEmpty(truth);
        Assert.Equal(truth.Order(StringComparer.Ordinal), answer.Column("customer", "phone").Order(StringComparer.Ordinal));

        await desk.ProveAsync("ledger/find-customers");
        var byHttp = await desk.RunAsync("ledger/find-customers", ("customer", "王"));
        Assert.Equal((await CustomersAsync("王")).Order(StringComparer.Ordinal), byHttp.Column("customer", "phone").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_recorded_row_opens_other_customers()
    {
        using var desk = new Desk();
        var shown = (await QueryAsync("select rtrim(name) from customer where name like '%李%' order by id limit 1"))[0];
        await desk.RecordAsync(Home, "ledger/get-customer", async person =>
        {
            await SignInAsync(person);
            await SearchAsync(person, shown);
            await person.ClickAsync(shown);
            await person.ReadAsync("客户编号");
        });
        Assert.Equal(ExitCodes.Good, desk.Code);
        var other = (await QueryAsync("select rtrim(name), customernumber from customer where name like '%张%' order by id limit 1"))[0].Split('|');
        var answer = await desk.RunAsync("ledger/get-customer", ("customer", other[0]));
        Assert.Equal(other[1], answer.Json.GetProperty("customerId").GetString());
    }

    [Fact]
    public async Task A_recorded_backup_is_taken_as_the_system_gives_it()
    {
        using var desk = new Desk();
        await desk.RecordAsync(Home, "ledger/take-backup", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("系统");
            await person.ClickAsync("备份");
            await person.ClickAsync("储存至档案");
        });
        Assert.Equal(ExitCodes.Good, desk.Code);
        var answer = await desk.RunAsync("ledger/take-backup");
        Assert.EndsWith(".sql.gz", answer.FileName, StringComparison.Ordinal);
        Assert.Equal([0x1f, 0x8b], answer.File![..2]);
    }

    [Fact]
    public async Task A_recorded_form_saves_other_customers()
    {
        using var desk = new Desk();
        var mark = Guid.NewGuid().ToString("n")[..8];
        await desk.RecordAsync(Home, "ledger/add-customer", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("客户");
            await person.ClickAsync("新增客户");
            await person.ReadAsync("客户编号");
            await person.TypeAsync("客户编号", $"REC{mark}");
            await person.TypeAsync("客户", $"录制户（{mark}）");
            await person.TypeAsync("城市", "安平县");
            await person.TypeAsync("电话号码", "0999-2100001");
            await person.ClickAsync("储存");
            await person.ClickAsync("报表");
            await person.ClickAsync("搜寻");
            await person.TypeAsync("客户", mark);
            await person.ClickAsync("继续");
            await person.ReadAsync(mark);
        });
        var number = "E2E" + Guid.NewGuid().ToString("n")[..8];
        var answer = await desk.RunAsync("ledger/add-customer", ("customerId", number), ("customer", $"复核户（{number}）"), ("city", "安平县"));
        Assert.Equal(ExitCodes.Good, desk.Code);
        Assert.Equal("applied", answer.Json.GetProperty("outcome").GetString());
        Assert.Equal([$"复核户（{number}）"], await QueryAsync($"select rtrim(name) from customer where customernumber = '{number}'"));
        var refused = await desk.RunAsync("ledger/add-customer", ("customerId", number + "b"), ("city", "安平县"));
        Assert.NotEqual(0, refused.Code);
    }

    internal static async Task FindCustomersAsync(Person person, string name)
    {
        await SignInAsync(person);
        await SearchAsync(person, name);
    }

    /// <summary>Name and telephone number of customers, as the system's own database has them.</summary>
    internal static Task<IReadOnlyList<string>> CustomersAsync(string name) =>
        QueryAsync($"select rtrim(name), coalesce(phone, '') from customer where name like '%{name}%'");

    private static async Task SignInAsync(Person person)
    {
        await person.TypeAsync("名称", "admin@anping");
        await person.TypeAsync("密码", "admin2026");
        await person.ClickAsync("登入");
        await person.ReadAsync("客户");
    }

    private static async Task SearchAsync(Person person, string name)
    {
        await person.ClickAsync("客户");
        await person.ClickAsync("报表");
        await person.ClickAsync("搜寻");
        await person.TypeAsync("客户", name);
        await person.ClickAsync("继续");
        await person.ReadAsync("电话号码");
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
