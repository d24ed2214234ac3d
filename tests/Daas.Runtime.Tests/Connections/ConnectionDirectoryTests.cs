using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Connections;

public sealed class ConnectionDirectoryTests
{
    [Fact]
    public async Task An_adapter_without_settings_has_one_connection_and_else_those_that_are_set()
    {
        await using var bed = await StartAsync();
        Assert.Equal("default", Assert.Single(bed.Directory.All).Id.Name);
        await bed.Stores.ConnectionSettings.SaveAsync(new ConnectionSettings(new ConnectionId("town", "east"), new Uri("http://east.test/"), Concurrency: 3), CancellationToken.None);
        await bed.Directory.ApplySettingsAsync(CancellationToken.None);
        var east = Assert.Single(bed.Directory.All);
        Assert.Equal(("east", new Uri("http://east.test/")), (east.Id.Name, east.Url));
        Assert.Same(east, bed.Directory.Find("town"));
        Assert.Same(east, bed.Directory.Find("town", "east"));
        Assert.Null(bed.Directory.Find("town", "west"));
        await bed.Stores.ConnectionSettings.SaveAsync(new ConnectionSettings(new ConnectionId("town", "west")), CancellationToken.None);
        await bed.Directory.ApplySettingsAsync(CancellationToken.None);
        Assert.Equal(["east", "west"], bed.Directory.All.Select(c => c.Id.Name));
        Assert.Same(east, bed.Directory.Find("town", "east"));
        Assert.Null(bed.Directory.Find("town"));
    }

    [Fact]
    public async Task A_swap_under_load_never_mixes_versions_and_fails_no_run()
    {
        await using var bed = await StartAsync(Town(new Limits { Concurrency = 4, PerMinute = 100_000 }));
        bed.Path.Run = async (_, attempt, tell, ct) =>
        {
            for (var page = 1; page <= 3; page++)
            {
                await tell(new RunEvent.Rows(page, 3, [new Row([attempt.Adapter.Version])]), ct);
                await Task.Yield();
            }

            return new AttemptResult { RowCount = 3 };
        };
        using var enough = new CancellationTokenSource();
        var swapping = Task.Run(async () =>
        {
            for (var version = 2; !enough.IsCancellationRequested; version++)
                await bed.Directory.ApplyAsync([Town(new Limits { Concurrency = 4, PerMinute = 100_000 }, version: $"v{version}")], CancellationToken.None);
        }, TestContext.Current.CancellationToken);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var all = new List<IReadOnlyList<RunEvent>>();
            for (var i = 0; i < 50; i++)
                all.Add(await bed.EventsAsync(bed.Request("find")));
            return all;
        }, TestContext.Current.CancellationToken)));
        await enough.CancelAsync();
        await swapping;

        var versions = new HashSet<string>();
        foreach (var events in answers.SelectMany(a => a))
        {
            var result = Assert.IsType<RunEvent.Finished>(events[^1]).Result;
            Assert.True(result.Succeeded);
            Assert.All(events.OfType<RunEvent.Rows>().SelectMany(r => r.Items), r => Assert.Equal(result.Version, r.Values[0]));
            versions.Add(result.Version);
        }

        Assert.True(versions.Count > 1);
    }

    [Fact]
    public async Task A_run_keeps_the_version_its_caller_knows()
    {
        await using var bed = await StartAsync();
        var known = bed.Connection.Adapter;
        await bed.Directory.ApplyAsync([Town(version: "v2")], CancellationToken.None);
        await foreach (var told in bed.Connection.RunAsync(bed.Request("find"), known, CancellationToken.None))
        {
            if (told is RunEvent.Finished finished)
                Assert.Equal("v1", finished.Result.Version);
        }

        Assert.Equal("v2", (await bed.RunAsync("find")).Version);
    }

    [Fact]
    public async Task Maintenance_refuses_new_runs_and_is_kept()
    {
        await using var bed = await StartAsync();
        await bed.Directory.SetMaintenanceAsync(Id, true, CancellationToken.None);
        Assert.Equal(ErrorClass.Quarantined, (await bed.RunAsync("find")).Error!.Class);
        Assert.Equal(ConnectionState.Maintenance, bed.Connection.Health.State);
        Assert.True(bed.Stores.ConnectionSettings.Kept[Id].Maintenance);
        await bed.Directory.SetMaintenanceAsync(Id, false, CancellationToken.None);
        Assert.True((await bed.RunAsync("find")).Succeeded);
    }

    [Fact]
    public async Task A_watcher_sees_all_first_then_what_changes_and_last_that_it_is_retired()
    {
        await using var bed = await StartAsync();
        await using var watching = bed.Directory.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await watching.MoveNextAsync());
        Assert.Equal(ConnectionState.Verifying, watching.Current.State);
        await bed.RunAsync("find");
        do
        {
            Assert.True(await watching.MoveNextAsync());
        }
        while (watching.Current.State != ConnectionState.Healthy);

        await bed.Directory.ApplyAsync([], CancellationToken.None);
        do
        {
            Assert.True(await watching.MoveNextAsync());
        }
        while (watching.Current.State != ConnectionState.Retired);
        Assert.Empty(bed.Directory.All);
    }

    [Fact]
    public async Task A_graceful_stop_waits_for_runs_and_stops_those_that_submitted_nothing()
    {
        var bed = await StartAsync(Town(new Limits { Concurrency = 3, RunSeconds = 1000 }));
        var committed = new TaskCompletionSource<AttemptResult>();
        bed.Path.Run = async (_, attempt, _, ct) =>
        {
            if (attempt.Committing is { } committing)
            {
                await committing(ct);
                return await committed.Task;
            }

            await Task.Delay(Timeout.Infinite, ct);
            return new AttemptResult();
        };
        var push = bed.RunAsync("add", "key 1");
        var pull = bed.RunAsync("find");
        await EventuallyAsync(() => bed.Path.Attempts == 2 && bed.Stores.Journal.Kept.Values.Any(e => e.Stage == PushStage.Committing));
        var connection = bed.Connection;
        var stopping = bed.DisposeAsync().AsTask();
        await EventuallyAsync(() => connection.Health.State == ConnectionState.Retired);
        Assert.False(pull.IsCompleted);
        Assert.Equal(ErrorClass.Quarantined, (await bed.RunAsync("find")).Error!.Class);
        Assert.Equal(ErrorClass.Cancelled, (await bed.LetPassAsync(pull)).Error!.Class);
        Assert.False(stopping.IsCompleted);
        committed.SetResult(new AttemptResult { Outcome = PushOutcome.Applied });
        Assert.Equal(PushOutcome.Applied, (await push).Outcome);
        await stopping;
    }
}
