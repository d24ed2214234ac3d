using Daas.Core.Adapters;
using Daas.Runtime.Connections;
using Daas.Server.Studio;
using Daas.Server.Studio.Editor;

namespace Daas.Server.Tests.Health;

/// <summary>A studio over a folder of its own, with nothing published and no browser.</summary>
internal static class SampleStudio
{
    public static StudioDesk Desk(string folder, IReadOnlyDictionary<string, Adapter>? adapters = null) => new()
    {
        Drafts = Path.Combine(folder, "studio"),
        Recordings = Path.Combine(folder, "recordings"),
        Catalog = () => adapters is null ? CatalogSnapshot.Empty : CatalogSnapshot.Empty with { Adapters = adapters },
        BrowserAsync = _ => throw new InvalidOperationException("there is no browser here"),
        LendAsync = (_, _, _) => Task.FromResult(new LentSession { Refusal = LentSessionRefusal.NoAccount }),
        KeepAccountAsync = (_, _) => Task.FromResult<string?>(null),
        AccountAsync = (_, _) => Task.FromResult<Daas.Recorder.Capture.TypedCredential?>(null),
        Try = (_, _) => throw new InvalidOperationException("nothing is tried here"),
    };

    public static EditorDesk Editing(string folder) => new()
    {
        Folder = folder,
        Catalog = () => CatalogSnapshot.Empty,
        RefreshAsync = _ => Task.FromResult(CatalogSnapshot.Empty),
        Connections = _ => [],
    };
}
