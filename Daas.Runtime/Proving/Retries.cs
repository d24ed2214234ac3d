namespace Daas.Runtime.Proving;

/// <summary>When something is tried again: the more often it was tried within a day, the later.</summary>
internal sealed class Retries
{
    private static readonly TimeSpan[] s_pauses =
        [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    private readonly Queue<DateTimeOffset> _tries = new();

    public void Tried(DateTimeOffset now) => _tries.Enqueue(now);

    public bool IsDue(DateTimeOffset now)
    {
        while (_tries.TryPeek(out var first) && now - first >= TimeSpan.FromDays(1))
            _tries.Dequeue();
        return _tries.Count == 0 || now - _tries.Last() >= s_pauses[Math.Min(_tries.Count, s_pauses.Length - 1)];
    }
}
