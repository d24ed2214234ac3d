using Daas.Core.Adapters;
using Daas.Recorder.Capture;
using Daas.Runtime.Connections;
using Daas.Runtime.Trials;

namespace Daas.Server.Studio;

/// <summary>What the studio reads and does outside itself; the composition binds it.</summary>
internal sealed record StudioDesk
{
    /// <summary>Folder of drafts and what belongs to them.</summary>
    public required string Drafts { get; init; }

    /// <summary>Folder of recordings.</summary>
    public required string Recordings { get; init; }

    /// <summary>What is published.</summary>
    public required Func<CatalogSnapshot> Catalog { get; init; }

    /// <summary>The browser's executable.</summary>
    public required Func<CancellationToken, Task<string>> BrowserAsync { get; init; }

    /// <summary>A signed-in state of the adapter's connection, for a person's browser.</summary>
    public required Func<string, Uri, CancellationToken, Task<LentSession>> LendAsync { get; init; }

    /// <summary>Stores the account of an adapter's connection; says why it could not, or null.</summary>
    public required Func<string, TypedCredential, Task<string?>> KeepAccountAsync { get; init; }

    /// <summary>The stored account of an adapter's connection, to be typed again; null: none.</summary>
    public required Func<string, CancellationToken, Task<TypedCredential?>> AccountAsync { get; init; }

    /// <summary>Runs an operation that need not be published.</summary>
    public required Func<TrialRequest, CancellationToken, IAsyncEnumerable<TrialEvent>> Try { get; init; }

    /// <summary>How long a browser stays open while nobody looks at it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
