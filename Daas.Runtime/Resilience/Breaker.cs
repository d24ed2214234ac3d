using Daas.Core.Runs;
using Polly;
using Polly.CircuitBreaker;

namespace Daas.Runtime.Resilience;

/// <summary>Leaves a system alone that failed repeatedly; then lets one probe through, whose outcome decides. Outlives a change of the adapter.</summary>
internal sealed class Breaker
{
    private readonly CircuitBreakerStateProvider _state = new();

    private readonly TimeProvider _time;
    private DateTimeOffset _openUntil;

    public Breaker(int attempts, TimeSpan window, TimeSpan pause, TimeProvider time)
    {
        _time = time;
        Pipeline = new ResiliencePipelineBuilder<Outcome> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Outcome>
            {
                FailureRatio = 0.8,
                MinimumThroughput = attempts,
                SamplingDuration = window,
                BreakDuration = pause,
                StateProvider = _state,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { TargetFailed: true }),
                OnOpened = opened =>
                {
                    _openUntil = time.GetUtcNow() + opened.BreakDuration;
                    return Told();
                },
                OnClosed = _ => Told(),
                OnHalfOpened = _ => Told(),
            })
            .Build();
    }

    public event Action? Changed;

    public ResiliencePipeline<Outcome> Pipeline { get; }

    public BreakerState State => _state.CircuitState switch
    {
        CircuitState.Closed => BreakerState.Closed,
        CircuitState.HalfOpen => BreakerState.HalfOpen,
        _ => _time.GetUtcNow() < _openUntil ? BreakerState.Open : BreakerState.HalfOpen,
    };

    /// <summary>Why nothing may be tried now; null when something may, be it only as a probe.</summary>
    public RunError? Refusal => State == BreakerState.Open ? Failures.BreakerOpen(_openUntil - _time.GetUtcNow()) : null;

    private ValueTask Told()
    {
        Changed?.Invoke();
        return ValueTask.CompletedTask;
    }
}
