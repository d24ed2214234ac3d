namespace Daas.Runtime.Connections;

/// <summary>Bounds that hold for every connection, beyond the limits of its adapter.</summary>
public sealed record RuntimeOptions
{
    /// <summary>Calls that may wait for a connection's limits; further ones end as <c>saturated</c> at once.</summary>
    public int MaxQueued { get; init; } = 100;

    /// <summary>How long a call waits for a connection's limits before it ends as <c>saturated</c>.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Further attempts of a pull after a failure that may pass.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Pause before the first further attempt; doubles with each, varied at random.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Attempts within <see cref="BreakerWindow"/> before the breaker may open; it opens when four of five failed.</summary>
    public int BreakerAttempts { get; init; } = 5;

    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an open breaker leaves the system alone before one probe is let through.</summary>
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pauses before each try to read back a push whose outcome must be seen; their number is the number of tries.</summary>
    public IReadOnlyList<TimeSpan> ReadBackPauses { get; init; } = [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)];

    /// <summary>How long an attempt that was told to stop may take to do so before it is left behind and its place thrown away.</summary>
    public TimeSpan LetGo { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a graceful stop waits for runs before it cancels those that have not submitted anything.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Share of the answers by HTTP, 0 to 1, that the browser is asked for again afterwards to be compared, at quiet moments and within the connection's
    /// limits.
    /// </summary>
    public double CheckedShare { get; init; } = 0.01;

    /// <summary>A proof that is older than this is done anew, at a quiet moment.</summary>
    public TimeSpan ProveEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Pages that wait for a slow reader before the run waits too.</summary>
    public int PagesAhead { get; init; } = 4;
}
