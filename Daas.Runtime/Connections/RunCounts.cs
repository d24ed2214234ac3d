namespace Daas.Runtime.Connections;

/// <summary>Counts runs by quarters of an hour, and remembers how long the last good ones took.</summary>
internal sealed class RunCounts
{
    public const int Quarters = 96;
    private const int Durations = 200;

    private static readonly TimeSpan s_quarter = TimeSpan.FromMinutes(15);

    private readonly (long Id, int Good, int Failed)[] _buckets = new (long, int, int)[Quarters];
    private readonly Queue<double> _durations = new();

    /// <param name="at">When it ended.</param>
    /// <param name="good">Whether it did what was asked.</param>
    /// <param name="took">How long, for a good one.</param>
    public void Add(DateTimeOffset at, bool good, TimeSpan took)
    {
        var id = at.UtcTicks / s_quarter.Ticks;
        ref var bucket = ref _buckets[id % Quarters];
        if (bucket.Id != id)
            bucket = (id, 0, 0);
        if (!good)
        {
            bucket.Failed++;
            return;
        }

        bucket.Good++;
        _durations.Enqueue(took.TotalMilliseconds);
        if (_durations.Count > Durations)
            _durations.Dequeue();
    }

    /// <summary>The last 24 hours, oldest first; the last quarter is still running.</summary>
    public HealthBucket[] Buckets(DateTimeOffset now)
    {
        var last = now.UtcTicks / s_quarter.Ticks;
        var buckets = new HealthBucket[Quarters];
        for (var i = 0; i < Quarters; i++)
        {
            var id = last - Quarters + 1 + i;
            var bucket = _buckets[id % Quarters];
            buckets[i] = new HealthBucket(new DateTimeOffset(id * s_quarter.Ticks, TimeSpan.Zero), bucket.Id == id ? bucket.Good : 0,
                bucket.Id == id ? bucket.Failed : 0);
        }

        return buckets;
    }

    /// <summary>Durations below which these shares of the good runs stayed; null when there were none.</summary>
    public TimeSpan?[] Percentiles(params ReadOnlySpan<double> shares)
    {
        double[] sorted = [.. _durations.Order()];
        var result = new TimeSpan?[shares.Length];
        for (var i = 0; i < shares.Length && sorted.Length > 0; i++)
            result[i] = TimeSpan.FromMilliseconds(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * shares[i]) - 1)]);
        return result;
    }
}
