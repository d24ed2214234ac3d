using System.Text.Json;
using Daas.Core.Runs;
using Daas.Runtime.Connections;

namespace Daas.Server.Tests.Health;

public sealed class HealthStreamTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_told_with_the_part_that_changed_and_no_other()
    {
        var health = new SampleHealth();
        health.Change(SampleHealth.Connection("civil", "民政业务管理系统", ConnectionState.Healthy, SampleHealth.Operation("find", "查询居民", 9)));
        health.Change(SampleHealth.Connection("oa", "公文系统", ConnectionState.Healthy, SampleHealth.Operation("send", "发文", 1)));
        await using var site = await OperatorSite.StartAsync(health);
        using var client = await site.SignedInAsync();
        using var stream = new StreamReader(await client.GetStreamAsync("/health/stream", Ct));

        var first = await PartsAsync(stream);
        Assert.Equal(["summary", "problems", "c-civil-default", "c-oa-default"], first.Order);
        Assert.Equal(4, first.Changed.Count);

        health.Change(SampleHealth.Connection("oa", "公文系统", ConnectionState.TargetDown, SampleHealth.Operation("send", "发文", 1)) with { Class = ErrorClass.TargetDown, Reason = "refused" });
        var second = await PartsAsync(stream);
        Assert.Equal(["c-oa-default", "summary"], second.Changed.Keys.Order());
        Assert.Contains("system is down", second.Changed["c-oa-default"], StringComparison.Ordinal);
        Assert.Equal("c-oa-default", second.Order[2]);

        health.Connections.RemoveAll(c => c.Connection.Adapter == "oa");
        health.Change(health.Connections[0]);
        var third = await PartsAsync(stream);
        Assert.DoesNotContain("c-oa-default", third.Order);
    }

    private static async Task<Parts> PartsAsync(StreamReader stream)
    {
        var kind = "";
        while (await stream.ReadLineAsync(Ct) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line["event: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && kind == "parts")
                return JsonSerializer.Deserialize<Parts>(line["data: ".Length..], JsonSerializerOptions.Web)!;
        }

        throw new EndOfStreamException();
    }

    private sealed record Parts(List<string> Order, Dictionary<string, string> Changed);
}
