using Daas.EndToEnd.Recording;
using Daas.Server.Sandbox;

namespace Daas.EndToEnd.Studio;

/// <summary>The sandbox's systems, each recorded, corrected, tried and published on the studio's page, then called with what was not shown.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class SandboxStudioTests : IAsyncLifetime
{
    private SandboxHost _sandbox = null!;
    private Workroom _workroom = null!;

    private StudioPage Studio => _workroom.Studio;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, TestContext.Current.CancellationToken);
        _workroom = await Workroom.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_workroom is not null)
            await _workroom.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task People_are_found_by_an_operation_made_on_the_page()
    {
        var system = _sandbox.CivilAffairs;
        await _workroom.RecordAsync("towns/find-people", system.Url, person => CivilAffairsRecordingTests.FindPeopleAsync(person, system));
        await Studio.RenameFieldAsync("id", "residentNo");
        await Studio.UndoAndRedoAsync();
        await Studio.TryAsync(("street", "红旗街道"));
        await Studio.PublishAsync();
        var answer = await _workroom.PullAsync("towns/find-people", ("street", "西关街道"));
        Assert.Equal(CivilAffairsRecordingTests.PeopleOf(system, "西关街道"), answer.Column("residentNo", "name", "idNumber", "birthDate"));
    }

    [Fact]
    public async Task Documents_are_found_by_an_operation_made_on_the_page()
    {
        var system = _sandbox.DocumentOa;
        await _workroom.RecordAsync("office/find-documents", system.Url, person => DocumentOaRecordingTests.FindDocumentsAsync(person, system));
        await Studio.RenameInputAsync("title", "words");
        await Studio.UndoAndRedoAsync();
        await Studio.TryAsync(("words", "会议"), ("urgency", "特急"));
        await Studio.PublishAsync();
        var answer = await _workroom.PullAsync("office/find-documents", ("words", "养老"), ("urgency", "平急"));
        Assert.Equal(DocumentOaRecordingTests.DocumentsOf(system, "养老", "平急"), answer.Column("documentNumber", "title", "receivedDate"));
    }

    [Fact]
    public async Task Events_are_found_by_an_operation_made_on_the_page()
    {
        var system = _sandbox.CommunityGrid;
        await _workroom.RecordAsync("grid/find-events", system.Url, person => CommunityGridRecordingTests.FindEventsAsync(person, system));
        await Studio.RenameFieldAsync("typeName", "kind");
        await Studio.UndoAndRedoAsync();
        await Studio.TryAsync(("eventTitle", "李家庄"), ("status", "处理中"));
        await Studio.PublishAsync();
        var answer = await _workroom.PullAsync("grid/find-events", ("eventTitle", "王家庄"), ("status", "处理中"));
        Assert.Equal(CommunityGridRecordingTests.EventsOf(system, "王家庄", "处理中"), answer.Column("eventNo", "title", "kind"));
    }
}
