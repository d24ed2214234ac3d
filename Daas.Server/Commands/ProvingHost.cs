using Daas.Runtime.Proving;

namespace Daas.Server.Commands;

/// <summary>Keeps proofs true for as long as the gateway serves.</summary>
internal sealed class ProvingHost(ProvingWatch watch) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        watch.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await watch.DisposeAsync();
}
