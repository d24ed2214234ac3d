using System.Text.Json.Nodes;
using Daas.Recorder.Evidence;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;
using Daas.Server.Commands;

namespace Daas.Server.Tests.Commands;

public sealed class CheckOfflineTests
{
    private const string Page = "<form>姓名：<input name=xm data-daas-mark=m1></form><table><tr><th>编号<th>姓名<tr><td>1<td>王芳<tr><td>2<td>李强</table>";

    [Fact]
    public async Task An_operation_that_reads_what_it_read_is_ok()
    {
        using var line = WithEvidence();

        Assert.Equal(ExitCodes.Good, await line.RunAsync("check", "--offline"));
        Assert.Contains("town-hall/find-people: ok (1 step, 0 signs, 2 rows on 1 page)", line.Out, StringComparison.Ordinal);
        Assert.Contains("offline: 1 ok, 0 differ, 0 without evidence", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_switch_evidence_is_not_looked_at()
    {
        using var line = WithEvidence();
        File.Delete(line.At("evidence.json"));

        Assert.Equal(ExitCodes.Good, await line.RunAsync("check"));
        Assert.DoesNotContain("offline", line.Out + line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_told_by_page_row_and_field()
    {
        using var line = WithEvidence();
        File.WriteAllText(line.At("pages/p1.html"), Page.Replace("李强", "李刚", StringComparison.Ordinal));

        Assert.Equal(ExitCodes.Failed, await line.RunAsync("check", "--offline", "town-hall"));
        Assert.Contains("town-hall/find-people: differs", line.Out, StringComparison.Ordinal);
        Assert.Contains("page p1, row 2, field name: expected \"李强\", got \"李刚\"", line.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_evidence_is_told_with_its_file()
    {
        using var line = WithEvidence();
        File.WriteAllText(line.At("expected.json"), "{ \"answers\": [");

        Assert.Equal(ExitCodes.Failed, await line.RunAsync("check", "--offline"));
        Assert.Contains("evidence/find-people/expected.json:", line.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_without_evidence_is_no_error()
    {
        using var line = WithEvidence();
        line.WriteAdapter("library", "find-books");

        Assert.Equal(ExitCodes.Good, await line.RunAsync("check", "--offline", "library", "town-hall"));
        Assert.Contains("library/find-books: no evidence", line.Out, StringComparison.Ordinal);
        Assert.Contains("town-hall/find-people: ok", line.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_that_belongs_to_no_operation_is_told()
    {
        using var line = WithEvidence();
        Directory.Move(Path.GetDirectoryName(line.At("x"))!, Path.Combine(line.Folder, "adapters/town-hall/evidence/find-nobody"));

        Assert.Equal(ExitCodes.Good, await line.RunAsync("check", "--offline"));
        Assert.Contains("town-hall: evidence of 'find-nobody', which is no operation of it", line.Out, StringComparison.Ordinal);
    }

    private static CommandLine WithEvidence()
    {
        var line = new CommandLine();
        line.WriteAdapter();
        var url = new Uri("http://127.0.0.1:9/people");
        EvidenceFolder.Of(Path.Combine(line.Folder, "adapters/town-hall"), "find-people").Write(new OperationEvidence
        {
            Operation = "find-people",
            Recorded = DateTimeOffset.UnixEpoch,
            Url = url,
            Inputs = new Dictionary<string, string> { ["name"] = "王芳" },
            Steps = [new EvidenceStep("operation", "fill '姓名' with '${name}'", "p1", new Fingerprint { Tag = "input", Words = "姓名" }, "m1")],
            Pages = [new EvidencePage { Id = "p1", Url = url, Status = 200, Frames = [new RecordedFrame(url, "", Page)] }],
            Answers = [new EvidenceAnswer("p1", [new JsonObject { ["id"] = "1", ["name"] = "王芳" }, new JsonObject { ["id"] = "2", ["name"] = "李强" }])],
        });
        return line;
    }
}

file static class Files
{
    public static string At(this CommandLine line, string file) => Path.Combine(line.Folder, "adapters/town-hall/evidence/find-people", file);
}
