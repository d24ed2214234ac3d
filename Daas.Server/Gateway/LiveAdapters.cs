using System.Threading.Channels;
using Daas.Core.Adapters;
using Daas.Runtime.Connections;

namespace Daas.Server.Gateway;

/// <summary>
/// Keeps what is served in step with the adapters' files: starts the catalog, and with each change first the connections, then the published
/// operations and documents. The first publication is done before the host takes calls.
/// </summary>
internal sealed class LiveAdapters(AdapterCatalog catalog, ConnectionDirectory connections, PublishedAdapters published, ILogger<LiveAdapters> log)
    : BackgroundService
{
    // Only the newest snapshot matters to one who comes late.
    private readonly Channel<CatalogSnapshot> _changes =
        Channel.CreateBounded<CatalogSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private long _serving = -1;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        catalog.Changed += Note;
        await catalog.StartAsync(cancellationToken);
        await PublishAsync(catalog.Current, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        catalog.Changed -= Note;
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var snapshot in _changes.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await PublishAsync(snapshot, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.PublishingFailed(log, e, snapshot.Generation);
            }
        }
    }

    private async Task PublishAsync(CatalogSnapshot snapshot, CancellationToken ct)
    {
        // The catalog's own start tells of what was published by ours.
        if (snapshot.Generation == _serving)
            return;
        IReadOnlyCollection<Adapter> adapters = [.. snapshot.Adapters.Values];
        await connections.ApplyAsync(adapters, ct);
        published.Publish(adapters);
        _serving = snapshot.Generation;
        Log.Published(log, snapshot.Generation, adapters.Count, adapters.Sum(a => a.Operations.Count));
    }

    private void Note(CatalogSnapshot snapshot) => _changes.Writer.TryWrite(snapshot);
}
