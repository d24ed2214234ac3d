using System.Globalization;
using Daas.EndToEnd.Recording;
using Daas.EndToEnd.Targets;

namespace Daas.EndToEnd.Studio;

/// <summary>Systems that others wrote, each recorded, corrected, tried and published on the studio's page, then called with what was not shown.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class RealSystemStudioTests : IAsyncDisposable
{
    private Workroom? _workroom;

    private StudioPage Studio => _workroom!.Studio;

    public async ValueTask DisposeAsync()
    {
        if (_workroom is not null)
            await _workroom.DisposeAsync();
    }

    [Fact]
    public async Task Customers_are_found_by_an_operation_made_on_the_page()
    {
        await RecordAsync(
            "sqlledger", 8103, "ledger/find-customers", SqlLedgerRecordingTests.Home, person => SqlLedgerRecordingTests.FindCustomersAsync(person, "李"));
        await Studio.RenameFieldAsync("phone", "telephone");
        await Studio.UndoAndRedoAsync();
        await Studio.TryAsync(("customer", "王"));
        await Studio.PublishAsync();
        var answer = await _workroom!.PullAsync("ledger/find-customers", ("customer", "张"));
        var truth = await SqlLedgerRecordingTests.CustomersAsync("张");
        Assert.NotEmpty(truth);
        Assert.Equal(truth.Order(StringComparer.Ordinal), answer.Column("customer", "telephone").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Matters_are_found_by_an_operation_made_on_the_page()
    {
        await RecordAsync("redmine", 8102, "matters/find-matters", RedmineRecordingTests.Home, RedmineRecordingTests.FindMattersAsync);
        await Studio.RenameInputAsync("subject", "words");
        await Studio.UndoAndRedoAsync();
        await Studio.TryAsync(("words", "没有这样的主题"));
        await Studio.PublishAsync();
        var answer = await _workroom!.PullAsync("matters/find-matters", ("words", "请示"));
        Assert.Equal(RedmineRecordingTests.MattersOf("请示"), answer.Column("number", "subject"));
    }

    [Fact]
    public async Task Tickets_are_found_by_an_operation_made_on_the_page()
    {
        await RecordAsync("rt5", 8101, "tickets/find-tickets", Rt5RecordingTests.Url, Rt5RecordingTests.FindTicketsAsync);
        await Studio.RenameInputAsync("searchTickets", "words");
        await Studio.UndoAndRedoAsync();
        await Studio.TryAsync(("words", "信访件"));
        await Studio.PublishAsync();
        var answer = await _workroom!.PullAsync("tickets/find-tickets", ("words", "津贴"));
        var told = answer.Column("number", "subject").OrderBy(r => int.Parse(r.Split('|')[0], CultureInfo.InvariantCulture));
        Assert.Equal(Rt5RecordingTests.TicketsOf("津贴"), told);
    }

    [Fact]
    public async Task Computers_are_found_by_an_operation_made_on_the_page()
    {
        await RecordAsync("ocs", 8104, "assets/find-computers", OcsRecordingTests.Url, OcsRecordingTests.FindComputersAsync);
        await Studio.RenameFieldAsync("accountInformationTag", "assetTag");
        await Studio.UndoAndRedoAsync();
        await Studio.TryAsync(("search", "YLFW"));
        await Studio.PublishAsync();
        var answer = await _workroom!.PullAsync("assets/find-computers", ("search", "CWK-01"));
        var truth = await OcsRecordingTests.ComputersAsync("CWK-01");
        Assert.Equal(truth.Order(StringComparer.Ordinal), answer.Column("assetTag", "computer", "user").Order(StringComparer.Ordinal));
    }

    private async Task RecordAsync(string system, int port, string operation, Uri url, Func<Person, Task> work)
    {
        RealSystem.Needed(system, port);
        _workroom = await Workroom.OpenAsync();
        await _workroom.RecordAsync(operation, url, work);
    }
}
