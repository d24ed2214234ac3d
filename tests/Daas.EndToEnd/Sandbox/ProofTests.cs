using Daas.Core.Runs;
using Daas.Runtime.Proving;
using Daas.Server.Commands;
using Daas.Server.Sandbox;

namespace Daas.EndToEnd.Sandbox;

/// <summary>What is proved is answered by HTTP, and never wrongly: whatever becomes of the old system, the answer is the right one or none.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class ProofTests(GatewayFixture gateway) : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var system in gateway.Sandbox.Systems)
            system.Switches.AllOff();
    }

    [Theory]
    [InlineData("civil-affairs", "find-residents")]
    [InlineData("document-oa", "find-documents")]
    [InlineData("community-grid", "find-events")]
    public async Task No_switch_makes_a_proved_operation_answer_wrongly(string adapter, string operation)
    {
        await ProveAsync(adapter, operation);
        var system = gateway.Sandbox.Systems.Single(s => s.Url == Url(adapter));
        var switches = system.Switches;
        var right = await AskAsync($"{adapter}/{operation}");
        Assert.Equal((200, "http"), (right.Status, right.Path));

        foreach (var (name, turn) in new (string, Action<Switches>)[]
        {
            ("expire", s => s.Expire()), ("moveColumns", s => s.MoveColumns = true), ("relabel", s => s.Relabel = true),
            ("dropColumn", s => s.DropColumn = true), ("slow", s => s.Slow = 300), ("fakeSave", s => s.FakeSave = true),
            ("maintenance", s => s.Maintenance = true), ("unavailable", s => s.Unavailable = true), ("down", s => s.Down = true), ("askCode", AskCode),
        })
        {
            switches.AllOff();
            turn(switches);
            var answer = await AskAsync($"{adapter}/{operation}");
            Assert.True(answer.Status != 200 || answer.Text == right.Text, $"{name}: another answer, by {answer.Path}");
            if (name is "expire")
                Assert.Equal(200, answer.Status);
        }

        // What was suspended on the way is proved anew, once nobody waits for a person's code and the system is no longer spared because it was down.
        switches.AllOff();
        await gateway.ConnectAsync(adapter, system.Url, system.Accounts.All[0].Name, system.Accounts.All[0].Password);
        while ((await AskAsync($"{adapter}/{operation}")).Status == 503)
            await Task.Delay(TimeSpan.FromSeconds(2), Ct);
        await ProveAsync(adapter, operation);
        var again = await AskAsync($"{adapter}/{operation}");
        Assert.Equal((200, "http", right.Text), (again.Status, again.Path, again.Text));
    }

    private static void AskCode(Switches switches)
    {
        switches.AskCode = true;
        switches.Expire();
    }

    private Uri Url(string adapter) => adapter switch
    {
        "civil-affairs" => gateway.Sandbox.CivilAffairs.Url,
        "document-oa" => gateway.Sandbox.DocumentOa.Url,
        _ => gateway.Sandbox.CommunityGrid.Url,
    };

    private async Task ProveAsync(string adapter, string operation)
    {
        ProofEvent.Finished? end = null;
        await foreach (var told in gateway.Folder.ProveAsync(new ProofWish(adapter, operation, null, [], false), Ct))
            end = told as ProofEvent.Finished ?? end;
        Assert.True(end?.Verdict == ProofVerdict.Proved, end?.Why);
    }

    private async Task<(int Status, string? Path, string Text)> AskAsync(string operation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, $"/api/{operation}") { Headers = { { "Accept", "text/csv" } } };
        using var answer = await gateway.Api.SendAsync(message, Ct);
        var path = answer.Headers.TryGetValues("Daas-Path", out var values) ? values.Single() : null;
        return ((int)answer.StatusCode, path, await answer.Content.ReadAsStringAsync(Ct));
    }
}
