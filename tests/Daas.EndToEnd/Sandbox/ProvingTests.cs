using Daas.Runtime.Proving;
using Daas.Server.Commands;
using Daas.Server.Sandbox.CivilAffairs;

namespace Daas.EndToEnd.Sandbox;

/// <summary>Proofs over a real browser, through the running gateway.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class ProvingTests(GatewayFixture gateway) : IDisposable
{
    private CivilAffairsSystem System => gateway.Sandbox.CivilAffairs;

    public void Dispose() => System.Switches.AllOff();

    [Fact]
    public async Task A_search_over_several_pages_is_proved_with_each_of_its_inputs()
    {
        var end = await ProveAsync("find-residents");
        Assert.True(end.Verdict == ProofVerdict.Proved, end.Why);
        Assert.True(end.Entry!.Rows > System.Residents.Count);
        Assert.Equal(["idNumber", "name", "street"], end.Entry.Cases.SelectMany(c => c.Inputs.Keys).Distinct().Order());
        Assert.Contains(end.Entry.Cases, c => c.Pages > 1);
        Assert.Contains(end.Entry.Cases, c => c.Rows == 0);
        Assert.NotNull(end.Entry.Contract);
    }

    [Fact]
    public async Task A_registration_is_written_once_and_every_value_is_read_back()
    {
        var before = System.Residents.Count;
        var id = $"99010119880101{Random.Shared.Next(1000):000}X";
        var end = await ProveAsync("register-resident", new Dictionary<string, string>
        {
            ["name"] = "王芳",
            ["sex"] = "女",
            ["idNumber"] = id,
            ["birthDate"] = "1988-01-01",
            ["nation"] = "回族",
            ["phone"] = "13900001111",
            ["street"] = "东关街道",
            ["community"] = "和平社区",
            ["subsidy"] = "true",
        });
        Assert.True(end.Verdict == ProofVerdict.Proved, end.Why);
        Assert.Equal(before + 1, System.Residents.Count);
        Assert.Contains("9 values as given", end.Why, StringComparison.Ordinal);
        Assert.Contains(end.Notes, n => n.Contains("address", StringComparison.Ordinal));
    }

    private async Task<ProofEvent.Finished> ProveAsync(string operation, Dictionary<string, string>? given = null)
    {
        var wish = new ProofWish("civil-affairs", operation, null, given is null ? [] : [new ProofInputs(Core.Storage.ProofSource.Given, given)], MayWrite: given is not null);
        var events = new List<ProofEvent>();
        await foreach (var told in gateway.Folder.ProveAsync(wish, TestContext.Current.CancellationToken))
            events.Add(told);
        return Assert.IsType<ProofEvent.Finished>(events[^1]);
    }
}
