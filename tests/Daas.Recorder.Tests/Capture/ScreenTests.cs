using System.Text;
using Daas.Core.Extraction;
using Daas.Recorder.Capture.Screens;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Capture;

/// <summary>A real browser, recorded while a person uses it from elsewhere.</summary>
public sealed class ScreenTests : IAsyncLifetime
{
    private const string Fixed = "<style>*{position:absolute;margin:0;font:16px sans-serif}</style>";

    private const string Place = "left:20px;top:20px;width:100px;height:30px";

    private OldSystem _system = null!;

    public async ValueTask InitializeAsync() => _system = await OldSystem.StartAsync();

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task What_is_clicked_typed_and_composed_is_recorded_as_a_persons()
    {
        _system.Own["/own"] = $"""
            <body>{Fixed}<form action=/saved method=post><input name=user style="left:20px;top:20px;width:200px;height:30px">
            <input name=title style="left:20px;top:70px;width:200px;height:30px">
            <button style="left:20px;top:120px;width:100px;height:30px">送出</button></form></body>
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

    [Fact]
    public async Task A_list_inside_a_frame_is_told_and_chosen_from_as_a_person_would()
    {
        _system.Own["/own"] = $"<body>{Fixed}<iframe src=/inner style=\"left:100px;top:50px;width:400px;height:300px;border:0\"></iframe></body>";
        _system.Own["/inner"] = $"""
            <body>{Fixed}<select onchange="fetch('/names?'+this.value)" style="left:30px;top:40px;width:150px;height:30px">
            <option value=0>全部<optgroup label=城区><option value=1>东关街道<option value=2>西关街道</optgroup></select>
            <script>onload = () => requestAnimationFrame(() => requestAnimationFrame(() => top.document.title = 'painted'))</script></body>
            """;
        await using var seen = await Seen.StartAsync(new Uri(_system.Url, "/own"));
        await seen.AtAsync("/own", title: "painted");
        seen.Click(150, 105);
        var select = await seen.NextAsync<ScreenEvent.Select>();
        Assert.Equal([new("全部", null, false), new("东关街道", "城区", false), new SelectOption("西关街道", "城区", false)], select.Options);
        Assert.Equal((0, "130,90,150,30"), (select.Chosen, string.Join(',', select.Box.Select(n => Math.Round(n)))));
        seen.Do(new ScreenCommand.Choose(2));
        await seen.NextAsync<ScreenEvent.SelectClosed>();
        // The keyboard is with the list now.
        seen.Press(" ", "Space", 32);
        Assert.Equal(2, (await seen.NextAsync<ScreenEvent.Select>()).Chosen);
        seen.Do(new ScreenCommand.Choose(null));
        var recording = await seen.FinishAsync();
        Assert.Equal(["open", "choose 西关街道 2"], recording.Actions.Select(CapturingTests.Say));
        Assert.Contains(recording.Actions[1].Exchanges, id => recording.Exchange(id)!.Url.Query == "?2");
    }

    [Fact]
    public async Task A_popup_is_a_tab_in_front_and_closing_it_leads_back()
    {
        _system.Own["/own"] = $"<body>{Fixed}<button style='{Place}' onclick='window.open(\"/detail\",\"d\",\"width=300,height=200\")'>明细</button></body>";
        _system.Own["/detail"] = $"<body>{Fixed}<button style='{Place}' onclick='if(confirm(\"关闭吗\"))window.close()'>关闭</button></body>";
        await using var seen = await Seen.StartAsync(new Uri(_system.Url, "/own"));
        await seen.AtAsync("/own");
        seen.Click(60, 35);
        await seen.AtAsync("/detail");
        seen.Click(60, 35);
        Assert.Equal(("confirm", "关闭吗"), (await seen.NextAsync<ScreenEvent.Dialog>()) is var dialog ? (dialog.Kind, dialog.Text) : default);
        seen.Do(new ScreenCommand.AnswerDialog(true));
        await seen.AtAsync("/own");
        Assert.Single(await seen.Screen.TabsAsync(TestContext.Current.CancellationToken));
        var recording = await seen.FinishAsync();
        Assert.Equal(["w1", "w1", "w2"], recording.Actions.Select(a => a.Window));
        Assert.Contains(new RecordedSignal.Closed("w2"), recording.Actions[2].Signals);
    }

    [Fact]
    public async Task A_file_is_given_under_its_own_name_and_a_file_that_comes_back_is_told()
    {
        _system.Own["/own"] = $"""
            <body>{Fixed}<form method=post enctype=multipart/form-data action=/saved>
            <input type=file name=att accept=.pdf onchange="document.title='given'" style="left:20px;top:20px;width:300px;height:30px">
            <button style="left:20px;top:70px;width:100px;height:30px">送出</button></form><a href=/export style="left:20px;top:120px">导出</a></body>
            """;
        await using var seen = await Seen.StartAsync(new Uri(_system.Url, "/own"));
        var folder = Directory.CreateTempSubdirectory("daas-given-");
        var file = Path.Combine(folder.FullName, "申请 表.pdf");
        await File.WriteAllBytesAsync(file, [1, 2, 3], TestContext.Current.CancellationToken);
        await seen.AtAsync("/own");
        seen.Click(30, 128);
        Assert.Equal("list.dat", (await seen.NextAsync<ScreenEvent.Downloaded>()).Name);
        seen.Click(60, 35);
        Assert.Equal(new ScreenEvent.Chooser(false, ".pdf"), await seen.NextAsync<ScreenEvent.Chooser>());
        seen.Do(new ScreenCommand.GiveFiles([file]));
        await seen.NextAsync<ScreenEvent.Tabs>(t => t.All[0].Title == "given");
        seen.Click(60, 85);
        await seen.NextAsync<ScreenEvent.Dialog>();
        seen.Do(new ScreenCommand.AnswerDialog(true));
        await seen.AtAsync("/welcome");
        var recording = await seen.FinishAsync();
        folder.Delete(recursive: true);
        Assert.Equal("upload 申请 表.pdf 3", CapturingTests.Say(Assert.Single(recording.Actions.OfType<RecordedAction.Upload>())));
        Assert.Contains(Encoding.UTF8.GetBytes("\u0001\u0002\u0003"), Assert.Single(_system.Posts).Body);
        Assert.Contains(recording.Actions.SelectMany(a => a.Signals).OfType<RecordedSignal.Downloaded>(), d => d.File.Name == "list.dat");
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("chrome://version")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,<p>x")]
    [InlineData("view-source:http://127.0.0.1/")]
    [InlineData(" FILE:/etc/passwd")]
    [InlineData("")]
    public void An_address_that_is_not_of_the_web_is_not_opened(string typed) => Assert.Null(ScreenAddress.Read(typed));

    [Theory]
    [InlineData("http://10.1.2.3/login", "http://10.1.2.3/login")]
    [InlineData(" oa.example.cn ", "http://oa.example.cn/")]
    [InlineData("localhost:8080/a?b", "http://localhost:8080/a?b")]
    public void An_address_may_be_typed_without_its_scheme(string typed, string opened) => Assert.Equal(opened, ScreenAddress.Read(typed)?.AbsoluteUri);

    [Fact]
    public async Task A_page_of_the_browser_itself_is_neither_opened_nor_kept()
    {
        await using var seen = await Seen.StartAsync(new Uri(_system.Url, "/list"));
        await seen.AtAsync("/list");
        seen.Do(new ScreenCommand.Navigate("file:///etc/passwd"));
        Assert.Equal("file:///etc/passwd", (await seen.NextAsync<ScreenEvent.Refused>()).Address);
        var tab = Assert.Single(await seen.Screen.TabsAsync(TestContext.Current.CancellationToken));
        Assert.EndsWith("/list", tab.Address, StringComparison.Ordinal);
        seen.Do(new ScreenCommand.CloseTab(tab.Id));
        Assert.Single(await seen.Screen.TabsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_frame_waits_until_the_one_before_is_drawn_and_is_then_the_newest()
    {
        _system.Own["/own"] = "<body><h1 id=n>0</h1><script>setInterval(() => n.textContent = +n.textContent + 1, 20)</script></body>";
        await using var seen = await Seen.StartAsync(new Uri(_system.Url, "/own"));
        await seen.AtAsync("/own");
        await seen.NextAsync<ScreenEvent.Frame>();
        seen.Draws = false;
        var held = await seen.NextAsync<ScreenEvent.Frame>(f => f.Number > seen.Drawn);
        for (var beat = 0; beat < 500 && seen.Screen.Latest == held.Jpeg; beat++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.NotSame(held.Jpeg, seen.Screen.Latest);
        Assert.Equal(held.Number, seen.Newest);
        seen.Draws = true;
        seen.Do(new ScreenCommand.Acknowledge(held.Number));
        Assert.True((await seen.NextAsync<ScreenEvent.Frame>(f => f.Number > held.Number)).Number > held.Number);
    }

    [Fact]
    public async Task A_browser_that_is_killed_is_told()
    {
        await using var seen = await Seen.StartAsync(new Uri(_system.Url, "/list"));
        await seen.AtAsync("/list");
        await seen.Capturing.DisposeAsync();
        await seen.NextAsync<ScreenEvent.Gone>();
        await seen.Screen.Ended.WaitAsync(TestContext.Current.CancellationToken);
    }
}
