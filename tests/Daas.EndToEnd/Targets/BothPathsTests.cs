using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.EndToEnd.Targets;

/// <summary>Every pull of the real systems answers the same by both paths, for every input of the other tests and for the ends of lists.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class BothPathsTests(GatewayFixture gateway)
{
    private static readonly Dictionary<string, (string Name, int Port, string Url, string User, string Password)> Systems = new()
    {
        ["sql-ledger"] = ("sqlledger", 8103, "http://127.0.0.1:8103/sql-ledger/", "admin@anping", "admin2026"),
        ["redmine"] = ("redmine", 8102, "http://127.0.0.1:8102/", "admin", "Admin2026"),
        ["rt5"] = ("rt5", 8101, "http://127.0.0.1:8101/", "root", "password"),
        ["ocs"] = ("ocs", 8104, "http://127.0.0.1:8104/ocsreports/index.php", "admin", "admin"),
    };

    [Theory]
    [InlineData("sql-ledger/find-customers")]
    [InlineData("sql-ledger/find-customers", "name", "张")]
    [InlineData("sql-ledger/find-customers", "name", "查无此人")]
    [InlineData("sql-ledger/get-customer", "name", "丁建国(00029)")]
    [InlineData("redmine/find-matters", "project", "p1")]
    [InlineData("redmine/find-matters", "project", "p1", "status", "打开")]
    [InlineData("redmine/find-matters", "project", "p2", "subject", "临时救助")]
    [InlineData("redmine/find-matters", "project", "p1", "subject", "没有这样的主题")]
    [InlineData("redmine/get-matter", "id", "1")]
    [InlineData("redmine/get-attachment", "id", "1")]
    [InlineData("redmine/export-matters", "project", "p2")]
    [InlineData("rt5/find-tickets")]
    [InlineData("rt5/find-tickets", "queue", "养老服务", "status", "打开", "subject", "高龄")]
    [InlineData("rt5/find-tickets", "queue", "社会救助", "town", "龙泉")]
    [InlineData("rt5/find-tickets", "subject", "没有这样的主题")]
    [InlineData("rt5/get-ticket", "id", "7")]
    [InlineData("rt5/list-history", "id", "4")]
    [InlineData("rt5/export-tickets", "queue", "信访转办")]
    [InlineData("ocs/find-computers")]
    [InlineData("ocs/find-computers", "text", "MZJ-CWK-01")]
    [InlineData("ocs/find-computers", "text", "没有这样的机器")]
    [InlineData("ocs/get-computer", "id", "5")]
    [InlineData("ocs/export-computers")]
    [InlineData("ocs/find-users", "text", "admin")]
    public async Task A_pull_is_equal_by_both_paths(string operation, params string[] inputs)
    {
        await ConnectAsync(operation);
        Assert.True(await gateway.Paths.HoldEqualAsync(operation, Inputs(inputs), TestContext.Current.CancellationToken), "it has one path only");
    }

    [Theory]
    [InlineData("sql-ledger/get-customer", "name", "查无此人")]
    [InlineData("redmine/get-matter", "id", "999999")]
    [InlineData("rt5/get-ticket", "id", "999999")]
    [InlineData("rt5/list-history", "id", "999999")]
    [InlineData("ocs/get-computer", "id", "999999")]
    public async Task What_is_not_there_is_not_found_by_both_paths(string operation, params string[] inputs)
    {
        await ConnectAsync(operation);
        foreach (var path in new[] { RunPath.Http, RunPath.Browser })
        {
            var none = new Dictionary<string, FileContent>();
            var answer = await gateway.Paths.RunAsync(operation, Inputs(inputs), none, path, TestContext.Current.CancellationToken);
            Assert.Equal((path, ErrorClass.RecordNotFound), (answer.Result.Path, answer.Result.Error!.Class));
            Assert.False(string.IsNullOrWhiteSpace(answer.Result.Error.Reason));
        }
    }

    [Fact]
    public void Every_operation_of_the_real_systems_has_both_paths()
    {
        foreach (var adapter in Systems.Keys)
        {
            var read = AdapterReader.ReadFolder(Path.Combine(Repository.Adapters, adapter)).Adapter!;
            Assert.NotNull(read.SignIn!.Http);
            Assert.All(read.Operations, operation => Assert.NotNull(operation.Http));
        }
    }

    private Task ConnectAsync(string operation)
    {
        var adapter = operation.Split('/')[0];
        var system = Systems[adapter];
        RealSystem.Needed(system.Name, system.Port);
        return gateway.ConnectAsync(adapter, new Uri(system.Url), system.User, system.Password);
    }

    private static Dictionary<string, string> Inputs(string[] inputs) => inputs.Chunk(2).ToDictionary(i => i[0], i => i[1]);
}
