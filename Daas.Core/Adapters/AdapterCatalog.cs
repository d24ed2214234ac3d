using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daas.Core.Adapters;

/// <summary>
/// The adapters of a folder, kept up to date while their files change. A broken edit keeps the last good version of that adapter in use, and its problems show.
/// </summary>
/// <remarks>A change is visible once the files have been still for a tenth of a second, so that a half-written file is not taken for the whole.</remarks>
public sealed class AdapterCatalog : IAsyncDisposable
{
    /// <summary>How often the folder is looked at without being told of a change: watchers lose events, and some file systems send none.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(3);

    private readonly string _root;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IReadOnlyCollection<string>? _only;
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Dictionary<string, AdapterFolder> _folders = new(StringComparer.Ordinal);
    private ScriptWatch? _watch;
    private Task? _watching;
    private volatile CatalogSnapshot _current = CatalogSnapshot.Empty;

    /// <param name="root">Folder with one folder for each adapter; may come into being later.</param>
    /// <param name="time">Null: the system's.</param>
    /// <param name="logger">Null: none.</param>
    /// <param name="only">Ids to read, as if there were no others; null: all.</param>
    public AdapterCatalog(string root, TimeProvider? time = null, ILogger<AdapterCatalog>? logger = null, IReadOnlyCollection<string>? only = null)
    {
        _only = only;
        _root = root;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<AdapterCatalog>.Instance;
    }

    /// <summary>Raised after <see cref="Current"/> was swapped, one at a time and in order of generations.</summary>
    public event Action<CatalogSnapshot>? Changed;

    public CatalogSnapshot Current => _current;

    /// <summary>Reads all adapters and begins to watch. Call once.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        await RefreshAsync(ct);
        _watching = WatchAsync(_closing.Token);
    }

    /// <summary>Brings <see cref="Current"/> up to date with the files now.</summary>
    public async Task<CatalogSnapshot> RefreshAsync(CancellationToken ct)
    {
        while (!await TryRefreshAsync(ct))
            await Task.Delay(TimeSpan.FromMilliseconds(20), _time, ct);
        return _current;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_watching is not null)
            await _watching;
        _watch?.Dispose();
        _refreshing.Dispose();
        _closing.Dispose();
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        var told = false;
        try
        {
            while (true)
            {
                // What changed before a new watch began would go unnoticed, so it is looked at once without waiting.
                if (_watch is { IsAlive: true } || !TryWatch(ref told))
                    await (_watch?.StillAsync(Poll, ct) ?? Task.Delay(Poll, _time, ct));
                try
                {
                    while (!await TryRefreshAsync(ct))
                        await Task.Delay(ScriptWatch.Stillness, _time, ct);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Log.RefreshFailed(_logger, e, _root);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
    }

    private bool TryWatch(ref bool told)
    {
        _watch?.Dispose();
        _watch = null;
        if (!Directory.Exists(_root))
            return false;
        try
        {
            _watch = new ScriptWatch(_root, _time);
            return true;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            if (!told)
                Log.CannotWatch(_logger, e, _root, Poll.TotalSeconds);
            told = true;
            return false;
        }
    }

    /// <returns>False when a file was being written; what could be read is up to date nevertheless.</returns>
    private async Task<bool> TryRefreshAsync(CancellationToken ct)
    {
        await _refreshing.WaitAsync(ct);
        try
        {
            var (changed, settled) = Look();
            if (changed)
                Swap();
            return settled;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private (bool Changed, bool Settled) Look()
    {
        var changed = false;
        var settled = true;
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in Directory.Exists(_root) ? Directory.GetDirectories(_root) : [])
        {
            var id = Path.GetFileName(folder);
            if (id.StartsWith('.') || _only?.Contains(id) == false || AdapterFolder.StampOf(folder) is not { } stamp)
                continue;
            found.Add(id);
            var before = _folders.GetValueOrDefault(id);
            if (before?.Stamp == stamp)
                continue;
            if (AdapterFolder.Read(folder, before, stamp) is not { } after)
            {
                settled = false;
                continue;
            }

            _folders[id] = after;
            changed |= before is null || before.Good?.Version != after.Good?.Version || !before.Problems.SequenceEqual(after.Problems);
        }

        foreach (var gone in _folders.Keys.Where(id => !found.Contains(id)).ToList())
            changed |= _folders.Remove(gone);
        return (changed, settled);
    }

    private void Swap()
    {
        var snapshot = new CatalogSnapshot
        {
            Adapters = _folders.Values.Select(f => f.Good).OfType<Adapter>().ToFrozenDictionary(a => a.Id, StringComparer.Ordinal),
            Texts = _folders.Where(f => f.Value.Good is not null).ToFrozenDictionary(f => f.Key, f => f.Value.Texts, StringComparer.Ordinal),
            Problems = [.. _folders.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => f.Value.Problems)],
            Generation = _current.Generation + 1,
        };
        var known = _current.Problems.ToHashSet();
        _current = snapshot;
        Log.CatalogChanged(_logger, snapshot.Generation, snapshot.Adapters.Count, snapshot.Problems.Count);
        foreach (var problem in snapshot.Problems.Where(p => p.Severity == ScriptSeverity.Error && !known.Contains(p)))
            Log.ScriptIsWrong(_logger, problem.ToString());
        Changed?.Invoke(snapshot);
    }
}
