namespace Daas.Core.Adapters;

/// <summary>Tells when scripts under a folder have changed and then been still for a moment.</summary>
internal sealed class ScriptWatch : IDisposable
{
    /// <summary>How long nothing must happen before files count as written.</summary>
    public static readonly TimeSpan Stillness = TimeSpan.FromMilliseconds(100);

    /// <summary>After this long a folder that never comes to rest is looked at all the same.</summary>
    private static readonly TimeSpan Restless = TimeSpan.FromSeconds(1);

    private readonly FileSystemWatcher _watcher;
    private readonly string _root;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _events = new(0);
    private volatile bool _alive = true;

    public ScriptWatch(string root, TimeProvider time)
    {
        _root = Path.GetFullPath(root);
        _time = time;
        _watcher = new FileSystemWatcher(_root)
        {
            IncludeSubdirectories = true,
            InternalBufferSize = 65_536,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        _watcher.Changed += (_, e) => Note(e.FullPath);
        _watcher.Created += (_, e) => Note(e.FullPath);
        _watcher.Deleted += (_, e) => Note(e.FullPath);
        _watcher.Renamed += (_, e) =>
        {
            Note(e.OldFullPath);
            Note(e.FullPath);
        };
        _watcher.Error += (_, _) =>
        {
            _alive = false;
            _events.Release();
        };
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>False when events may have been lost; begin a new one.</summary>
    public bool IsAlive => _alive && Directory.Exists(_root);

    /// <summary>Waits for a change and then for stillness; or until it is time to look anyway.</summary>
    public async Task StillAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (!await EventAsync(atMost, ct))
            return;
        var since = _time.GetTimestamp();
        while (await EventAsync(Stillness, ct) && _time.GetElapsedTime(since) < Restless)
        {
        }
    }

    // An event may still be under way, so the semaphore is left to the collector.
    public void Dispose() => _watcher.Dispose();

    private async Task<bool> EventAsync(TimeSpan within, CancellationToken ct)
    {
        var one = await _events.WaitAsync(within, ct);
        while (_events.CurrentCount > 0 && _events.Wait(0, CancellationToken.None))
        {
        }

        return one;
    }

    // A folder of an adapter, or a script in it; what lies deeper is evidence.
    private void Note(string path)
    {
        var parts = Path.GetRelativePath(_root, path).Split(Path.DirectorySeparatorChar);
        if (parts.Length == 1 || (parts.Length == 2 && ScriptFiles.IsScript(parts[1])))
            _events.Release();
    }
}
