using System.Text;
using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Recorder.Recordings;
using Microsoft.Playwright;

namespace Daas.Recorder.Tests.Capture;

/// <summary>A real browser, recorded while a second client drives it.</summary>
public sealed class CapturingTests : IAsyncLifetime
{
    private OldSystem _system = null!;

    public async ValueTask InitializeAsync() => _system = await OldSystem.StartAsync();

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task A_sign_in_through_a_frameset_to_a_popup_is_told_action_by_action()
    {
        await using var driven = await Driven.StartAsync(_system.Url);
        var page = driven.Page;
        await page.FillAsync("[name=user]", "clerk01");
        await page.FillAsync("[name=pwd]", "Secret-9!");
        await page.ClickAsync("button");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/home$"));
        await page.FrameLocator("[name=menu]").Locator("text=居民查询").ClickAsync();
        await page.FrameLocator("[name=main]").Locator("[name=name]").WaitForAsync();
        var main = page.Frames.Single(f => f.Url.EndsWith("/list", StringComparison.Ordinal));
        await main.FillAsync("[name=name]", "张");
        await main.SelectOptionAsync("[name=street]", "1");
        await main.ClickAsync("text=查询");
        await main.WaitForURLAsync("**/list?*");
        var popup = await page.RunAndWaitForPopupAsync(() => main.ClickAsync("text=张伟"));
        await popup.WaitForSelectorAsync("text=关闭");
        await popup.ClickAsync("text=关闭");
        var recording = await driven.FinishAsync();

        Assert.Equal(
            ["open", "fill ${credential.user}", "fill secret", "click 登录", "click 居民查询", "fill 张", "choose 东关街道 1", "click 查询", "click 张伟", "click 关闭"],
            recording.Actions.Select(Say));
        Assert.Equal(["w1", "w2"], recording.Actions.Select(a => a.Window).Distinct());
        Assert.Contains(new RecordedSignal.Popup("w2"), recording.Actions[8].Signals);
        Assert.Contains(new RecordedSignal.Closed("w2"), recording.Actions[9].Signals);
        Assert.Equal(new Uri(_system.Url, "/detail"), recording.Page(recording.Actions[8].After)!.Url);
        Assert.Contains(recording.Actions[7].Exchanges, id => recording.Exchange(id)!.Url.PathAndQuery.StartsWith("/list?name=%D5%C5", StringComparison.Ordinal));
        foreach (var action in recording.Actions.Skip(1))
        {
            var frame = recording.Page(action.Before)!.Frames[action.Target!.Frame];
            Assert.Contains($"{ElementMark.Attribute}=\"{action.Target.Id}\"", frame.Html, StringComparison.Ordinal);
            Assert.NotNull(action.After);
        }
    }

    [Fact]
    public async Task A_page_keeps_the_bytes_of_its_own_charset()
    {
        await using var driven = await Driven.StartAsync(new Uri(_system.Url, "/list"));
        var recording = await driven.FinishAsync();
        var page = Assert.Single(recording.Exchanges, e => e.Type == "document");
        Assert.Contains("东关街道", Charsets.Gb18030.GetString(page.Body), StringComparison.Ordinal);
        Assert.Contains("东关街道", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, page.Action);
    }

    [Theory]
    [InlineData("/", "pwd")]
    [InlineData("/switching", "code")]
    public async Task A_password_never_comes_into_the_recording(string start, string field)
    {
        const string password = "Geheim+Wort 77";
        await using var driven = await Driven.StartAsync(new Uri(_system.Url, start));
        var page = driven.Page;
        await page.FillAsync("[name=user]", "clerk01");
        await page.ClickAsync($"[name={field}]");
        await page.Keyboard.TypeAsync(password);
        await page.ClickAsync("button,[type=submit]");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/home$"));
        var recording = await driven.FinishAsync();

        var sent = Assert.Single(_system.Posts);
        Assert.Contains("Geheim%2BWort+77", Encoding.ASCII.GetString(sent.Body), StringComparison.Ordinal);
        Assert.Equal(("clerk01", password), (driven.Typed[^1].User, driven.Typed[^1].Password));
        string[] forms = [password, "Geheim", "%2BWort", Convert.ToBase64String(Encoding.UTF8.GetBytes(password)), Convert.ToBase64String(Encoding.UTF8.GetBytes(password)).TrimEnd('=')];
        var kept = Directory.EnumerateFiles(driven.Folder).Select(File.ReadAllText)
            .Concat(recording.Exchanges.SelectMany(e => new[] { Encoding.Latin1.GetString(e.RequestBody ?? []), Encoding.Latin1.GetString(e.Body) }))
            .Concat(recording.Pages.SelectMany(p => p.Frames).Select(f => f.Html));
        Assert.All(kept, text => Assert.DoesNotContain(forms, form => text.Contains(form, StringComparison.Ordinal)));
        var posted = Assert.Single(recording.Exchanges, e => e.Method == "POST");
        Assert.Contains($"{field}=${{credential.password}}", Encoding.UTF8.GetString(posted.RequestBody!), StringComparison.Ordinal);
        Assert.Single(recording.Actions.OfType<RecordedAction.Fill>(), f => f.Secret);
    }

    [Fact]
    public async Task Dialogs_are_left_to_the_client_and_files_come_with_their_bytes()
    {
        await using var driven = await Driven.StartAsync(new Uri(_system.Url, "/form"));
        var page = driven.Page;
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        var file = Path.Combine(driven.Folder, "附件.bin");
        await File.WriteAllBytesAsync(file, OldSystem.File, TestContext.Current.CancellationToken);
        await page.FillAsync("[name=title]", "一");
        await page.FillAsync("[name=title]", "二");
        await page.ClickAsync("text=男");
        await page.SetInputFilesAsync("[name=att]", file);
        await page.ClickAsync("text=保存");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/welcome$"));
        var recording = await driven.FinishAsync();

        Assert.Equal(["open", "fill 二", "check True", "upload 附件.bin 9", "click 保存"], recording.Actions.Select(Say));
        Assert.Equal(
            [new RecordedSignal.Dialog("confirm", "确定保存吗？", true, null), new RecordedSignal.Dialog("alert", "保存成功", true, null)],
            recording.Actions[^1].Signals.OfType<RecordedSignal.Dialog>());
        Assert.Equal(OldSystem.File, Assert.Single(Assert.IsType<RecordedAction.Upload>(recording.Actions[3]).Files).Bytes);
        Assert.Contains("保存成功", recording.Page(recording.Actions[^1].After)!.Dialogs);
        Assert.Equal(new Uri(_system.Url, "/welcome"), recording.Page(recording.Actions[^1].After)!.Url);
        var posted = Assert.Single(recording.Exchanges, e => e.Method == "POST");
        Assert.Equal(Encoding.Latin1.GetString(Assert.Single(_system.Posts).Body), Encoding.Latin1.GetString(posted.RequestBody!));
    }

    [Fact]
    public async Task A_download_comes_with_its_name_and_bytes_and_answers_in_JSON_with_their_page()
    {
        await using var driven = await Driven.StartAsync(new Uri(_system.Url, "/list"));
        await driven.Page.RunAndWaitForDownloadAsync(() => driven.Page.ClickAsync("text=导出"));
        await driven.Page.EvaluateAsync("document.querySelector('button').click()");
        await driven.Page.WaitForSelectorAsync("#out:has-text('张伟')");
        var recording = await driven.FinishAsync();

        Assert.Equal(["open", "click 导出", "click 装入"], recording.Actions.Select(Say));
        var file = Assert.Single(recording.Actions[1].Signals.OfType<RecordedSignal.Downloaded>()).File;
        Assert.Equal(("list.dat", Convert.ToHexString(OldSystem.File)), (file.Name, Convert.ToHexString(file.Bytes)));
        var json = Assert.Single(recording.Page(recording.Actions[2].After)!.Json);
        Assert.Equal("/names", recording.Exchange(json)!.Url.AbsolutePath);
    }

    [Fact]
    public async Task Menus_on_hover_double_clicks_keys_and_addresses_opened_are_actions()
    {
        await using var driven = await Driven.StartAsync(new Uri(_system.Url, "/hover"));
        var page = driven.Page;
        await page.WaitForLoadStateAsync();
        await page.DblClickAsync("text=双击打开");
        await page.ClickAsync("[name=q]");
        await page.Keyboard.TypeAsync("ab");
        await page.Keyboard.PressAsync("Enter");
        await page.HoverAsync("#m");
        await page.ClickAsync("text=救助审批");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/welcome$"));
        await page.GotoAsync(new Uri(_system.Url, "/list").ToString());
        var recording = await driven.FinishAsync();

        Assert.Equal(["open", "click 双击打开 2", "fill ab", "press Enter", "hover 业务", "click 救助审批", "open"], recording.Actions.Select(Say));
        Assert.True(Assert.IsType<RecordedAction.Fill>(recording.Actions[2]).Keys);
        Assert.Equal(new Uri(_system.Url, "/list"), Assert.IsType<RecordedAction.Open>(recording.Actions[^1]).Url);
    }

    [Fact]
    public async Task It_ends_when_the_last_page_is_closed_and_nothing_is_lost()
    {
        await using var driven = await Driven.StartAsync(new Uri(_system.Url, "/list"));
        await driven.Page.FillAsync("[name=name]", "李");
        await driven.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(driven.Page).ToHaveURLAsync(new Regex("/list\\?"));
        await driven.Page.CloseAsync();
        await driven.Capturing.Ended.WaitAsync(TestContext.Current.CancellationToken);
        var recording = await driven.FinishAsync();
        Assert.Equal(["open", "fill 李", "press Enter"], recording.Actions.Select(Say));
        Assert.NotNull(recording.Page(recording.Actions[^1].After));
    }

    [Fact]
    public async Task What_was_said_is_in_the_folder_before_the_end()
    {
        await using var driven = await Driven.StartAsync(new Uri(_system.Url, "/list"));
        await driven.Page.FillAsync("[name=name]", "李");
        await driven.Page.ClickAsync("text=查询");
        await Assertions.Expect(driven.Page).ToHaveURLAsync(new Regex("/list\\?"));
        Assert.Equal(["open", "fill 李", "click 查询"], RecordingFolder.Read(driven.Folder).Actions.Select(Say));
    }

    [Fact]
    public async Task The_bar_points_at_the_answer_pauses_and_ends_and_is_no_part_of_the_page()
    {
        await using var driven = await Driven.StartAsync(new Uri(_system.Url, "/list"), bar: true);
        var page = driven.Page;
        var bar = page.Locator("daas-bar");
        await bar.WaitForAsync();
        await PressAsync(page, 0.5f);
        await page.ClickAsync("text=张伟");
        await PressAsync(page, 0.12f);
        await page.FillAsync("[name=name]", "不记");
        await page.ClickAsync("text=装入");
        await page.WaitForSelectorAsync("#out:has-text('张伟')");
        await PressAsync(page, 0.93f);
        await driven.Capturing.Ended.WaitAsync(TestContext.Current.CancellationToken);
        var recording = await driven.FinishAsync();

        Assert.Equal(["open", "pick"], recording.Actions.Select(Say));
        Assert.Equal("张伟", recording.Actions[1].Target!.Text);
        Assert.All(recording.Pages.SelectMany(p => p.Frames), f => Assert.DoesNotContain("daas-bar", f.Html, StringComparison.Ordinal));
    }

    // The bar's inside is closed to scripts: by the mouse, some way along it.
    private static async Task PressAsync(IPage page, float along)
    {
        var box = (await page.Locator("daas-bar").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + (box.Width * along), box.Y + (box.Height / 2));
    }

    internal static string Say(RecordedAction action) => action switch
    {
        RecordedAction.Open => "open",
        RecordedAction.Click c => $"click {Words(c.Target!)}{(c.Count > 1 ? " 2" : "")}",
        RecordedAction.Fill f => f.Secret ? "fill secret" : $"fill {f.Text}",
        RecordedAction.Choose c => $"choose {c.Words} {c.Value}",
        RecordedAction.Check c => $"check {c.On}",
        RecordedAction.Press p => $"press {p.Key}",
        RecordedAction.Hover => $"hover {Words(action.Target!)[..2]}",
        RecordedAction.Upload u => $"upload {u.Files[0].Name} {u.Files[0].Bytes.Length}",
        RecordedAction.Pick => "pick",
        _ => throw new InvalidOperationException(),
    };

    private static string Words(ElementMark mark) => mark.Text;
}
