using Daas.Runtime.Browsers;

namespace Daas.Runtime.BrowserPath;

/// <summary>A connection's gate and who goes through it: one that is replaced, because the adapter names other hosts, closes after the last attempt that began with it.</summary>
internal sealed class ConnectionGate(string hosts, EgressGate gate)
{
    private readonly Lock _sync = new();
    private int _users;
    private bool _closed;

    /// <summary>What it lets through, as one text.</summary>
    public string Hosts => hosts;

    public EgressGate Gate => gate;

    /// <summary>False when it was closed.</summary>
    public bool TryEnter()
    {
        lock (_sync)
        {
            if (_closed)
                return false;
            _users++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_sync)
            if (--_users > 0 || !_closed)
                return;
        _ = gate.DisposeAsync().AsTask();
    }

    /// <summary>Lets nobody in any more.</summary>
    public void Close()
    {
        lock (_sync)
        {
            if (_closed)
                return;
            _closed = true;
            if (_users > 0)
                return;
        }

        _ = gate.DisposeAsync().AsTask();
    }
}
