namespace Daas.Server.Sandbox;

/// <summary>The sandbox lives as long as whoever started it: Ctrl+C and SIGTERM are its owner's to hear, and a host of its own would swallow them.</summary>
internal sealed class BorrowedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
