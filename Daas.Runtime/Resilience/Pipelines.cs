using Daas.Core.Adapters;
using Daas.Core.Runs;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Daas.Runtime.Resilience;

/// <summary>How the attempts of a run are made: a hard cap around all of them, retry for pulls alone, the connection's breaker around each.</summary>
internal static class Pipelines
{
    /// <param name="kind">Only a pull is tried again.</param>
    /// <param name="cap">Hard limit for the whole run.</param>
    /// <param name="retries">Further attempts.</param>
    /// <param name="delay">Pause before the first of them.</param>
    /// <param name="breaker">The connection's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="retrying">Awaited before each pause.</param>
    public static ResiliencePipeline<Outcome> Of(
        OperationKind kind, TimeSpan cap, int retries, TimeSpan delay, Breaker breaker, TimeProvider time, Func<RunError, ValueTask> retrying)
    {
        var builder = new ResiliencePipelineBuilder<Outcome> { TimeProvider = time }.AddTimeout(new TimeoutStrategyOptions { Timeout = cap });
        if (kind == OperationKind.Pull && retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<Outcome>
            {
                MaxRetryAttempts = retries,
                Delay = delay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { MayPass: true }),
                OnRetry = arguments => retrying(arguments.Outcome.Result!.Error!),
            });
        }

        return builder.AddPipeline(breaker.Pipeline).Build();
    }
}
