using Daas.EndToEnd.Recording;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.DocumentOa;
using Microsoft.Playwright;

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

    [Fact]
    public async Task A_second_operation_begins_signed_in_has_its_answer_pointed_at_and_is_settled_by_showing_it_again()
    {
        var system = _sandbox.CivilAffairs;
        await _workroom.RecordAsync("towns/find-people", system.Url, person => CivilAffairsRecordingTests.FindPeopleAsync(person, system));
        await Studio.PublishAsync();

        await _workroom.RecordAsync("towns/get-person", null, async person =>
        {
            await CivilAffairsRecordingTests.OpenPersonAsync(person, system.Residents[3]);
            await Studio.PointAsync();
            await person.ClickAsync(system.Residents[3].Address);
            await Studio.PointedAsync();
        });
        await Studio.ShowAgainAsync();
        await _workroom.WorkAsync(person => CivilAffairsRecordingTests.OpenPersonAsync(person, system.Residents[40]));
        await Assertions.Expect(Studio.Page.Locator(".resting > .note[role=status]")).ToBeVisibleAsync();
        await Studio.RenameFieldAsync("homeAddress", "address");
        await Studio.UndoAndRedoAsync();
        await Studio.TryAsync(("idNumber", system.Residents[7].IdNumber));
        await Studio.PublishAsync();

        foreach (var other in new[] { system.Residents.First(r => r.Registered.Year < 2015), system.Residents.Last(r => r.Registered.Year > 2015) })
        {
            var answer = await _workroom.PullAsync("towns/get-person", ("idNumber", other.IdNumber));
            Assert.True(answer.Code == 0, answer.Error);
            var told = string.Join('|', new[] { "id", "name", "address" }.Select(f => answer.Json.GetProperty(f).ToString()));
            Assert.Equal($"{other.No}|{other.Name}|{other.Address}", told);
        }

        Assert.Equal(404, (await _workroom.PullAsync("towns/get-person", ("idNumber", "990101190001019999"))).Code);
    }

    [Fact]
    public async Task Documents_are_registered_by_an_operation_made_on_the_page_through_windows_questions_and_files()
    {
        var system = _sandbox.DocumentOa;
        var (shown, tried, called) = (Number("市民发"), Number("县民发"), Number("县财发"));
        await _workroom.RecordAsync("office/register-document", system.Url, person => DocumentOaRecordingTests.RegisterAsync(person, system, shown));
        Assert.Single(system.Documents, d => d.DocNo == shown);
        await Studio.RenameInputAsync("remarks", "note");
        await Studio.UndoAndRedoAsync();
        await Studio.TryWritingAsync("attachment", new FilePayload { Name = "试.txt", MimeType = "text/plain", Buffer = [7] }, ("documentNumber", tried));
        Assert.Single(system.Documents, d => d.DocNo == tried);
        await Studio.PublishAsync();

        var clerk = OfficeDirectory.People.First(p => p.Department == "办公室");
        Dictionary<string, object> inputs = new()
        {
            ["documentNumber"] = called,
            ["receivedDate"] = "2026-11-20",
            ["title"] = "关于填报预算的通知",
            ["unitName"] = "财政",
            ["incomingUnit"] = "县财政局",
            ["branch"] = "办公室",
            ["handler"] = clerk.Name,
            ["urgency"] = "特急",
            ["secrecy"] = "秘密",
            ["copies"] = "7",
            ["note"] = "请核",
        };
        var answer = await _workroom.PushAsync("office/register-document", inputs, ("attachment", "通知正文.doc", [9, 8, 7, 6]));
        Assert.True(answer.Code == 0, answer.Error);
        var saved = Assert.Single(system.Documents, d => d.DocNo == called);
        Assert.Equal($"关于填报预算的通知|县财政局|{clerk.Name}|特急|秘密|7|通知正文.doc",
            $"{saved.Title}|{saved.Unit}|{saved.Handler}|{saved.Urgency}|{saved.Secrecy}|{saved.Copies}|{saved.Attachments[0].FileName}");
    }

    private static string Number(string office) => $"{office}〔2026〕{Random.Shared.Next(10000, 99999)}号";
}
