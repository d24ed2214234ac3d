using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Resilience;
using Daas.Runtime.Tests.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Resilience;

public sealed class BreakerTests
{
    [Fact]
    public async Task A_system_that_keeps_failing_is_left_alone_and_then_tried_once()
    {
        await using var bed = await StartAsync(Town(new() { Concurrency = 8, PerMinute = 1000 }));
        bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(ErrorClass.TargetDown));
        Assert.Equal(ErrorClass.TargetDown, (await bed.LetPassAsync(bed.RunAsync("find"))).Error!.Class);
        Assert.Equal(ErrorClass.TargetDown, (await bed.LetPassAsync(bed.RunAsync("find"))).Error!.Class);
        Assert.Equal(5, bed.Path.Attempts);
        Assert.Equal(BreakerState.Open, bed.Connection.Health.Breaker);
        Assert.Equal(ConnectionState.TargetDown, bed.Connection.Health.State);

        var refused = await bed.RunAsync("find");
        Assert.Equal(ErrorClass.BreakerOpen, refused.Error!.Class);
        Assert.InRange(refused.Error.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.Equal(5, bed.Path.Attempts);
        Assert.Equal(2, bed.Stores.RunStore.Kept.Count);

        bed.Time.Advance(TimeSpan.FromSeconds(31));
        var go = new TaskCompletionSource<AttemptResult>();
        bed.Path.Run = (_, _, _, _) => go.Task;
        var probe = bed.RunAsync("find");
        await EventuallyAsync(() => bed.Path.Attempts == 6);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bed.RunAsync("find"))), r => Assert.Equal(ErrorClass.BreakerOpen, r.Error!.Class));
        Assert.Equal(6, bed.Path.Attempts);
        go.SetResult(new AttemptResult());
        Assert.True((await probe).Succeeded);
        Assert.Equal(BreakerState.Closed, bed.Connection.Health.Breaker);
        bed.Path.Run = (_, _, _, _) => Task.FromResult(new AttemptResult());
        Assert.True((await bed.RunAsync("find")).Succeeded);
    }

    [Theory]
    [InlineData(ErrorClass.Drift)]
    [InlineData(ErrorClass.RecordNotFound)]
    [InlineData(ErrorClass.BusinessRejected)]
    public async Task What_is_not_the_systems_fault_does_not_count(ErrorClass error)
    {
        await using var bed = await StartAsync();
        bed.Path.Run = (_, _, _, _) => Task.FromResult(Failed(error));
        for (var i = 0; i < 20; i++)
            await bed.RunAsync("find");
        Assert.Equal(20, bed.Path.Attempts);
        Assert.Equal(BreakerState.Closed, bed.Connection.Health.Breaker);
    }
}
