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
}
