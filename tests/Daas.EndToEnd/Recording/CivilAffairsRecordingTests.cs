using Daas.Server.Commands;
using Daas.Server.Sandbox;

namespace Daas.EndToEnd.Recording;

/// <summary>The register of residents, recorded as a clerk uses it, then called with what was not shown.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class CivilAffairsRecordingTests
{
    [Fact]
    public async Task A_recorded_search_finds_other_people_over_all_pages()
    {
        await using var sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, TestContext.Current.CancellationToken);
        var system = sandbox.CivilAffairs;
        var account = system.Accounts.All[0];
        using var desk = new Desk();
        await desk.RecordAsync(system.Url, "towns/find-people", async person =>
        {
            await person.TypeAsync("用户名", account.Name);
            await person.TypeAsync("密码", account.Password);
            await person.ClickAsync("登录");
            await person.ClickAsync("居民信息查询");
            await person.ChooseAsync("街道", "东关街道");
            await person.ClickAsync("查询");
            await person.ClickAsync("下一页");
        });
        var answer = await desk.RunAsync("towns/find-people", ("street", "西关街道"));
        Assert.Equal(ExitCodes.Good, desk.Code);
        Assert.Equal(system.Residents.Where(r => r.Street == "西关街道").Select(r => $"{r.No}|{r.Name}|{r.IdNumber}|{r.Birth:yyyy-MM-dd}"),
            answer.Column("id", "name", "idNumber", "birthDate"));
    }
}
