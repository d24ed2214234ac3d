using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Recordings;

public sealed class RecordingFolderTests : IDisposable
{
    private static readonly Uri Url = new("http://127.0.0.1:8791/");

    private readonly string _path = Directory.CreateTempSubdirectory("daas-recording-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void What_was_recorded_is_read_again_and_a_line_cut_off_is_left_out()
    {
        var folder = RecordingFolder.Begin(_path, new Recording { Url = Url, At = DateTimeOffset.UnixEpoch, Picks = ["张伟"] });
        var click = new RecordedAction.Click(1)
        {
            Index = 1,
            Target = new ElementMark { Id = "m1", Tag = "input", Attributes = new Dictionary<string, string> { ["value"] = "查询" } },
            Signals = [new RecordedSignal.Dialog("alert", "保存成功", true, null)],
            Exchanges = ["e1"],
        };
        folder.Add(new RecordedAction.Fill(null, true, false) { Index = 0 });
        folder.Add(new RecordedAction.Click(1) { Index = 1 });
        folder.Add(click);
        folder.Add(new RecordedExchange { Id = "e1", Method = "POST", Url = Url, Type = "document", Body = [0xD5, 0xC5], ResponseHeaders = [new("Content-Type", "text/html; charset=gbk")] });
        folder.Add(new RecordedPage { Id = "p1", Url = Url, Frames = [new(Url, "", "<p>张</p>")] });
        File.AppendAllText(Path.Combine(_path, "actions.jsonl"), "{\"$type\":\"click\",\"Cou");

        var read = RecordingFolder.Read(_path);
        Assert.Equal(["张伟"], read.Picks);
        Assert.Equal(2, read.Actions.Count);
        Assert.True(read.Actions[0] is RecordedAction.Fill { Secret: true, Text: null });
        var again = Assert.IsType<RecordedAction.Click>(read.Actions[1]);
        Assert.Equal("查询", again.Target!.Attributes["value"]);
        Assert.Equal("保存成功", Assert.IsType<RecordedSignal.Dialog>(Assert.Single(again.Signals)).Text);
        Assert.Equal("张", read.Exchange("e1")!.Text);
        Assert.Equal("张", read.Page("p1")!.View(read).Frames[0].Text);
    }

    [Fact]
    public void A_folder_without_a_recording_or_with_one_already_says_so()
    {
        Assert.Contains("holds no recording", Assert.Throws<IOException>(() => RecordingFolder.Read(_path)).Message, StringComparison.Ordinal);
        RecordingFolder.Begin(_path, new Recording { Url = Url, At = default });
        Assert.Contains("already", Assert.Throws<IOException>(() => RecordingFolder.Begin(_path, new Recording { Url = Url, At = default })).Message, StringComparison.Ordinal);
    }
}
