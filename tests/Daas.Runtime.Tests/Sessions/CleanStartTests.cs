using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;
using Daas.Runtime.Tests.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Sessions;

/// <summary>Old systems that keep the last search in the session and show it again to the next run.</summary>
public sealed class CleanStartTests
{
    private static readonly RunError s_other = new(ErrorClass.Drift, "The option is disabled.");

    /// <summary>A system whose page is as recorded only in a session in which nothing was done yet.</summary>
    private static async Task<TestBed> RememberingAsync(TestBed? after = null, Limits? limits = null)
    {
        var bed = await StartAsync(Town(limits ?? new Limits { PerMinute = 1000 }, signIn: true), after);
        bed.Path.SignIn = (lease, _, _) =>
        {
            lease.Holder["done"] = null;
            return Task.FromResult(new SignInResult(new Uri("http://old.test/home")));
        };
        bed.Path.Run = (lease, _, _, _) =>
        {
            var used = lease.Holder["done"] is not null;
            lease.Holder["done"] = "1";
            return Task.FromResult(used ? new AttemptResult { Error = s_other } : new AttemptResult());
        };
        return bed;
    }

    [Fact]
    public async Task What_the_session_remembers_is_left_behind_and_from_then_on_each_run_begins_clean()
    {
        await using var bed = await RememberingAsync();
        Assert.True((await bed.RunAsync("find")).Succeeded);
        var second = await bed.EventsAsync(bed.Request("find"));
        Assert.True(second.OfType<RunEvent.Finished>().Single().Result.Succeeded);
        Assert.Equal(2, second.OfType<RunEvent.Attempt>().Count());
        var third = await bed.EventsAsync(bed.Request("find"));
        Assert.True(third.OfType<RunEvent.Finished>().Single().Result.Succeeded);
        Assert.Single(third.OfType<RunEvent.Attempt>());
        Assert.Equal(3, bed.Path.SignIns);
    }

    [Fact]
    public async Task What_was_given_before_and_is_left_out_now_is_not_searched_by_because_the_session_is_a_new_one()
    {
        await using var bed = await StartAsync(Town(new Limits { PerMinute = 1000 }, signIn: true));
        Assert.Equal([1, 1, 2, 2], await SignInsAsync(bed, "Li", "Wang", null, null));
        Assert.Equal([2, 3], await SignInsAsync(bed, "Li", null));
    }

    [Fact]
    public async Task What_was_given_before_a_restart_is_known_after_it()
    {
        var first = await StartAsync(Town(new Limits { PerMinute = 1000 }, signIn: true));
        await SignInsAsync(first, "Li");
        await first.DisposeAsync();
        var second = await StartAsync(Town(new Limits { PerMinute = 1000 }, signIn: true), after: first);
        Assert.Equal([0], await SignInsAsync(second, "Wang"));
        await second.DisposeAsync();
        await using var third = await StartAsync(Town(new Limits { PerMinute = 1000 }, signIn: true), after: second);
        Assert.Equal([1], await SignInsAsync(third, [null]));
    }

    [Fact]
    public async Task A_system_without_sign_in_gets_a_browser_that_remembers_nothing()
    {
        await using var bed = await StartAsync();
        await SignInsAsync(bed, "Li", "Wang");
        Assert.Empty(bed.Path.Forgotten);
        await SignInsAsync(bed, [null]);
        Assert.Equal(["town/default"], bed.Path.Forgotten);
    }

    /// <summary>Runs the search with each name, or without; how often one had signed in after each.</summary>
    private static async Task<List<int>> SignInsAsync(TestBed bed, params string?[] names)
    {
        var counts = new List<int>();
        foreach (var name in names)
        {
            var request = bed.Request("find") with { Inputs = name is null ? [] : new Dictionary<string, string> { ["name"] = name } };
            Assert.True((await bed.RunAsync(request)).Succeeded);
            counts.Add(bed.Path.SignIns);
        }

        return counts;
    }

    [Fact]
    public async Task A_changed_page_is_asked_for_once_more_in_a_clean_session_and_not_again_until_it_worked()
    {
        await using var bed = await StartAsync(Town(new Limits { PerMinute = 1000 }, signIn: true));
        await bed.RunAsync("find");
        bed.Path.Run = (_, _, _, _) => Task.FromResult(new AttemptResult { Error = s_other });
        for (var i = 0; i < 4; i++)
            Assert.Equal(ErrorClass.Drift, (await bed.RunAsync("find")).Error?.Class);
        Assert.Equal(2, bed.Path.SignIns);

        bed.Path.Run = (_, _, _, _) => Task.FromResult(new AttemptResult());
        Assert.True((await bed.RunAsync("find")).Succeeded);
        bed.Path.Run = (_, _, _, _) => Task.FromResult(new AttemptResult { Error = s_other });
        await bed.RunAsync("find");
        Assert.Equal(3, bed.Path.SignIns);
    }

    [Fact]
    public async Task A_kept_session_was_used_by_those_before_the_restart()
    {
        var first = await RememberingAsync();
        await first.RunAsync("find");
        await first.DisposeAsync();
        await using var second = await RememberingAsync(after: first);
        second.Path.Run = (lease, _, _, _) =>
            Task.FromResult(second.Path.SignIns == 0 ? new AttemptResult { Error = s_other } : new AttemptResult());
        Assert.True((await second.RunAsync("find")).Succeeded);
        Assert.Equal(1, second.Path.SignIns);
    }

    [Fact]
    public async Task A_push_that_may_have_saved_is_not_begun_anew()
    {
        await using var bed = await StartAsync(Town(new Limits { PerMinute = 1000 }, signIn: true));
        await bed.RunAsync("find");
        var attempts = 0;
        bed.Path.Run = async (_, attempt, _, ct) =>
        {
            attempts++;
            await attempt.Committing!(ct);
            return new AttemptResult { Error = s_other, Outcome = PushOutcome.Unknown };
        };
        await bed.RunAsync("add", "k1");
        Assert.Equal((1, 1), (attempts, bed.Path.SignIns));
    }

    [Fact]
    public async Task A_push_that_found_another_page_before_it_saved_begins_anew()
    {
        await using var bed = await RememberingAsync();
        await bed.RunAsync("find");
        var inner = bed.Path.Run;
        bed.Path.Run = async (lease, attempt, tell, ct) =>
        {
            var result = await inner(lease, attempt, tell, ct);
            if (result.Error is null)
                await attempt.Committing!(ct);
            return result with { Outcome = result.Error is null ? PushOutcome.Applied : PushOutcome.NotApplied };
        };
        var pushed = await bed.RunAsync("add", "k1");
        Assert.Equal((PushOutcome.Applied, 2), (pushed.Outcome, bed.Path.SignIns));
    }

    [Fact]
    public async Task A_session_in_which_others_work_is_not_taken_from_them()
    {
        await using var bed = await StartAsync(Town(new Limits { Concurrency = 2, PerMinute = 1000 }, signIn: true));
        await bed.RunAsync("find");
        TaskCompletionSource other = new(), failed = new();
        var begun = 0;
        bed.Path.Run = async (_, _, _, _) =>
        {
            if (++begun == 1)
            {
                other.SetResult();
                await failed.Task;
                return new AttemptResult();
            }

            return new AttemptResult { Error = s_other };
        };
        var working = bed.RunAsync("find");
        await other.Task;
        Assert.Equal(ErrorClass.Drift, (await bed.RunAsync("find")).Error?.Class);
        failed.SetResult();
        Assert.True((await working).Succeeded);
        Assert.Equal(1, bed.Path.SignIns);
    }
}
