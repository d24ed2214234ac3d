using Daas.Core.Runs;
using Daas.Runtime.Resilience;
using Daas.Runtime.Tests.Connections;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daas.Runtime.Tests.Resilience;

public sealed class TurnstileTests
{
    private readonly FakeTimeProvider _time = new();

    private Turnstile With(int concurrency, int perMinute, int queued = 1000, int maxWaitSeconds = 100_000) =>
        new(concurrency, perMinute, queued, TimeSpan.FromSeconds(maxWaitSeconds), _time);

    [Fact]
    public async Task A_hundred_callers_at_once_are_never_more_inside_than_allowed()
    {
        var turnstile = With(concurrency: 3, perMinute: 1000);
        var (inside, most) = (0, 0);
        var sync = new Lock();
        var three = new TaskCompletionSource();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () =>
        {
            using var admission = (await turnstile.EnterAsync(CancellationToken.None)).Value!;
            lock (sync)
                most = Math.Max(most, ++inside);
            if (most == 3)
                three.TrySetResult();
            await three.Task;
            lock (sync)
                inside--;
        })));

        Assert.Equal(3, most);
        Assert.Equal(0, turnstile.Inside);
        Assert.Equal(0, turnstile.Queued);
    }

    [Fact]
    public async Task No_sixty_seconds_see_more_starts_than_allowed_also_with_retries()
    {
        var turnstile = With(concurrency: 4, perMinute: 7);
        var starts = new List<DateTimeOffset>();
        var callers = Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            using var admission = (await turnstile.EnterAsync(CancellationToken.None)).Value!;
            for (var attempt = 0; attempt < 1 + (i % 3); attempt++)
            {
                await admission.StartAsync(CancellationToken.None);
                lock (starts)
                    starts.Add(_time.GetUtcNow());
            }
        })).ToArray();
        var all = Task.WhenAll(callers);
        while (!all.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(3.7));
            await Task.WhenAny(all, Task.Delay(2, TestContext.Current.CancellationToken));
        }

        await all;
        Assert.Equal(40 + 13 + 13 + 13, starts.Count);
        starts.Sort();
        // A start is noted up to one tick of this test's clock after it was granted.
        for (var i = 7; i < starts.Count; i++)
            Assert.True(starts[i] - starts[i - 7] >= TimeSpan.FromSeconds(60 - 3.7), $"start {i}");
    }

    [Fact]
    public async Task The_window_slides_and_does_not_jump()
    {
        var turnstile = With(concurrency: 10, perMinute: 2);
        (await turnstile.EnterAsync(CancellationToken.None)).Value!.Dispose();
        _time.Advance(TimeSpan.FromSeconds(50));
        (await turnstile.EnterAsync(CancellationToken.None)).Value!.Dispose();
        var third = turnstile.EnterAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(10.9));
        Assert.False(third.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        (await third).Value!.Dispose();
        var fourth = turnstile.EnterAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(49));
        Assert.False(fourth.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await fourth).Value!.Dispose();
    }

    [Fact]
    public async Task A_full_queue_says_saturated_at_once_and_when_to_come_again()
    {
        var turnstile = With(concurrency: 1, perMinute: 1, queued: 1);
        using var first = (await turnstile.EnterAsync(CancellationToken.None)).Value!;
        _ = turnstile.EnterAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(20));
        var third = await turnstile.EnterAsync(CancellationToken.None);
        Assert.Equal(ErrorClass.Saturated, third.Error!.Class);
        Assert.Equal(TimeSpan.FromSeconds(41), third.Error.RetryAfter);
    }

    [Fact]
    public async Task Waiting_too_long_ends_as_saturated_and_leaves_the_queue()
    {
        var turnstile = With(concurrency: 1, perMinute: 100, maxWaitSeconds: 5);
        using var first = (await turnstile.EnterAsync(CancellationToken.None)).Value!;
        var second = turnstile.EnterAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(ErrorClass.Saturated, (await second).Error!.Class);
        Assert.Equal(0, turnstile.Queued);
    }

    [Fact]
    public async Task One_who_gives_up_does_not_hold_up_the_next()
    {
        var turnstile = With(concurrency: 1, perMinute: 100);
        var first = (await turnstile.EnterAsync(CancellationToken.None)).Value!;
        using var giveUp = new CancellationTokenSource();
        var second = turnstile.EnterAsync(giveUp.Token);
        var third = turnstile.EnterAsync(CancellationToken.None);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();
        (await third).Value!.Dispose();
        Assert.Equal(0, turnstile.Inside);
    }

    [Fact]
    public async Task Wider_limits_let_those_in_who_wait()
    {
        var turnstile = With(concurrency: 1, perMinute: 1);
        using var first = (await turnstile.EnterAsync(CancellationToken.None)).Value!;
        var second = turnstile.EnterAsync(CancellationToken.None);
        turnstile.SetLimits(2, 2);
        using var admitted = (await second).Value!;
        Assert.Equal(2, turnstile.Inside);
    }

    [Fact]
    public async Task A_further_attempt_goes_before_those_who_wait_outside()
    {
        var turnstile = With(concurrency: 2, perMinute: 1);
        using var first = (await turnstile.EnterAsync(CancellationToken.None)).Value!;
        await first.StartAsync(CancellationToken.None);
        var outside = turnstile.EnterAsync(CancellationToken.None);
        var again = first.StartAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(61));
        await again;
        Assert.False(outside.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(61));
        (await outside).Value!.Dispose();
    }
}
