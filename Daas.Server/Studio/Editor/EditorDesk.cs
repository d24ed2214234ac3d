using Daas.Core.Adapters;

namespace Daas.Server.Studio.Editor;

/// <summary>What the editor's pages read and do; the composition binds it to the adapters in service.</summary>
internal sealed record EditorDesk
{
    /// <summary>The adapters' folder; full path.</summary>
    public required string Folder { get; init; }

    /// <summary>The adapters that are served, by id; null: all.</summary>
    public IReadOnlyCollection<string>? Only { get; init; }

    public required Func<CatalogSnapshot> Catalog { get; init; }

    /// <summary>Puts what is on disk into service without waiting for the watch.</summary>
    public required Func<CancellationToken, Task<CatalogSnapshot>> RefreshAsync { get; init; }

    /// <summary>Names of an adapter's connections.</summary>
    public required Func<string, IReadOnlyList<string>> Connections { get; init; }
}
