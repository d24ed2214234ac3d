namespace Daas.Runtime.Pushes;

/// <summary>The Idempotency-Keys whose pushes are running in this process, over all connections.</summary>
internal sealed class KeysInFlight
{
    private readonly Lock _sync = new();
    private readonly Dictionary<(string Consumer, string Key), string> _hashes = [];

    /// <summary>Holds the key until disposed; null when it is held already, and then by a request of this hash.</summary>
    public IDisposable? TryHold(string consumer, string key, string hash, out string? heldBy)
    {
        lock (_sync)
        {
            if (_hashes.TryGetValue((consumer, key), out heldBy))
                return null;
            _hashes.Add((consumer, key), hash);
            return new Hold(this, (consumer, key));
        }
    }

    private sealed class Hold(KeysInFlight keys, (string Consumer, string Key) held) : IDisposable
    {
        public void Dispose()
        {
            lock (keys._sync)
                keys._hashes.Remove(held);
        }
    }
}
