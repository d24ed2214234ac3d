using System.Collections.Concurrent;
using Daas.Recorder.Capture.Screens;

namespace Daas.Server.Studio.Live;

/// <summary>A screen that can be seen from a page: whose it is, who looks, and the files that were given to it.</summary>
internal sealed class LiveScreen : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Action<LiveScreen> _gone;
    private readonly ConcurrentDictionary<string, string> _downloaded = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _over = new();
    private LiveViewer? _viewer;
    private string? _uploads;
    private int _given;

    public LiveScreen(string id, string owner, Screen screen, string? downloads, TimeProvider time, Action<LiveScreen> gone)
    {
        (Id, Owner, Screen, Downloads, _time, _gone) = (id, owner, screen, downloads, time, gone);
        UnwatchedSince = time.GetUtcNow();
        Over = _over.Token;
    }

    public string Id { get; }

    /// <summary>The sitting that may see it.</summary>
    public string Owner { get; }

    public Screen Screen { get; }

    public string? Downloads { get; }

    /// <summary>Cancelled when it is seen no longer.</summary>
    public CancellationToken Over { get; }

    /// <summary>Since when nobody looks; null while somebody does.</summary>
    public DateTimeOffset? UnwatchedSince { get; private set; }

    /// <summary>Lets a viewer in; the one who looked until then is sent away.</summary>
    public void Enter(LiveViewer viewer)
    {
        LiveViewer? before;
        lock (_lock)
        {
            (before, _viewer) = (_viewer, viewer);
            UnwatchedSince = null;
        }

        before?.SendAway();
    }

    public void Leave(LiveViewer viewer)
    {
        lock (_lock)
        {
            if (_viewer != viewer)
                return;
            _viewer = null;
            UnwatchedSince = _time.GetUtcNow();
        }
    }

    /// <summary>A folder for one file that is given to the page, so that the file can keep its name. It is there as long as the screen is.</summary>
    public string NewUploadFolder()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(Over.IsCancellationRequested, this);
            _uploads ??= Directory.CreateTempSubdirectory("daas-given-").FullName;
            return Directory.CreateDirectory(Path.Combine(_uploads, $"{++_given}")).FullName;
        }
    }

    /// <summary>Remembers the name of a file that the page gave.</summary>
    public void Downloaded(string file, string name) => _downloaded[file] = name;

    /// <summary>A file that the page gave, and its name; null: none was told under that id.</summary>
    public (string Path, string Name)? Download(string file) =>
        Downloads is not null && _downloaded.TryGetValue(file, out var name) && Path.Combine(Downloads, file) is var path && File.Exists(path) ? (path, name) : null;

    public void Dispose()
    {
        string? uploads;
        lock (_lock)
        {
            if (Over.IsCancellationRequested)
                return;
            _over.Cancel();
            (uploads, _uploads) = (_uploads, null);
        }

        _gone(this);
        _over.Dispose();
        if (uploads is null)
            return;
        try
        {
            Directory.Delete(uploads, recursive: true);
        }
        catch (IOException)
        {
            // The browser still reads one; the system's own clearing of temporary files takes it.
        }
    }
}
