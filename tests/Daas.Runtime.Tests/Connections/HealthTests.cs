using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Connections;

public sealed class HealthTests
{
    [Fact]
    public async Task Nothing_run_yet_is_verifying_and_a_good_run_makes_healthy()
    {
        await using var bed = await StartAsync();
        Assert.Equal(ConnectionState.Verifying, bed.Connection.Health.State);
        bed.Time.Advance(TimeSpan.FromMinutes(1));
        await bed.RunAsync("find");
        var health = bed.Connection.Health;
        Assert.Equal((ConnectionState.Healthy, ConnectionState.Healthy, ConnectionState.Verifying), (health.State, health.Reads, health.Writes));
        Assert.Equal(bed.Time.GetUtcNow(), health.LastGood);
        Assert.Equal(bed.Time.GetUtcNow(), health.Since);
        Assert.Null(health.LastError);
    }

    [Fact]
    public async Task Failures_are_named_and_pass_with_time()
    {
        await using var bed = await StartAsync();
        var good = bed.Path.Run;
        bed.Path.Run = (_, _, _, _) => Task.FromResult(new AttemptResult
        {
            Error = new RunError(ErrorClass.Drift, "The table has no column '姓名'.") { Step = "click button '查询' (find.yaml:14)" },
            Picture = [1],
        });
        var failed = await bed.RunAsync("find");
        var health = bed.Connection.Health;
        Assert.Equal((ConnectionState.Broken, ErrorClass.Drift), (health.State, health.Class));
        Assert.Contains("姓名", health.Reason);
        Assert.Equal((failed.Run, true, "find"), (health.LastError!.Run, health.LastError.HasPicture, health.LastError.Operation));

        bed.Path.Run = good;
        await bed.RunAsync("find");
        Assert.Equal(ConnectionState.Degraded, bed.Connection.Health.State);
        bed.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(ConnectionState.Healthy, bed.Connection.Health.State);
        Assert.Equal(0.5, bed.Connection.Health.Operations[0].SuccessRatio);
    }

    [Fact]
    public async Task A_callers_fault_is_not_held_against_the_system()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.RecordNotFound));
        await bed.RunAsync("find");
        var health = bed.Connection.Health;
        Assert.Equal(ConnectionState.Healthy, health.State);
        Assert.Null(health.LastError);
    }

    [Fact]
    public async Task A_new_version_is_verified_anew_where_the_old_one_was_broken()
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift));
        await bed.RunAsync("find");
        await bed.Directory.ApplyAsync([Town(version: "v2")], CancellationToken.None);
        Assert.Equal(ConnectionState.Verifying, bed.Connection.Health.Reads);
    }

    [Fact]
    public async Task Figures_are_kept_by_quarters_of_an_hour_over_a_day()
    {
        await using var bed = await StartAsync();
        var durations = new Queue<int>([.. Enumerable.Repeat(100, 19), 900]);
        bed.Path.Run = (_, _, _, _) =>
        {
            bed.Time.Advance(TimeSpan.FromMilliseconds(durations.TryDequeue(out var d) ? d : 50));
            return Task.FromResult(new AttemptResult());
        };
        for (var i = 0; i < 20; i++)
            await bed.RunAsync("find");
        bed.Time.Advance(TimeSpan.FromMinutes(30));
        bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift));
        await bed.RunAsync("find");

        var find = bed.Connection.Health.Operations[0];
        Assert.Equal((20, 1), (find.Good, find.Failed));
        Assert.Equal((TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100)), (find.P50!.Value, find.P95!.Value));
        Assert.Equal(96, find.Buckets.Count);
        Assert.Equal((0, 1), (find.Buckets[^1].Good, find.Buckets[^1].Failed));
        Assert.Equal((20, 0), (find.Buckets[^3].Good, find.Buckets[^3].Failed));
        Assert.Equal(TimeSpan.FromMinutes(15), find.Buckets[1].Start - find.Buckets[0].Start);

        bed.Time.Advance(TimeSpan.FromHours(25));
        find = bed.Connection.Health.Operations[0];
        Assert.Equal((0, 0), (find.Good, find.Failed));
        Assert.Null(find.SuccessRatio);
    }

    [Fact]
    public async Task A_restart_forgets_nothing()
    {
        var first = await StartAsync();
        await first.RunAsync("find");
        first.Time.Advance(TimeSpan.FromMinutes(5));
        first.Path.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.Drift, "no such column"));
        await first.RunAsync("find");
        var before = first.Connection.Health;
        first.Time.Advance(TimeSpan.FromMinutes(5));
        await first.DisposeAsync();

        await using var second = await StartAsync(after: first);
        var after = second.Connection.Health;
        Assert.Equal((before.State, before.Since, before.LastGood, before.LastError), (after.State, after.Since, after.LastGood, after.LastError));
        Assert.Equal((before.Operations[0].Good, before.Operations[0].Failed, before.Operations[0].P50), (after.Operations[0].Good, after.Operations[0].Failed, after.Operations[0].P50));
    }

    [Fact]
    public async Task What_runs_and_what_waits_is_counted()
    {
        await using var bed = await StartAsync();
        var go = new TaskCompletionSource<AttemptResult>();
        bed.Path.Run = (_, _, _, _) => go.Task;
        var runs = new[] { bed.RunAsync("find"), bed.RunAsync("find"), bed.RunAsync("find") };
        await EventuallyAsync(() => bed.Connection.Health is { InFlight: 1, Queued: 2 });
        go.SetResult(new AttemptResult());
        await Task.WhenAll(runs);
        Assert.True(bed.Connection.Health is { InFlight: 0, Queued: 0 });
    }
}
