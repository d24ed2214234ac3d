using System.Collections.Concurrent;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Daas.Runtime.Resilience;

/// <summary>How the attempts of a run are made: a hard cap around all of them, retry for pulls alone, the connection's breaker around each.</summary>
internal sealed class Pipeline(RuntimeOptions options, Breaker breaker, TimeProvider time)
{
    private static readonly ResiliencePropertyKey<Func<RunError, ValueTask>> s_retrying = new("daas.retrying");

    // Building one costs more than a run's own work: there are few kinds of them.
    private readonly ConcurrentDictionary<(OperationKind, int), ResiliencePipeline<Outcome>> _built = new();

    /// <param name="kind">Only a pull is tried again.</param>
    /// <param name="seconds">Hard limit for the whole run.</param>
    /// <param name="retrying">Awaited before each pause.</param>
    /// <param name="attempt">Called once or more; gives up when its token is cancelled.</param>
    /// <param name="stop">Ends the run.</param>
    /// <returns>How the last attempt ended, or what kept it from being made; cancelled by <paramref name="stop"/> is an outcome too.</returns>
    public async Task<Outcome> RunAsync(
        OperationKind kind, int seconds, Func<RunError, ValueTask> retrying, Func<CancellationToken, Task<Outcome>> attempt, CancellationToken stop)
    {
        Outcome? last = null;
        var context = ResilienceContextPool.Shared.Get(stop);
        context.Properties.Set(s_retrying, retrying);
        try
        {
            return await _built.GetOrAdd((kind, seconds), k => Build(k.Item1, k.Item2))
                .ExecuteAsync(async c => last = await attempt(c.CancellationToken), context);
        }
        catch (Exception e) when (Failures.FromPipeline(e, seconds, options.BreakerPause) is { } error)
        {
            // When the breaker ends the retries, what went wrong says more than that it did.
            return error.Class == ErrorClass.BreakerOpen && last is not null ? last : new Outcome(new AttemptResult { Error = error });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new Outcome(new AttemptResult { Error = Failures.Cancelled });
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<Outcome> Build(OperationKind kind, int seconds)
    {
        var builder = new ResiliencePipelineBuilder<Outcome> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(seconds) });
        if (kind == OperationKind.Pull && options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<Outcome>
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { MayPass: true }),
                OnRetry = arguments => arguments.Context.Properties.GetValue(s_retrying, _ => default)(arguments.Outcome.Result!.Error!),
            });
        }

        return builder.AddPipeline(breaker.Pipeline).Build();
    }
}
