using System.Diagnostics;

namespace Daas.Benchmarks;

/// <summary>Durations of one thing done often, in milliseconds.</summary>
internal sealed class Timings
{
    private readonly List<double> _all = [];

    public int Count => _all.Count;

    public double P50 => At(0.5);

    public double P95 => At(0.95);

    public double Max => At(1);

    public void Add(TimeSpan duration) => _all.Add(duration.TotalMilliseconds);

    public async Task<T> TimeAsync<T>(Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await work();
        Add(Stopwatch.GetElapsedTime(began));
        return result;
    }

    private double At(double share) =>
        _all.Count == 0 ? double.NaN : _all.Order().ElementAt((int)Math.Ceiling(share * _all.Count) - 1);
}
