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
        Assert.Equal(ProofVerdict.Proved, await ProveAsync(adapter, operation));
        var switches = gateway.Sandbox.Systems.Single(s => s.Url == Url(adapter)).Switches;
        var right = await AskAsync($"{adapter}/{operation}");
        Assert.Equal((200, "http"), (right.Status, right.Path));

        foreach (var (name, turn) in new (string, Action<Switches>)[]
        {
            ("expire", s => s.Expire()), ("moveColumns", s => s.MoveColumns = true), ("relabel", s => s.Relabel = true),
            ("dropColumn", s => s.DropColumn = true), ("maintenance", s => s.Maintenance = true), ("unavailable", s => s.Unavailable = true),
        })
        {
            switches.AllOff();
            turn(switches);
            var answer = await AskAsync($"{adapter}/{operation}");
            Assert.True(answer.Status != 200 || answer.Text == right.Text, $"{name}: another answer, by {answer.Path}");
            if (name is "expire")
                Assert.Equal(200, answer.Status);
        }

        // What was suspended on the way is proved anew.
        switches.AllOff();
        Assert.Equal(ProofVerdict.Proved, await ProveAsync(adapter, operation));
        var again = await AskAsync($"{adapter}/{operation}");
        Assert.Equal((200, "http", right.Text), (again.Status, again.Path, again.Text));
    }

    private Uri Url(string adapter) => adapter switch
    {
        "civil-affairs" => gateway.Sandbox.CivilAffairs.Url,
        "document-oa" => gateway.Sandbox.DocumentOa.Url,
        _ => gateway.Sandbox.CommunityGrid.Url,
    };

    private async Task<ProofVerdict?> ProveAsync(string adapter, string operation)
    {
        ProofVerdict? verdict = null;
        await foreach (var told in gateway.Folder.ProveAsync(new ProofWish(adapter, operation, null, [], false), Ct))
        {
            if (told is ProofEvent.Finished finished)
                verdict = finished.Verdict;
        }

        return verdict;
    }

    private async Task<(int Status, string? Path, string Text)> AskAsync(string operation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, $"/api/{operation}") { Headers = { { "Accept", "text/csv" } } };
        using var answer = await gateway.Api.SendAsync(message, Ct);
        var path = answer.Headers.TryGetValues("Daas-Path", out var values) ? values.Single() : null;
        return ((int)answer.StatusCode, path, await answer.Content.ReadAsStringAsync(Ct));
    }
}
