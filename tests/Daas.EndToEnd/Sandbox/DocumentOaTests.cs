using System.Security.Cryptography;
using Daas.Core.Runs;
using Daas.Server.Sandbox.DocumentOa;

namespace Daas.EndToEnd.Sandbox;

/// <summary>The JSP system: pickers in windows of their own, confirm, tokens used once, outcomes told only by alerts.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class DocumentOaTests(GatewayFixture gateway) : IDisposable
{
    private DocumentOaSystem System => gateway.Sandbox.DocumentOa;

    public void Dispose() => System.Switches.AllOff();

    [Fact]
    public async Task All_documents_come_over_all_pages()
    {
        var answer = await gateway.PullAsync("document-oa/find-documents");
        Assert.Equal(System.Documents.Select(d => $"{d.DocNo}|{d.Title}|{d.Received:yyyy-MM-dd}"), GatewayFixture.Column(answer, "number", "title", "received"));
    }

    [Fact]
    public async Task A_document_is_found_by_its_number_and_its_file_comes_with_its_name()
    {
        var document = System.Documents.First(d => d.Attachments.Count > 0);
        var record = (await gateway.PullAsync("document-oa/get-document", ("number", document.DocNo))).GetProperty("record");
        Assert.Equal($"{document.ReceiptNo}|{document.Unit}|{document.Copies}", $"{record.GetProperty("receipt")}|{record.GetProperty("unit")}|{record.GetProperty("copies")}");

        foreach (var coding in Enumerable.Range(0, 3))
        {
            if (System.Documents.FirstOrDefault(d => d.Attachments.Count > 0 && d.Attachments[0].Id % 3 == coding) is not { } other)
                continue;
            Assert.True(await gateway.Paths.HoldEqualAsync(
                "document-oa/get-attachment", new Dictionary<string, string> { ["number"] = other.DocNo }, TestContext.Current.CancellationToken));
            using var answer = await gateway.TryPullAsync("document-oa/get-attachment", ("number", other.DocNo));
            var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal(other.Attachments[0].Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.Equal(other.Attachments[0].FileName, answer.Content.Headers.ContentDisposition!.FileNameStar);
        }
    }

    [Fact]
    public async Task The_semicolon_file_in_GB18030_is_read_as_rows()
    {
        var answer = await gateway.PullAsync("document-oa/export-documents", ("urgency", "特急"));
        Assert.Equal(System.Documents.Where(d => d.Urgency == "特急").Select(d => $"{d.ReceiptNo}|{d.Title}"), GatewayFixture.Column(answer, "receipt", "title"));
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task A_document_is_registered_through_pickers_and_a_question(RunPath path)
    {
        var number = $"市民发〔2026〕{Random.Shared.Next(10000, 99999)}号";
        var (status, answer) = await gateway.PushAsync(path, "document-oa/register-document", Incoming(number), file: ("file", "通知正文.doc", [1, 2, 3, 4, 5]));
        Assert.True(status == 200, answer.ToString());
        var saved = Assert.Single(System.Documents, d => d.DocNo == number);
        Assert.Equal(("市民政局", "特急", "待办", "通知正文.doc"), (saved.Unit, saved.Urgency, saved.Status, saved.Attachments[0].FileName));
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task A_refusal_told_by_alert_reaches_the_caller(RunPath path)
    {
        var (status, problem) = await gateway.PushAsync(path, "document-oa/register-document", Incoming(System.Documents[0].DocNo), file: ("file", "a.txt", [1]));
        Assert.Equal(422, status);
        Assert.Contains("该文号已登记", problem.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_expired_is_renewed_without_the_caller_noticing()
    {
        await gateway.PullAsync("document-oa/find-documents", ("urgency", "特急"));
        System.Switches.Expire();
        var answer = await gateway.PullAsync("document-oa/find-documents", ("urgency", "特急"));
        Assert.Equal(System.Documents.Where(d => d.Urgency == "特急").Select(d => d.DocNo), GatewayFixture.Column(answer, "number"));
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_answer()
    {
        var answer = await gateway.PullAsync("document-oa/find-documents", ("title", "没有这样的标题"));
        Assert.Equal((0, true), (answer.GetProperty("count").GetInt32(), answer.GetProperty("complete").GetBoolean()));
    }

    private static Dictionary<string, object> Incoming(string number) => new()
    {
        ["number"] = number,
        ["received"] = "2026-11-20",
        ["title"] = "关于做好冬季临时救助工作的通知",
        ["unit"] = "市民政局",
        ["section"] = "社会救助科",
        ["handler"] = OfficeDirectory.People.First(p => p.Department == "社会救助科").Name,
        ["urgency"] = "特急",
        ["copies"] = 3,
    };
}
