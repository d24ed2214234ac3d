using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.BrowserPath;

/// <summary>The browser path as connections use it: leases warm browsers, and opens for each connection the gate through which its pages reach the network.</summary>
internal sealed class BrowserSystemPath(BrowserPool pool, BrowserPath path, ILogger logger) : SystemPath, IAsyncDisposable
{
    private readonly Lock _sync = new();
    private readonly Dictionary<ConnectionId, ConnectionGate> _gates = [];

    public override RunPath Kind => RunPath.Browser;

    public override async Task<PathLease> LeaseAsync(Binding binding, string session, string? state, CancellationToken ct)
    {
        var gate = Enter(binding);
        try
        {
            var lease = await pool.LeaseAsync(
                new BrowserLeaseRequest
                {
                    Connection = session,
                    ProxyServer = gate.Gate.ProxyServer,
                    Images = binding.Adapter.Images,
                    Locale = binding.Adapter.Language,
                    StorageState = state,
                },
                ct);
            return new BrowserPathLease(lease, path, gate);
        }
        catch
        {
            gate.Leave();
            throw;
        }
    }

    public override async Task<PathLease?> AttachAsync(Uri browser, CancellationToken ct) => new PersonsLease(await pool.AttachAsync(browser, ct), path);

    public override Task ForgetAsync(string session) => pool.ForgetAsync(session);

    public override void Close(ConnectionId connection)
    {
        lock (_sync)
        {
            if (_gates.Remove(connection, out var gate))
                gate.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<ConnectionGate> all;
        lock (_sync)
        {
            all = [.. _gates.Values];
            _gates.Clear();
        }

        foreach (var gate in all)
            await gate.Gate.DisposeAsync();
    }

    private ConnectionGate Enter(Binding binding)
    {
        lock (_sync)
        {
            var hosts = string.Join(' ', binding.Adapter.Hosts.Prepend(binding.Url.Authority));
            if (_gates.TryGetValue(binding.Id, out var gate) && gate.Hosts == hosts && gate.TryEnter())
                return gate;
            gate?.Close();
            gate = new ConnectionGate(hosts, new EgressGate(binding.Id.ToString(), EgressRule.For(binding.Url, binding.Adapter.Hosts), new EgressOptions(), logger));
            gate.TryEnter();
            return _gates[binding.Id] = gate;
        }
    }
}
