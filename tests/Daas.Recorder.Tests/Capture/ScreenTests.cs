using System.Text;
using Daas.Core.Extraction;
using Daas.Recorder.Capture.Screens;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Capture;

/// <summary>A real browser, recorded while a person uses it from elsewhere.</summary>
public sealed class ScreenTests : IAsyncLifetime
{
    private const string Fixed = "<style>*{position:absolute;margin:0;font:16px sans-serif}</style>";

    private OldSystem _system = null!;

    public async ValueTask InitializeAsync() => _system = await OldSystem.StartAsync();

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task What_is_clicked_typed_and_composed_is_recorded_as_a_persons()
    {
        _system.Own["/own"] = $"""
            <body>{Fixed}<form action=/saved method=post><input name=user style="left:20px;top:20px;width:200px;height:30px">
            <input name=title style="left:20px;top:70px;width:200px;height:30px"><button style="left:20px;top:120px;width:100px;height:30px">送出</button></form></body>
            """;
        await using var seen = await Seen.StartAsync(new Uri(_system.Url, "/own"));
        await seen.AtAsync("/own");
        seen.Click(60, 35);
        seen.Type("xclerk01");
        seen.Press("a", "KeyA", 65, keys: 2);
        seen.Type("clerk01");
        seen.Press("Tab", "Tab", 9);
        seen.Do(new ScreenCommand.Compose("ni"));
        seen.Do(new ScreenCommand.Compose("ni hao"));
        seen.Do(new ScreenCommand.Text("你好"));
        seen.Do(new ScreenCommand.Text("，世界"));
        seen.Press("Enter", "Enter", 13);
        Assert.Equal("保存成功", (await seen.NextAsync<ScreenEvent.Dialog>()).Text);
        seen.Do(new ScreenCommand.AnswerDialog(true));
        await seen.AtAsync("/welcome");
        var recording = await seen.FinishAsync();
        Assert.Equal(["open", "fill clerk01", "fill 你好，世界", "press Enter"], recording.Actions.Select(CapturingTests.Say));
        Assert.Equal("user=clerk01&title=%C4%E3%BA%C3%A3%AC%CA%C0%BD%E7", Encoding.ASCII.GetString(Assert.Single(_system.Posts).Body));
    }
}
