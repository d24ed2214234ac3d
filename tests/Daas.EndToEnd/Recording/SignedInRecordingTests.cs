using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.CivilAffairs;

namespace Daas.EndToEnd.Recording;

/// <summary>From the second recording of an adapter on, nobody types a password.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class SignedInRecordingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_recording_starts_signed_in_and_a_refused_account_is_replaced_by_hand()
    {
        await using var sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, Ct);
        var system = sandbox.CivilAffairs;
        var (first, other) = (system.Accounts.All[0], system.Accounts.All[1]);
        using var desk = new Desk();
        await desk.RecordAsync(system.Url, "towns/find-people", async person =>
        {
            await SignInAsync(person, first.Name, first.Password);
            await SearchAsync(person, "东关街道");
        });
        Assert.Equal(ExitCodes.Good, desk.Code);
        var system1 = await File.ReadAllTextAsync(desk.Script("towns/system"), Ct);

        await desk.RecordAsync(system.Url, "towns/find-others", person => SearchAsync(person, "新民街道"));
        Assert.Contains($"Signed in as {first.Name} with the stored account", desk.Said, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Good, desk.Code);
        Assert.Equal(system1, await File.ReadAllTextAsync(desk.Script("towns/system"), Ct));
        Assert.DoesNotContain("credential", await File.ReadAllTextAsync(desk.Script("towns/find-others"), Ct), StringComparison.Ordinal);
        await HoldAsync(desk, system, "towns/find-others");

        await desk.ConnectAsync("towns", first.Name, "not the password");
        await desk.RecordAsync(system.Url, "towns/find-again", async person =>
        {
            await SignInAsync(person, other.Name, other.Password);
            await SearchAsync(person, "新民街道");
        });
        Assert.Contains("The stored account was refused (", desk.Said, StringComparison.Ordinal);
        Assert.Contains("Sign in by hand; the password that you type replaces the stored one.", desk.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("credential", await File.ReadAllTextAsync(desk.Script("towns/find-again"), Ct), StringComparison.Ordinal);
        await HoldAsync(desk, system, "towns/find-again");
    }

    private static async Task SignInAsync(Person person, string user, string password)
    {
        await person.TypeAsync("用户名", user);
        await person.TypeAsync("密码", password);
        await person.ClickAsync("登录");
    }

    private static async Task SearchAsync(Person person, string street)
    {
        await person.ClickAsync("居民信息查询");
        await person.ChooseAsync("街道", street);
        await person.ClickAsync("查询");
        await person.ClickAsync("下一页");
    }

    private static async Task HoldAsync(Desk desk, CivilAffairsSystem system, string operation)
    {
        var answer = await desk.RunAsync(operation, ("street", "西关街道"));
        Assert.Equal(system.Residents.Where(r => r.Street == "西关街道").Select(r => r.Name), answer.Column("name"));
    }
}
