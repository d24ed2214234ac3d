using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;
using Xunit;

namespace Daas.Runtime.Tests.Connections;

public sealed class LendingTests
{
    private static readonly Uri List = new("http://old.test/list");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_lent_with_the_page_that_was_asked_for()
    {
        await using var bed = await TestBed.StartAsync(TestBed.Town(signIn: true));
        var lent = await bed.Connection.LendAsync(List, Stop);
        Assert.Equal(("state 1", List, "clerk"), (lent.State, lent.Start, lent.User));
        await bed.RunAsync("find");
        Assert.Equal(1, bed.Path.SignIns);
    }

    [Fact]
    public async Task A_session_that_has_ended_is_renewed_before_it_is_lent()
    {
        await using var bed = await TestBed.StartAsync(TestBed.Town(signIn: true));
        await bed.RunAsync("find");
        bed.Path.Run = (_, _, _, _) => Task.FromResult(bed.Path.SignIns == 1 ? TestBed.Lost : new AttemptResult());
        var lent = await bed.Connection.LendAsync(List, Stop);
        Assert.Equal((2, "state 2", List), (bed.Path.SignIns, lent.State, lent.Start));
    }

    [Fact]
    public async Task An_address_that_asks_everybody_to_sign_in_gives_way_to_where_sign_in_ended()
    {
        await using var bed = await TestBed.StartAsync(TestBed.Town(signIn: true));
        bed.Path.Run = (_, attempt, _, _) => Task.FromResult(attempt.Operation.Steps is [Step.Open { Url.Source: "http://old.test/list" }] ? TestBed.Lost : new AttemptResult());
        Assert.Equal(new Uri("http://old.test/home"), (await bed.Connection.LendAsync(List, Stop)).Start);
    }

    [Fact]
    public async Task The_sign_in_page_itself_is_not_opened_with_a_session()
    {
        var town = TestBed.Town(signIn: true);
        await using var bed = await TestBed.StartAsync(town with { SignIn = town.SignIn! with { Steps = [new Step.Open("/login")] } });
        Assert.Equal(new Uri("http://old.test/home"), (await bed.Connection.LendAsync(new Uri("http://old.test/login"), Stop)).Start);
        Assert.Equal(1, bed.Path.SignIns);
    }

    [Theory]
    [InlineData(ErrorClass.CredentialsRejected, LentSessionRefusal.Refused)]
    [InlineData(ErrorClass.AccountLocked, LentSessionRefusal.Refused)]
    [InlineData(ErrorClass.NeedsPerson, LentSessionRefusal.Person)]
    [InlineData(ErrorClass.TargetDown, LentSessionRefusal.Failed)]
    public async Task Why_nobody_is_signed_in_is_told_by_its_kind(ErrorClass error, LentSessionRefusal refusal)
    {
        await using var bed = await TestBed.StartAsync(TestBed.Town(signIn: true));
        bed.Path.SignIn = (_, _, _) => Task.FromResult(new SignInResult(null, new RunError(error, "no") { Reason = "密码错误" }));
        var lent = await bed.Connection.LendAsync(List, Stop);
        Assert.Equal((null, refusal, "密码错误"), (lent.State, lent.Refusal, lent.Error!.Reason));
    }

    [Fact]
    public async Task Without_an_account_or_a_sign_in_or_with_one_for_each_run_nothing_is_asked_of_the_system()
    {
        await using var bed = await TestBed.StartAsync(TestBed.Town(signIn: true));
        await bed.Stores.CredentialStore.RemoveAsync(TestBed.Id, Stop);
        Assert.Equal(LentSessionRefusal.NoAccount, (await bed.Connection.LendAsync(List, Stop)).Refusal);
        Assert.Equal(LentSessionRefusal.OtherSystem, (await bed.Connection.LendAsync(new Uri("http://new.test/"), Stop)).Refusal);
        await using var open = await TestBed.StartAsync(TestBed.Town());
        Assert.Equal(LentSessionRefusal.NoSignIn, (await open.Connection.LendAsync(List, Stop)).Refusal);
        await using var each = await TestBed.StartAsync(TestBed.Town(signIn: true, eachRun: true));
        Assert.Equal(LentSessionRefusal.EachRun, (await each.Connection.LendAsync(List, Stop)).Refusal);
        Assert.Equal(0, bed.Path.SignIns + open.Path.SignIns + each.Path.SignIns + each.Path.Attempts);
    }
}
