using System.Diagnostics;
using Daas.Core.Runs;

namespace Daas.EndToEnd.Targets;

/// <summary>OCS Inventory (PHP; a grid filled by script, form tokens with numbered names), compared with its own MariaDB.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class OcsTests(GatewayFixture gateway) : IAsyncLifetime
{
    private const string Computers = "select a.TAG, h.NAME, h.USERID from hardware h join accountinfo a on a.HARDWARE_ID = h.ID";

    public async ValueTask InitializeAsync()
    {
        RealSystem.Needed("ocs", 8104);
        await gateway.ConnectAsync("ocs", new Uri("http://127.0.0.1:8104/ocsreports/index.php"), "admin", "admin");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_grid_over_several_pages_is_that_of_the_database()
    {
        var answer = await gateway.PullAsync("ocs/find-computers");
        var truth = await QueryAsync(Computers);
        Assert.Equal(240, truth.Count);
        Assert.Equal(truth.Order(StringComparer.Ordinal), GatewayFixture.Column(answer, "number", "name", "user").Order(StringComparer.Ordinal));
        Assert.True(answer.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task Words_narrow_the_grid()
    {
        var answer = await gateway.PullAsync("ocs/find-computers", ("text", "MZJ-CWK-01"));
        var truth = await QueryAsync($"{Computers} where h.NAME like '%MZJ-CWK-01%'");
        Assert.NotEmpty(truth);
        Assert.Equal(truth.Order(StringComparer.Ordinal), GatewayFixture.Column(answer, "number", "name", "user").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_answer()
    {
        var answer = await gateway.PullAsync("ocs/find-computers", ("text", "没有这样的机器"));
        Assert.Equal(0, answer.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_computer_is_read_by_its_labels()
    {
        var record = (await gateway.PullAsync("ocs/get-computer", ("id", "5"))).GetProperty("record");
        var truth = (await QueryAsync("select a.TAG, h.NAME, h.USERID, h.OSNAME, h.WORKGROUP, h.IPADDR, h.MEMORY, date_format(h.LASTDATE, '%Y-%m-%dT%H:%i:%s') "
            + "from hardware h join accountinfo a on a.HARDWARE_ID = h.ID where h.ID = 5"))[0];
        var fields = new[] { "number", "name", "user", "system", "department", "address", "memory", "seen" };
        Assert.Equal(truth, string.Join('|', fields.Select(f => record.GetProperty(f).ToString())));
    }

    [Fact]
    public async Task A_computer_that_does_not_exist_is_not_found()
    {
        using var answer = await gateway.TryPullAsync("ocs/get-computer", ("id", "999999"));
        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_export_of_the_list_shown_last_is_read_as_rows()
    {
        var answer = await gateway.PullAsync("ocs/export-computers");
        var truth = await QueryAsync("select NAME from hardware");
        Assert.Equal(truth.Order(StringComparer.Ordinal), GatewayFixture.Column(answer, "name").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task A_new_user_is_saved_once_and_the_same_again_is_refused_in_the_systems_own_words(RunPath path)
    {
        var user = "e2e" + Guid.NewGuid().ToString("n")[..8];
        var inputs = new Dictionary<string, object>
        {
            ["user"] = user,
            ["level"] = "本地管理员",
            ["firstName"] = "芳",
            ["lastName"] = "李",
            ["email"] = "lifang@example.invalid",
            ["password"] = "Staff2026",
        };
        var (status, first) = await gateway.PushAsync(path, "ocs/add-user", inputs);
        Assert.True(status == 200, first.ToString());
        Assert.Equal("applied", first.GetProperty("outcome").GetString());
        var saved = await QueryAsync($"select ID, FIRSTNAME, LASTNAME, NEW_ACCESSLVL, EMAIL from operators where ID = '{user}'");
        Assert.Equal([$"{user}|芳|李|ladmin|lifang@example.invalid"], saved);

        var (again, problem) = await gateway.PushAsync(path, "ocs/add-user", inputs);
        Assert.True(again == 422, problem.ToString());
        Assert.Equal("business-rejected", problem.GetProperty("class").GetString());
        Assert.Contains("已经存在", problem.GetProperty("reason").GetString(), StringComparison.Ordinal);
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
