using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;
using Xunit;

namespace Daas.Runtime.Tests.Connections;

public sealed class HandSignInTests
{
    private const string State = """{"cookies":[{"name":"sid","value":"hand","domain":"old.test","path":"/","expires":-1}],"origins":[]}""";
    private static readonly Uri Home = new("http://old.test/home");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Adapter Town(Limits? limits = null, int? keepAlive = null)
    {
        var town = TestBed.Town(limits, signIn: true);
        return town with { SignIn = town.SignIn! with { NeedsPerson = TestBed.Shows("验证码"), KeepAlive = keepAlive } };
    }

    [Fact]
    public async Task A_session_that_a_person_made_is_looked_at_kept_and_used_by_the_next_run()
    {
        await using var bed = await AskedAsync(Town());
        await using var hand = (await bed.Connection.BeginByHandAsync("Li", Stop)).SignIn!;
        Assert.Null(await hand.TakeAsync(State, Home, Stop));
        var seen = bed.Path.Leases.Last();
        Assert.Equal((State, true), (seen.State, seen.Discarded));
        Assert.Equal((SessionState.Usable, ConnectionState.Verifying), (bed.Connection.Health.Session, bed.Connection.Health.State));

        Assert.True((await bed.RunAsync("find")).Succeeded);
        Assert.Equal(1, bed.Path.SignIns);
        Assert.Equal("hand", bed.Path.Leases.Last().Holder["sid"]);
        Assert.Equal(ConnectionState.Healthy, bed.Connection.Health.State);
    }

    [Fact]
    public async Task A_state_that_shows_nobody_signed_in_is_refused_and_nothing_goes_on()
    {
        await using var bed = await AskedAsync(Town());
        await using var hand = (await bed.Connection.BeginByHandAsync("Li", Stop)).SignIn!;
        bed.Path.Run = (_, attempt, _, _) =>
            Task.FromResult(attempt.Operation.Steps is [Step.Open, Step.WaitFor] ? TestBed.Failed(ErrorClass.Drift, "not shown") : new AttemptResult());
        Assert.Equal(ErrorClass.Drift, (await hand.TakeAsync(State, Home, Stop))!.Class);
        bed.Path.Run = (_, _, _, _) => Task.FromResult(TestBed.Lost);
        Assert.NotNull(await hand.TakeAsync(State, Home, Stop));
        Assert.Equal(ConnectionState.NeedsPerson, bed.Connection.Health.State);
        Assert.Equal(ErrorClass.NeedsPerson, (await bed.RunAsync("find")).Error!.Class);
        Assert.Equal(1, bed.Path.SignIns);
    }

    [Fact]
    public async Task The_second_person_is_told_who_is_at_it_until_that_one_is_done()
    {
        await using var bed = await AskedAsync(Town());
        var first = (await bed.Connection.BeginByHandAsync("Li", Stop)).SignIn!;
        var second = await bed.Connection.BeginByHandAsync("Wang", Stop);
        Assert.Equal((HandRefusal.Taken, ("Li", bed.Time.GetUtcNow())), (second.Refusal, second.Other!.Value));
        await first.DisposeAsync();
        Assert.True(first.Ended.IsCancellationRequested);
        await using var again = (await bed.Connection.BeginByHandAsync("Wang", Stop)).SignIn!;
        Assert.Null(await again.TakeAsync(State, Home, Stop));
        await again.DisposeAsync();
        Assert.Equal(HandRefusal.SignedIn, (await bed.Connection.BeginByHandAsync("Wang", Stop)).Refusal);
    }

    [Fact]
    public async Task What_a_person_cannot_help_is_not_begun()
    {
        await using var bed = await AskedAsync(Town());
        await bed.Stores.CredentialStore.RejectAsync(TestBed.Id, 1, "密码错误", false, Stop);
        var refused = await bed.Connection.BeginByHandAsync("Li", Stop);
        Assert.Equal((HandRefusal.Account, "密码错误"), (refused.Refusal, refused.Error!.Reason));
        await using var plain = await TestBed.StartAsync(TestBed.Town(signIn: true));
        Assert.Equal(HandRefusal.NotForPersons, (await plain.Connection.BeginByHandAsync("Li", Stop)).Refusal);
        var town = Town();
        await using var each = await TestBed.StartAsync(town with { SignIn = town.SignIn! with { EachRun = true } });
        Assert.Equal(HandRefusal.NotForPersons, (await each.Connection.BeginByHandAsync("Li", Stop)).Refusal);
    }

    [Fact]
    public async Task An_account_changed_meanwhile_is_not_taken_for_the_one_that_signed_in_before()
    {
        await using var bed = await AskedAsync(Town());
        await using var hand = (await bed.Connection.BeginByHandAsync("Li", Stop)).SignIn!;
        await bed.Stores.CredentialStore.RejectAsync(TestBed.Id, 1, "密码错误", false, Stop);
        Assert.Equal(ErrorClass.CredentialsRejected, (await hand.TakeAsync(State, Home, Stop))!.Class);
        Assert.Equal(ConnectionState.CredentialsRejected, bed.Connection.Health.State);
    }

    [Fact]
    public async Task A_connection_that_goes_away_ends_the_signing_in()
    {
        await using var bed = await AskedAsync(Town());
        await using var hand = (await bed.Connection.BeginByHandAsync("Li", Stop)).SignIn!;
        await bed.Directory.ApplyAsync([], Stop);
        await TestBed.EventuallyAsync(() => hand.Ended.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hand.TakeAsync(State, Home, Stop));
    }

    [Fact]
    public async Task Where_a_system_grants_several_sessions_all_runs_share_the_one_that_a_person_made()
    {
        await using var bed = await AskedAsync(Town(new Limits { Sessions = 3, Concurrency = 3 }));
        await using var hand = (await bed.Connection.BeginByHandAsync("Li", Stop)).SignIn!;
        await hand.TakeAsync(State, Home, Stop);
        var go = new TaskCompletionSource();
        bed.Path.Run = async (_, _, _, ct) =>
        {
            await go.Task.WaitAsync(ct);
            return new AttemptResult();
        };
        var runs = Enumerable.Range(0, 3).Select(_ => bed.RunAsync("find")).ToList();
        await TestBed.EventuallyAsync(() => bed.Path.MostRunning == 3);
        go.SetResult();
        Assert.All(await Task.WhenAll(runs), r => Assert.True(r.Succeeded));
        Assert.Equal(1, bed.Path.SignIns);
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(4, 4)]
    public async Task A_session_that_a_person_made_is_looked_after_while_nobody_uses_it_also_over_a_restart(int? keepAlive, int minutes)
    {
        await using var before = await AskedAsync(Town(keepAlive: keepAlive));
        await using (var hand = (await before.Connection.BeginByHandAsync("Li", Stop)).SignIn!)
            await hand.TakeAsync(State, Home, Stop);
        await before.Directory.DisposeAsync();

        await using var bed = await TestBed.StartAsync(Town(keepAlive: keepAlive), after: before);
        bed.Time.Advance(TimeSpan.FromMinutes(minutes - 1));
        await TestBed.EventuallyAsync(() => bed.Connection.Health.Session == SessionState.Usable);
        Assert.Equal(0, bed.Path.Attempts);
        bed.Time.Advance(TimeSpan.FromMinutes(1));
        await TestBed.EventuallyAsync(() => bed.Path.Attempts == 1);
        Assert.Equal("hand", bed.Path.Leases.Last().Holder["sid"]);
        Assert.Equal(0, bed.Path.SignIns);
    }

    [Fact]
    public async Task A_session_lost_while_nobody_used_it_shows_as_waiting_for_a_person_before_a_run_meets_it()
    {
        await using var bed = await AskedAsync(Town());
        await using (var hand = (await bed.Connection.BeginByHandAsync("Li", Stop)).SignIn!)
            await hand.TakeAsync(State, Home, Stop);
        bed.Path.Run = (_, _, _, _) => Task.FromResult(TestBed.Lost);
        bed.Time.Advance(TimeSpan.FromMinutes(10));
        await TestBed.EventuallyAsync(() => bed.Connection.Health.State == ConnectionState.NeedsPerson);
        bed.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(2, bed.Path.SignIns);
    }

    [Fact]
    public async Task A_session_that_a_machine_can_make_again_is_left_to_expire_unless_the_script_wants_it_kept()
    {
        await using var bed = await TestBed.StartAsync(Town());
        await using var never = await TestBed.StartAsync(Town(keepAlive: 0));
        await using var kept = await TestBed.StartAsync(Town(keepAlive: 5));
        foreach (var one in new[] { bed, never, kept })
            await one.RunAsync("find");
        foreach (var one in new[] { bed, never, kept })
            one.Time.Advance(TimeSpan.FromMinutes(30));
        await TestBed.EventuallyAsync(() => kept.Path.Attempts == 2);
        Assert.Equal((1, 1), (bed.Path.Attempts, never.Path.Attempts));
    }

    /// <summary>Signing in by machine came to where a person is needed.</summary>
    private static async Task<TestBed> AskedAsync(Adapter adapter)
    {
        var bed = await TestBed.StartAsync(adapter);
        bed.Path.SignIn = (_, _, _) => Task.FromResult(new SignInResult(null, new RunError(ErrorClass.NeedsPerson, "asks") { Reason = "验证码" }));
        await bed.RunAsync("find");
        Assert.Equal(ConnectionState.NeedsPerson, bed.Connection.Health.State);
        return bed;
    }
}
