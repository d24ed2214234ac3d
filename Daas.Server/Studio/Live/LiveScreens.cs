using System.Collections.Concurrent;
using Daas.Recorder.Capture.Screens;

namespace Daas.Server.Studio.Live;

/// <summary>The browsers that can be seen from a page now, each by its owner alone.</summary>
internal sealed class LiveScreens(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LiveScreen> _all = new(StringComparer.Ordinal);

    /// <summary>Makes a screen visible until the answer is disposed; one of the same name that was there is seen no longer.</summary>
    /// <param name="id">Its name in addresses: letters, digits and hyphens.</param>
    /// <param name="owner">The sitting that may see it.</param>
    /// <param name="screen">Stays the caller's to dispose.</param>
    /// <param name="downloads">Folder into which the browser puts what is downloaded, each under its id; null: nothing can be fetched.</param>
    public LiveScreen Register(string id, string owner, Screen screen, string? downloads = null)
    {
        var live = new LiveScreen(id, owner, screen, downloads, time, gone => _all.TryRemove(KeyValuePair.Create(gone.Id, gone)));
        LiveScreen? before = null;
        _all.AddOrUpdate(id, live, (_, old) =>
        {
            before = old;
            return live;
        });
        before?.Dispose();
        return live;
    }

    /// <summary>The screen of that name, if it is the owner's.</summary>
    public LiveScreen? Find(string id, string? owner) =>
        owner is not null && _all.TryGetValue(id, out var live) && live.Owner == owner ? live : null;
}
