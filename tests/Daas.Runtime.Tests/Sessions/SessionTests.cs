using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;
using Daas.Runtime.Tests.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Sessions;

public sealed class SessionTests
{
    private static Adapter SignedIn(int sessions = 1, int concurrency = 1) =>
        Town(new Limits { Sessions = sessions, Concurrency = concurrency, PerMinute = 1000 }, signIn: true);

    private static Task<SignInResult> Refuse(ErrorClass error, string words) =>
        Task.FromResult(new SignInResult(null, new RunError(error, "refused") { Reason = words }, [9]));

    [Fact]
    public async Task A_hundred_runs_at_once_sign_in_once()
    {
        await using var bed = await StartAsync(SignedIn(concurrency: 5));
        bed.Path.SignIn = async (_, _, _) =>
        {
            await Task.Delay(5);
            return new SignInResult(new Uri("http://old.test/home"));
        };
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => bed.RunAsync("find")));
        Assert.All(results, r => Assert.True(r.Succeeded));
        Assert.Equal(1, bed.Path.SignIns);
        Assert.Single(bed.Path.Leases.Select(l => l.Session).Distinct());
        Assert.Equal(SessionState.Usable, bed.Connection.Health.Session);
    }

    [Fact]
    public async Task As_many_sessions_as_granted_are_made_when_they_are_needed()
    {
        await using var bed = await StartAsync(SignedIn(sessions: 2, concurrency: 2));
        var both = new TaskCompletionSource();
        bed.Path.Run = async (_, _, _, _) =>
        {
            if (bed.Path.MostRunning == 2)
                both.TrySetResult();
            await both.Task;
            return new AttemptResult();
        };
        await Task.WhenAll(bed.RunAsync("find"), bed.RunAsync("find"));
        Assert.Equal(2, bed.Path.SignIns);
        Assert.Equal(1, bed.Path.MostSigningIn);
        Assert.Equal(["town/default", "town/default#2"], bed.Path.Leases.Select(l => l.Session).Distinct().Order());
    }

    [Fact]
    public async Task A_restart_keeps_the_session()
    {
        var first = await StartAsync(SignedIn());
        await first.RunAsync("find");
        await first.DisposeAsync();

        await using var second = await StartAsync(SignedIn(), after: first);
        Uri? home = null;
        second.Path.Run = (_, attempt, _, _) =>
        {
            home = attempt.Home;
            return Task.FromResult(new AttemptResult());
        };
        Assert.True((await second.RunAsync("find")).Succeeded);
        Assert.Equal(0, second.Path.SignIns);
        Assert.Equal("state 1", second.Path.Leases.Single().State);
        Assert.Equal(new Uri("http://old.test/home"), home);
    }

    [Fact]
    public async Task A_kept_session_of_another_credential_is_not_used()
    {
        var first = await StartAsync(SignedIn());
        await first.RunAsync("find");
        await first.Stores.CredentialStore.SaveAsync(Id, "other", "secret", CancellationToken.None);
        await using var second = await StartAsync(SignedIn(), after: first);
        await second.RunAsync("find");
        Assert.Equal(1, second.Path.SignIns);
        // A running process notices within a second.
        first.Time.Advance(TimeSpan.FromSeconds(1));
        await first.RunAsync("find");
        Assert.Equal(2, first.Path.SignIns);
        await first.DisposeAsync();
    }

    [Theory]
    [InlineData("find", null)]
    [InlineData("add", "key 1")]
    public async Task An_expired_session_is_renewed_once(string operation, string? key)
    {
        await using var bed = await StartAsync(SignedIn());
        bed.Path.Run = (_, _, _, _) => Task.FromResult(bed.Path.Attempts == 1 ? Lost : new AttemptResult { Outcome = PushOutcome.Applied });
        var events = await bed.EventsAsync(bed.Request(operation, key));
        var result = ((RunEvent.Finished)events[^1]).Result;
        Assert.True(result.Succeeded);
        Assert.Equal(2, bed.Path.SignIns);
        Assert.Equal(2, events.OfType<RunEvent.SigningIn>().Count());
        Assert.Equal(2, result.Attempts);
    }

    [Fact]
    public async Task A_session_that_is_lost_right_after_signing_in_ends_the_run()
    {
        await using var bed = await StartAsync(SignedIn());
        bed.Path.Run = (_, _, _, _) => Task.FromResult(Lost);
        var result = await bed.RunAsync("find");
        Assert.Equal(ErrorClass.NeedsPerson, result.Error!.Class);
        Assert.Equal(2, bed.Path.SignIns);
        Assert.Equal(2, bed.Path.Attempts);
    }

    [Fact]
    public async Task Two_runs_that_find_it_lost_at_once_sign_in_once()
    {
        await using var bed = await StartAsync(SignedIn(concurrency: 2));
        await bed.RunAsync("find");
        var (lost, both) = (0, new TaskCompletionSource());
        bed.Path.Run = async (lease, _, _, _) =>
        {
            if (lease.State != "state 1")
                return new AttemptResult();
            if (Interlocked.Increment(ref lost) == 2)
                both.SetResult();
            await both.Task;
            return Lost;
        };
        var results = await Task.WhenAll(bed.RunAsync("find"), bed.RunAsync("find"));
        Assert.All(results, r => Assert.True(r.Succeeded));
        Assert.Equal(2, bed.Path.SignIns);
        Assert.Equal(2, lost);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_password_is_tried_once_until_it_is_changed(bool storeFails)
    {
        await using var bed = await StartAsync(SignedIn());
        bed.Stores.CredentialStore.RejectingFails = storeFails;
        bed.Path.SignIn = (_, _, _) => Refuse(ErrorClass.CredentialsRejected, "用户名或密码错误");
        var first = await bed.RunAsync("find");
        Assert.Equal((ErrorClass.CredentialsRejected, "用户名或密码错误"), (first.Error!.Class, first.Error.Reason));
        Assert.True(first.HasPicture);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bed.RunAsync("find")));
        Assert.Equal(1, bed.Path.SignIns);
        Assert.Single(bed.Stores.RunStore.Kept);
        var health = bed.Connection.Health;
        Assert.Equal((ConnectionState.CredentialsRejected, SessionState.Blocked), (health.State, health.Session));
        Assert.Contains("用户名或密码错误", health.Reason);

        bed.Path.SignIn = (_, _, _) => Task.FromResult(new SignInResult(null));
        await bed.Stores.CredentialStore.SaveAsync(Id, "clerk", "better", CancellationToken.None);
        Assert.True((await bed.RunAsync("find")).Succeeded);
        Assert.Equal(2, bed.Path.SignIns);
        Assert.Equal(ConnectionState.Healthy, bed.Connection.Health.Reads);
    }

    [Fact]
    public async Task A_refusal_is_remembered_over_a_restart_and_shows_before_the_first_run()
    {
        var first = await StartAsync(SignedIn());
        first.Path.SignIn = (_, _, _) => Refuse(ErrorClass.AccountLocked, "账号已锁定");
        await first.RunAsync("find");
        await first.DisposeAsync();

        await using var second = await StartAsync(SignedIn(), after: first);
        Assert.Equal((ConnectionState.CredentialsRejected, ErrorClass.AccountLocked), (second.Connection.Health.State, second.Connection.Health.Class));
        Assert.Equal(ErrorClass.AccountLocked, (await second.RunAsync("find")).Error!.Class);
        Assert.Equal(0, second.Path.SignIns);
    }

    [Fact]
    public async Task What_needs_a_person_waits_for_one()
    {
        await using var bed = await StartAsync(SignedIn());
        bed.Path.SignIn = (_, _, _) => Refuse(ErrorClass.NeedsPerson, "请输入验证码");
        Assert.Equal(ErrorClass.NeedsPerson, (await bed.RunAsync("find")).Error!.Class);
        Assert.Equal(ErrorClass.NeedsPerson, (await bed.RunAsync("find")).Error!.Class);
        Assert.Equal(1, bed.Path.SignIns);
        Assert.Equal(ConnectionState.NeedsPerson, bed.Connection.Health.State);
        bed.Path.SignIn = (_, _, _) => Task.FromResult(new SignInResult(null));
        bed.Connection.PersonDone();
        Assert.True((await bed.RunAsync("find")).Succeeded);
    }

    [Fact]
    public async Task Without_a_credential_the_error_says_how_to_store_one()
    {
        await using var bed = await StartAsync(SignedIn());
        await bed.Stores.CredentialStore.RemoveAsync(Id, CancellationToken.None);
        var error = (await bed.RunAsync("find")).Error!;
        Assert.Equal(ErrorClass.CredentialsRejected, error.Class);
        Assert.Contains("daas connect town", error.Message);
        Assert.Equal(0, bed.Path.SignIns);
    }

    [Fact]
    public async Task Where_each_run_signs_in_it_does_so_in_its_own_place_and_never_two_at_once()
    {
        await using var bed = await StartAsync(Town(new Limits { Sessions = 1, Concurrency = 5 }, signIn: true, eachRun: true));
        var signedIn = new List<FakeLease>();
        bed.Path.SignIn = (lease, _, _) =>
        {
            signedIn.Add(lease);
            return Task.FromResult(new SignInResult(null));
        };
        bed.Path.Run = (lease, _, _, _) =>
        {
            Assert.Same(signedIn[^1], lease);
            return Task.FromResult(new AttemptResult());
        };
        var results = await Task.WhenAll(bed.RunAsync("find"), bed.RunAsync("find"), bed.RunAsync("find"));
        Assert.All(results, r => Assert.True(r.Succeeded));
        Assert.Equal(3, bed.Path.SignIns);
        Assert.Equal(1, bed.Path.MostRunning);
    }

    [Fact]
    public async Task A_sign_in_that_finds_the_system_down_is_tried_again_and_refuses_nobody()
    {
        await using var bed = await StartAsync(SignedIn());
        bed.Path.SignIn = (_, _, _) => Task.FromResult(
            bed.Path.SignIns == 1 ? new SignInResult(null, new RunError(ErrorClass.TargetDown, "down")) : new SignInResult(null));
        Assert.True((await bed.LetPassAsync(bed.RunAsync("find"))).Succeeded);
        Assert.Equal(2, bed.Path.SignIns);
    }
}
