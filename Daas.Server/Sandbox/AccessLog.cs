using System.Collections.Concurrent;

namespace Daas.Server.Sandbox;

/// <summary>One answered request of an old system.</summary>
/// <param name="InFlight">How many requests the system was busy with when this one arrived, itself included.</param>
/// <param name="Status">The status sent; 0 where the connection was closed without an answer.</param>
public sealed record AccessEntry(DateTimeOffset Time, string Method, string Path, int InFlight, int Status);

/// <summary>The latest requests of one old system in the order of their answers, to check limits of rate and concurrency by.</summary>
public sealed class AccessLog
{
    private const int Kept = 50_000;
    private readonly ConcurrentQueue<AccessEntry> _entries = new();
    private int _inFlight;

    public IReadOnlyList<AccessEntry> Entries => [.. _entries];

    internal int Arrive() => Interlocked.Increment(ref _inFlight);

    internal void Leave(AccessEntry entry)
    {
        Interlocked.Decrement(ref _inFlight);
        _entries.Enqueue(entry);
        while (_entries.Count > Kept) _entries.TryDequeue(out _);
    }

    internal void Clear() => _entries.Clear();
}
