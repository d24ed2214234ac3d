namespace Daas.Runtime.Resilience;

/// <summary>A place inside the limits of a connection, with its first start.</summary>
internal sealed class Admission(Turnstile turnstile) : IDisposable
{
    private int _left;
    private bool _startUsed;

    /// <summary>Takes a start for the next attempt: the first is there already, further ones wait for their turn.</summary>
    public Task StartAsync(CancellationToken ct)
    {
        if (_startUsed)
            return turnstile.StartAgainAsync(ct);
        _startUsed = true;
        return Task.CompletedTask;
    }

    /// <summary>One more place besides this one, until disposed; null when none is free or others wait.</summary>
    public IDisposable? TrySpare() => Volatile.Read(ref _left) == 0 && turnstile.TrySpare() ? new Spare(turnstile) : null;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
            turnstile.Leave();
    }

    private sealed class Spare(Turnstile turnstile) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                turnstile.Leave();
        }
    }
}
