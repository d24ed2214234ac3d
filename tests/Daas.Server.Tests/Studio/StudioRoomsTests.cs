using Daas.Server.Studio.Drafts;
using Daas.Server.Studio.Live;
using Daas.Server.Studio.Rooms;
using Daas.Server.Tests.Health;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daas.Server.Tests.Studio;

public sealed class StudioRoomsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daas-rooms-").FullName;
    private readonly DraftBook _book;
    private readonly StudioRooms _rooms;

    public StudioRoomsTests()
    {
        var desk = SampleStudio.Desk(_folder);
        _book = new DraftBook(desk.Drafts);
        _rooms = new StudioRooms(_book, desk, new LiveScreens(TimeProvider.System), TimeProvider.System, NullLogger<StudioRooms>.Instance);
    }

    public void Dispose()
    {
        _rooms.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Who_lost_a_draft_to_another_writes_no_longer_over_it()
    {
        var room = Begin();
        await _rooms.TakeOverAsync(room.Draft.Id, "another");
        await room.RenameAsync("town", "mine");

        var kept = _book.Find(room.Draft.Id)!;
        Assert.Equal(("another", "find"), (kept.Owner, kept.Operation));
        Assert.Equal("studio.trouble.closed", room.Trouble!.Text);
        Assert.Equal("another", _rooms.Find(room.Draft.Id)!.Draft.Owner);
    }

    [Fact]
    public async Task A_draft_that_was_thrown_away_does_not_come_back()
    {
        var room = Begin();
        await _rooms.ThrowAwayAsync(room.Draft.Id);
        await room.RenameAsync("town", "mine");

        Assert.Null(_book.Find(room.Draft.Id));
        Assert.Empty(_book.All());
    }

    private StudioRoom Begin()
    {
        var draft = _rooms.Begin(new StudioDraft { Id = "", Adapter = "town", Operation = "find", Url = new Uri("http://127.0.0.1:9/"), Owner = "me", At = default });
        return _rooms.Find(draft.Id)!;
    }
}
