using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Server.Tests.Gateway;

public sealed class ReloadTests : GatewayTest
{
    [Fact]
    public async Task A_thousand_reloads_under_load_give_no_failed_and_no_mixed_answer()
    {
        Host.Connection.Tells = (request, adapter, _) => FakeConnection.Told(
            new RunEvent.Rows(1, 1, [new Row([.. adapter.Find(request.Operation)!.Output!.Fields.Select(_ => (object?)adapter.Version)])]),
            new RunEvent.Finished(FakeConnection.Result(request, adapter) with { RowCount = 1 }));
        Host.Publish(Version(0));

        using var done = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 4).Select(_ => CallUntil(done.Token)).ToList();
        for (var i = 1; i <= 1_000; i++)
        {
            Host.Publish(Version(i));
            await Task.Yield();
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(callers), answered => Assert.True(answered > 0));
        using var last = await GetAsync("/api/sample-town/find");
        Assert.Equal("v1000", last.Headers.GetValues("Daas-Adapter-Version").Single());
    }

    [Fact]
    public async Task Operations_and_documents_come_and_go_together()
    {
        Host.Publish(Version(1));
        using var before = await GetAsync("/openapi/sample-town.json");
        using var same = await GetAsync("/openapi/sample-town.json", headers: ("If-None-Match", before.Headers.ETag!.ToString()));
        Assert.Equal(304, (int)same.StatusCode);

        Host.Publish(Version(2));
        using var after = await GetAsync("/openapi/sample-town.json", headers: ("If-None-Match", before.Headers.ETag!.ToString()));
        Assert.Contains("v2_", await after.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        Host.Publish();
        using var gone = await GetAsync("/openapi/sample-town.json");
        using var call = await GetAsync("/api/sample-town/find");
        await ProblemAsync(gone, 404, "unknown-operation");
        await ProblemAsync(call, 404, "unknown-operation");
    }

    private static Adapter Version(int number) => new()
    {
        Id = "sample-town",
        Title = "样例",
        Url = new Uri("http://127.0.0.1:9/"),
        Version = $"v{number}",
        Operations =
        [
            new Operation
            {
                Id = "find",
                Kind = OperationKind.Pull,
                Title = "查询",
                Output = new Output
                {
                    Rows = new RowSource.Table(["a"]),
                    Fields = [.. Enumerable.Range(0, number % 3 + 1).Select(i => new Field { Name = $"v{number}_{i}", Column = "a" })],
                },
            },
        ],
    };

    private async Task<int> CallUntil(CancellationToken done)
    {
        var answered = 0;
        while (!done.IsCancellationRequested || answered == 0)
        {
            using var response = await GetAsync("/api/sample-town/find");
            Assert.Equal(200, (int)response.StatusCode);
            var version = response.Headers.GetValues("Daas-Adapter-Version").Single();
            var row = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("rows")[0];
            Assert.All(row.EnumerateObject(), member =>
            {
                Assert.StartsWith(version + "_", member.Name, StringComparison.Ordinal);
                Assert.Equal(version, member.Value.GetString());
            });
            answered++;
        }

        return answered;
    }
}
