using System.Collections.Concurrent;
using System.Globalization;
using Daas.Recorder.Recordings;
using Daas.Server.Studio.Drafts;
using Daas.Server.Studio.Live;

namespace Daas.Server.Studio.Rooms;

/// <summary>The rooms that are open: one for each draft somebody works at. Ends the browsers of those who are gone.</summary>
internal sealed class StudioRooms(DraftBook book, StudioDesk desk, LiveScreens screens, TimeProvider time, ILogger<StudioRooms> logger) : BackgroundService
{
    /// <summary>Browsers at once, over all rooms; each takes some 300 MB.</summary>
    public const int MostBrowsers = 12;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Lazy<StudioRoom>> _rooms = new(StringComparer.Ordinal);

    public DraftBook Book => book;

    /// <summary>Browsers that are open.</summary>
    public int Browsers => _rooms.Values.Count(r => r is { IsValueCreated: true, Value.ScreenId: not null });

    /// <summary>A new draft of one who begins.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public StudioDraft Begin(StudioDraft wish)
    {
        var now = time.GetUtcNow();
        // What is published, and was recorded here, is opened with its steps: it can be gone on from, or recorded anew.
        var (first, again) = desk.Catalog().Adapters.GetValueOrDefault(wish.Adapter)?.Find(wish.Operation) is null ? (null, null)
            : RecordingFolder.Latest(Path.Combine(desk.Recordings, wish.Adapter, wish.Operation));
        var draft = wish with { Recording = first, Again = again, Id = Guid.CreateVersion7(now).ToString("n"), At = now, ChangedAt = now };
        book.Keep(draft);
        return draft;
    }

    /// <summary>The room of a draft; null when there is no such draft.</summary>
    public StudioRoom? Find(string id)
    {
        if (_rooms.TryGetValue(id, out var open))
            return open.Value;
        return book.Find(id) is { } draft
            ? _rooms.GetOrAdd(id, _ => new(() => new StudioRoom(draft, book, desk, screens, time, logger))).Value : null;
    }

    /// <summary>Begins a demonstration, unless too many browsers are open.</summary>
    public async Task RecordAsync(StudioRoom room, bool again, int until, double scale)
    {
        if (Browsers >= MostBrowsers)
            room.Warn(new RoomTrouble("studio.trouble.full", MostBrowsers.ToString(CultureInfo.InvariantCulture)));
        else
            await room.RecordAsync(again, until, scale, CancellationToken.None);
    }

    /// <summary>Lets another sitting go on with a draft; the browser of the one before ends.</summary>
    public async Task TakeOverAsync(string id, string owner)
    {
        await CloseAsync(id);
        if (book.Find(id) is { } draft)
            book.Keep(draft with { Owner = owner });
    }

    /// <summary>Throws a draft away. Its recordings stay, as evidence of what was done in the old system.</summary>
    public async Task ThrowAwayAsync(string id)
    {
        await CloseAsync(id);
        book.Remove(id);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var id in _rooms.Keys)
            await CloseAsync(id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var room in _rooms.Values.Where(r => r.IsValueCreated).Select(r => r.Value))
            {
                if (room.UnwatchedSince is { } since && time.GetUtcNow() - since > desk.Patience)
                {
                    Log.NobodyLooks(logger, room.Draft.Id, desk.Patience);
                    await room.FinishAsync();
                }
            }
        }
    }

    private async Task CloseAsync(string id)
    {
        if (_rooms.TryRemove(id, out var room) && room.IsValueCreated)
            await room.Value.DisposeAsync();
    }
}
