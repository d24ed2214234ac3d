using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;
using Daas.Runtime.Tests.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Sessions;

public sealed class HandOverTests
{
    private static Task<AttemptResult> Done => Task.FromResult(new AttemptResult());

    private static RunRequest By(TestBed bed, RunPath path) => bed.Request("find") with { Path = path };

    private static Func<FakeLease, Daas.Core.Storage.Credential, CancellationToken, Task<SignInResult>> SignsIn(string cookie) => (lease, _, _) =>
    {
        lease.Holder["sid"] = cookie;
        return Task.FromResult(new SignInResult(new Uri("http://old.test/home")));
    };

    private static SignInResult Drifted(bool submitted) =>
        new(null, new RunError(ErrorClass.Drift, "no such form")) { Submitted = submitted };

    [Fact]
    public async Task What_the_browser_signs_in_is_used_by_http()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true)));
        bed.Path.SignIn = SignsIn("from-browser");
        string? seen = null;
        bed.Http.Run = (lease, _, _, _) =>
        {
            seen = lease.Holder["sid"];
            return Done;
        };
        Assert.True((await bed.RunAsync("find")).Succeeded);
        Assert.Equal("from-browser", seen);
        Assert.Equal((1, 0), (bed.Path.SignIns, bed.Http.SignIns));
    }

    [Fact]
    public async Task What_http_signs_in_is_used_by_the_browser()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true));
        bed.Http.SignIn = SignsIn("from-http");
        string? seen = null;
        bed.Path.Run = (lease, _, _, _) =>
        {
            seen = lease.Holder["sid"];
            return Task.FromResult(new AttemptResult { Outcome = PushOutcome.Applied });
        };
        Assert.True((await bed.RunAsync("add", "k1")).Succeeded);
        Assert.Equal("from-http", seen);
        Assert.Equal((0, 1), (bed.Path.SignIns, bed.Http.SignIns));
    }

    [Fact]
    public async Task A_cookie_that_one_path_refreshes_is_there_before_the_next_attempt_of_the_other()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true));
        bed.Http.SignIn = SignsIn("one");
        List<string?> seen = [];
        string? next = null;
        bed.Http.Run = bed.Path.Run = (lease, _, _, _) =>
        {
            seen.Add(lease.Holder["sid"]);
            lease.Holder["sid"] = next;
            return Done;
        };
        foreach (var (path, gives) in new (RunPath, string?)[] { (RunPath.Http, "two"), (RunPath.Browser, "three"), (RunPath.Http, "four"), (RunPath.Browser, null), (RunPath.Http, "x") })
        {
            next = gives;
            await bed.RunAsync(By(bed, path));
        }

        Assert.Equal(["one", "two", "three", "four", null], seen);
    }

    [Fact]
    public async Task Nothing_is_handed_over_where_nothing_changed()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true));
        bed.Http.SignIn = SignsIn("one");
        for (var i = 0; i < 3; i++)
        {
            await bed.RunAsync(By(bed, RunPath.Http));
            await bed.RunAsync(By(bed, RunPath.Browser));
        }

        Assert.Equal(1, Assert.Single(bed.Http.Holders).Value.Takes);
        Assert.Equal(1, Assert.Single(bed.Path.Holders).Value.Takes);
    }

    [Fact]
    public async Task Two_runs_at_the_same_time_lose_nothing_of_each_other()
    {
        await using var bed = await StartAsync(ByHttp(Town(new Limits { Concurrency = 2 }, signIn: true), signIn: true));
        bed.Http.SignIn = SignsIn("one");
        TaskCompletionSource both = new(), httpEnded = new();
        var begun = 0;
        bed.Http.Run = async (lease, _, _, _) =>
        {
            await MeetAsync();
            lease.Holder["by-http"] = "1";
            lease.Holder["sid"] = "of-http";
            return new AttemptResult();
        };
        bed.Path.Run = async (lease, _, _, _) =>
        {
            await MeetAsync();
            await httpEnded.Task;
            lease.Holder["by-browser"] = "1";
            return new AttemptResult();
        };
        var browser = bed.RunAsync(By(bed, RunPath.Browser));
        await bed.RunAsync(By(bed, RunPath.Http));
        httpEnded.SetResult();
        await browser;

        Dictionary<string, string> seen = [];
        bed.Http.Run = bed.Path.Run = (lease, _, _, _) =>
        {
            seen = lease.Holder.Cookies.ToDictionary(c => c.Name, c => c.Value);
            return Done;
        };
        foreach (var path in (RunPath[])[RunPath.Http, RunPath.Browser])
        {
            await bed.RunAsync(By(bed, path));
            Assert.Equal(new() { ["sid"] = "of-http", ["by-http"] = "1", ["by-browser"] = "1" }, seen);
        }

        Task MeetAsync()
        {
            if (Interlocked.Increment(ref begun) == 2)
                both.SetResult();
            return both.Task;
        }
    }

    [Fact]
    public async Task What_a_run_is_changing_in_a_jar_is_not_lost_when_another_run_brings_it_up_to_date()
    {
        await using var bed = await StartAsync(ByHttp(Town(new Limits { Concurrency = 2 }, signIn: true), signIn: true));
        bed.Http.SignIn = SignsIn("one");
        TaskCompletionSource changed = new(), go = new();
        bed.Http.Run = async (lease, _, _, _) =>
        {
            lease.Holder["in-flight"] = "1";
            changed.SetResult();
            await go.Task;
            return new AttemptResult();
        };
        var slow = bed.RunAsync(By(bed, RunPath.Http));
        await changed.Task;
        bed.Path.Run = (lease, _, _, _) =>
        {
            lease.Holder["by-browser"] = "1";
            return Done;
        };
        await bed.RunAsync(By(bed, RunPath.Browser));
        bed.Http.Run = (_, _, _, _) => Done;
        await bed.RunAsync(By(bed, RunPath.Http));
        go.SetResult();
        await slow;

        IEnumerable<string> seen = [];
        bed.Path.Run = (lease, _, _, _) =>
        {
            seen = lease.Holder.Cookies.Select(c => c.Name).Order();
            return Done;
        };
        await bed.RunAsync(By(bed, RunPath.Browser));
        Assert.Equal(["by-browser", "in-flight", "sid"], seen);
    }

    [Fact]
    public async Task A_cookie_that_a_browser_refuses_stays_with_http()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true));
        bed.Http.SignIn = (lease, credential, ct) =>
        {
            lease.Holder["odd"] = "1";
            return SignsIn("one")(lease, credential, ct);
        };
        bed.Path.Refuses = "odd";
        foreach (var path in (RunPath[])[RunPath.Browser, RunPath.Browser, RunPath.Http])
            await bed.RunAsync(By(bed, path is RunPath.Browser && bed.Http.SignIns == 0 ? RunPath.Http : path));
        Assert.Equal("1", Assert.Single(bed.Http.Holders).Value["odd"]);
        Assert.Equal(["sid"], Assert.Single(bed.Path.Holders).Value.Cookies.Select(c => c.Name));
    }

    [Fact]
    public async Task Refreshed_cookies_are_kept_over_a_restart()
    {
        var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true));
        bed.Http.SignIn = SignsIn("one");
        bed.Http.Run = (lease, _, _, _) =>
        {
            lease.Holder["sid"] = "two";
            return Done;
        };
        await bed.RunAsync("find");
        Assert.Contains("one", bed.Stores.SessionStore.Kept[Id].State);
        bed.Time.Advance(TimeSpan.FromSeconds(31));
        await EventuallyAsync(() => bed.Stores.SessionStore.Kept[Id].State.Contains("two"));

        bed.Http.Run = (lease, _, _, _) =>
        {
            lease.Holder["sid"] = "three";
            return Done;
        };
        await bed.RunAsync("find");
        await bed.DisposeAsync();
        await using var after = await StartAsync(ByHttp(Town(signIn: true), signIn: true), after: bed);
        string? seen = null;
        after.Http.Run = (lease, _, _, _) =>
        {
            seen = lease.Holder["sid"];
            return Done;
        };
        await after.RunAsync("find");
        Assert.Equal(("three", 0), (seen, after.Http.SignIns));
    }

    [Fact]
    public async Task A_sign_in_by_http_that_sent_no_password_is_done_by_the_browser()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true));
        bed.Http.SignIn = (_, _, _) => Task.FromResult(Drifted(submitted: false));
        bed.Path.SignIn = SignsIn("from-browser");
        var result = await bed.RunAsync("find");
        Assert.Equal((true, RunPath.Http), (result.Succeeded, result.Path));
        Assert.Equal((1, 1), (bed.Http.SignIns, bed.Path.SignIns));
    }

    [Fact]
    public async Task A_password_that_was_sent_is_not_sent_again_by_the_other_path_and_the_next_sign_in_is_the_browsers()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true));
        bed.Http.SignIn = (_, _, _) => Task.FromResult(Drifted(submitted: true));
        var result = await bed.RunAsync("find");
        Assert.Equal(ErrorClass.Drift, result.Error!.Class);
        Assert.Equal((1, 0), (bed.Http.SignIns, bed.Path.SignIns));
        Assert.DoesNotContain(bed.Stores.RunStore.Kept, r => r.Fallback is not null);

        Assert.True((await bed.RunAsync("find")).Succeeded);
        Assert.Equal((1, 1), (bed.Http.SignIns, bed.Path.SignIns));
    }

    [Theory]
    [InlineData(ErrorClass.CredentialsRejected)]
    [InlineData(ErrorClass.AccountLocked)]
    [InlineData(ErrorClass.NeedsPerson)]
    public async Task What_the_sign_in_page_said_is_final(ErrorClass error)
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true));
        bed.Http.SignIn = (_, _, _) => Task.FromResult(new SignInResult(null, new RunError(error, "no")) { Submitted = false });
        Assert.Equal(error, (await bed.RunAsync("find")).Error!.Class);
        Assert.Equal(error, (await bed.RunAsync("find")).Error!.Class);
        Assert.Equal((1, 0), (bed.Http.SignIns, bed.Path.SignIns));
    }

    [Fact]
    public async Task Without_a_browser_the_http_sign_in_says_what_is_wrong_and_is_tried_again_later()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true));
        bed.Http.SignIn = (_, _, _) => Task.FromResult(Drifted(submitted: false));
        bed.Path.Leasing = () => new BrowserUnavailableException("No browser.");
        Assert.Equal("no such form", (await bed.RunAsync("find")).Error!.Message);
        bed.Http.SignIn = SignsIn("one");
        Assert.True((await bed.RunAsync("find")).Succeeded);
    }

    [Fact]
    public async Task Still_signed_out_after_one_renewal_the_browser_signs_in_and_answers()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true));
        bed.Http.SignIn = SignsIn("from-http");
        bed.Path.SignIn = SignsIn("from-browser");
        bed.Http.Run = (_, _, _, _) => Task.FromResult(Lost);
        var result = await bed.RunAsync("find");
        Assert.Equal((true, RunPath.Browser, 3), (result.Succeeded, result.Path, result.Attempts));
        Assert.Equal((2, 1), (bed.Http.SignIns, bed.Path.SignIns));
    }

    [Fact]
    public async Task A_run_of_an_earlier_session_changes_nothing_in_the_next()
    {
        await using var bed = await StartAsync(ByHttp(Town(new Limits { Concurrency = 2 }, signIn: true), signIn: true));
        var signIns = 0;
        bed.Http.SignIn = bed.Path.SignIn = (lease, credential, ct) => SignsIn($"s{++signIns}")(lease, credential, ct);
        var slow = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        bed.Path.Run = async (lease, _, _, _) =>
        {
            begun.SetResult();
            await slow.Task;
            lease.Holder["sid"] = "stale";
            return new AttemptResult();
        };
        var old = bed.RunAsync(By(bed, RunPath.Browser));
        await begun.Task;
        bed.Http.Run = (lease, _, _, _) => Task.FromResult(lease.Holder["sid"] == "s1" ? Lost : new AttemptResult());
        Assert.True((await bed.RunAsync(By(bed, RunPath.Http))).Succeeded);
        slow.SetResult();
        await old;

        string? seen = null;
        bed.Http.Run = (lease, _, _, _) =>
        {
            seen = lease.Holder["sid"];
            return Done;
        };
        await bed.RunAsync(By(bed, RunPath.Http));
        Assert.Equal("s2", seen);
    }
}
