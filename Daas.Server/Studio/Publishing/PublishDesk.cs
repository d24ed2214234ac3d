using Daas.Core.Adapters;

namespace Daas.Server.Studio.Publishing;

/// <summary>The rest of the gateway as publishing sees it.</summary>
internal sealed record PublishDesk
{
    /// <summary>Folder with one folder for each adapter.</summary>
    public required string Adapters { get; init; }

    /// <summary>Reads the folder now, without waiting for its changes to be noticed.</summary>
    public required Func<CancellationToken, Task<CatalogSnapshot>> RefreshAsync { get; init; }

    /// <summary>The version that calls are answered by; null when there is none.</summary>
    public required Func<string, Adapter?> Served { get; init; }

    /// <summary>Where the API is; null before it listens.</summary>
    public required Func<string?> Api { get; init; }

    /// <summary>Secret by which persons are invented for evidence; null: each recording is its own secret.</summary>
    public Func<byte[]?> EvidenceKey { get; init; } = static () => null;

    /// <summary>For the waiting.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long the gateway may take to serve what was written.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
