using System.Diagnostics;
using System.Globalization;
using Daas.EndToEnd.Recording;
using Microsoft.Playwright;

namespace Daas.EndToEnd.Studio;

/// <summary>The studio in an office's browser, with somebody who works in it and counts what has to be clicked beside the old system.</summary>
internal sealed class StudioPage
{
    private const float Patience = 60_000;

    private readonly IPage _page;
    private readonly List<string> _errors = [];

    private readonly Stopwatch _since = new();
    private string _operation = "";
    private int _shots;

    public StudioPage(IPage page)
    {
        _page = page;
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page => _page;

    /// <summary>Fields and buttons that were used outside the old system's picture.</summary>
    public int Clicks { get; private set; }

    /// <summary>Id of the draft that is shown.</summary>
    public string Draft => new Uri(_page.Url).Segments[^1];

    /// <summary>Fills in the form and waits until the old system is shown.</summary>
    /// <param name="operation">As system/operation.</param>
    /// <param name="url">Of a system that is new; null: one that is there.</param>
    public async Task BeginAsync(string operation, Uri? url)
    {
        (_operation, Clicks) = (operation, 0);
        _since.Restart();
        var (system, name) = (operation.Split('/')[0], operation.Split('/')[1]);
        await _page.GotoAsync("/studio");
        if (url is not null)
        {
            await FillAsync(_page.Locator("[name=url]"), url.ToString());
            await FillAsync(_page.Locator("[name=id]"), system);
        }
        else
        {
            await ChooseAsync(_page.Locator("[name=adapter]"), system);
        }

        await FillAsync(_page.Locator("[name=operation]"), name);
        await ShootAsync("form");
        await ClickAsync(_page.Locator("form.begin button"));
        await StageAsync();
    }

    /// <summary>Waits until the old system is shown and recorded.</summary>
    public async Task StageAsync()
    {
        await _page.Locator(".recording button.strong:enabled").WaitForAsync(new() { Timeout = 2 * Patience });
        try
        {
            await _page.Locator("#stage:not(.live-loading) canvas[style*=width]").WaitForAsync();
        }
        catch (TimeoutException e)
        {
            throw new Xunit.Sdk.XunitException($"the old system is not shown: {await _page.Locator(".studio").EvaluateAsync<string>("e => e.outerHTML.slice(0, 1500)")}", e);
        }

        await ShootAsync("stage");
    }

    /// <summary>The work is done: waits until it is understood.</summary>
    public async Task DoneAsync()
    {
        await ShootAsync("worked");
        await ClickAsync(_page.Locator(".recording button.strong"));
        await DraftAsync();
    }

    /// <summary>Waits until what was recorded is shown.</summary>
    public async Task DraftAsync()
    {
        await _page.Locator(".draft .answer, .draft .inputs").First.WaitForAsync(new() { Timeout = 2 * Patience });
        await ShootAsync("draft", whole: true);
    }

    /// <summary>The next click in the old system's picture points at the answer.</summary>
    public async Task PointAsync()
    {
        await ClickAsync(_page.Locator(".recording [role=toolbar] button").Nth(1));
        await _page.Locator(".recordmark.pointing").WaitForAsync();
        await ShootAsync("pointing");
    }

    /// <summary>Waits until what was pointed at is noted.</summary>
    public Task PointedAsync() => _page.Locator(".recordmark.recording").WaitForAsync();

    /// <summary>Shows it once more.</summary>
    public async Task ShowAgainAsync()
    {
        await ClickAsync(_page.Locator(".resting [role=toolbar] button").First);
        await StageAsync();
    }

    /// <summary>Records anew from a step on; those before it are done again by themselves.</summary>
    /// <param name="step">Counted from 1, as it stands in the _page.</param>
    public async Task StartAgainFromAsync(int step)
    {
        var row = _page.Locator($".draft .steps > li[value='{step}']");
        await ClickAsync(row.Locator(".stepbutton"));
        await ShootAsync("step");
        await ClickAsync(row.Locator(".stepdetail > .buttons button").Last);
        await StageAsync();
    }

    /// <summary>Names of what is answered, as they stand in the _page.</summary>
    public Task<string[]> FieldsAsync() => _page.Locator(".answer .column > input").EvaluateAllAsync<string[]>("all => all.map(i => i.value)");

    public Task<string[]> InputsAsync() => _page.Locator(".inputs td:first-child input").EvaluateAllAsync<string[]>("all => all.map(i => i.value)");

    public Task RenameFieldAsync(string from, string to) => RenameAsync(".answer .column > input", from, to);

    public Task RenameInputAsync(string from, string to) => RenameAsync(".inputs td:first-child input", from, to);

    public async Task DropFieldAsync(string name)
    {
        var place = Array.IndexOf(await FieldsAsync(), name);
        Assert.True(place >= 0, $"no field {name} in: {string.Join(' ', await FieldsAsync())}");
        await ClickAsync(_page.Locator(".answer .column").Nth(place).Locator("button"));
        await Assertions.Expect(_page.Locator(".answer .buttons button", new() { HasText = $"+ {name}" })).ToBeVisibleAsync();
    }

    /// <summary>Takes the last correction back, and makes it once more.</summary>
    public async Task UndoAndRedoAsync()
    {
        var (undo, redo) = (_page.Locator(".resting [role=toolbar] button").Nth(2), _page.Locator(".resting [role=toolbar] button").Nth(3));
        var before = string.Join(' ', [.. await FieldsAsync(), .. await InputsAsync()]);
        await ClickAsync(undo);
        await Assertions.Expect(redo).ToBeEnabledAsync();
        Assert.NotEqual(before, string.Join(' ', [.. await FieldsAsync(), .. await InputsAsync()]));
        await ClickAsync(redo);
        await Assertions.Expect(redo).ToBeDisabledAsync();
        Assert.Equal(before, string.Join(' ', [.. await FieldsAsync(), .. await InputsAsync()]));
    }

    /// <summary>Tries an operation that writes.</summary>
    /// <param name="field">Its input for a file.</param>
    /// <param name="file">What is given to it.</param>
    /// <param name="inputs">What else is given in place of what was shown.</param>
    public async Task TryWritingAsync(string field, FilePayload file, params (string Name, string Value)[] inputs)
    {
        Clicks++;
        await _page.Locator($".try [data-input='{field}']").SetInputFilesAsync(file);
        await ClickAsync(_page.Locator(".try .buttons input[type=checkbox]"));
        await TryAsync(inputs);
    }

    /// <summary>Tries it with these values, by every path it has; all must succeed and answer the same.</summary>
    public async Task TryAsync(params (string Name, string Value)[] inputs)
    {
        foreach (var (name, value) in inputs)
        {
            var field = _page.Locator($".try [data-input='{name}']");
            if (await field.EvaluateAsync<bool>("e => e.tagName === 'SELECT'"))
                await ChooseAsync(field, value);
            else
                await FillAsync(field, value);
        }

        await ClickAsync(_page.Locator("#run"));
        await _page.Locator(".try .paths section").First.WaitForAsync();
        await Assertions.Expect(_page.Locator("#run")).ToBeEnabledAsync(new() { Timeout = 3 * Patience });
        await ShootAsync("tried", whole: true);
        var said = await _page.Locator(".try").InnerTextAsync();
        Assert.True(await _page.Locator(".try .refused").CountAsync() == 0, said);
        Assert.True(await _page.Locator(".try h3 .state.good").CountAsync() == await _page.Locator(".try .paths section").CountAsync(), said);
        if (await _page.Locator(".try .paths section").CountAsync() > 1)
            await Assertions.Expect(_page.Locator("#compared.state.good")).ToBeVisibleAsync();
    }

    /// <summary>Publishes it; tells how many clicks and how long it took since the form.</summary>
    public async Task PublishAsync(int most = 15)
    {
        await ClickAsync(_page.Locator("#publish-now"));
        await _page.Locator("#published, section:has(#publish) [role=alert]").First.WaitForAsync(new() { Timeout = Patience });
        await ShootAsync("published", whole: true);
        Assert.True(await _page.Locator("#published").IsVisibleAsync(), await _page.Locator("section:has(#publish)").InnerTextAsync());
        await Assertions.Expect(_page.Locator("section:has(#publish) details")).ToHaveCountAsync(0);
        Assert.Contains($"/api/{_operation}", await _page.Locator("#curl").InnerTextAsync(), StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"studio: {_operation} clicks {Clicks} seconds {_since.Elapsed.TotalSeconds:0}"));
        Assert.Empty(_errors);
        Assert.True(Clicks <= most, $"{Clicks} clicks");
    }

    public async Task ClickAsync(ILocator what)
    {
        Clicks++;
        await what.ClickAsync(new() { Timeout = Patience });
    }

    public async Task FillAsync(ILocator field, string text)
    {
        Clicks++;
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    public async Task ChooseAsync(ILocator list, string value)
    {
        Clicks++;
        await list.SelectOptionAsync(value);
    }

    /// <summary>A picture of the page, where <c>DAAS_SHOTS</c> names a folder.</summary>
    public async Task ShootAsync(string what, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("DAAS_SHOTS") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{_operation.Replace('/', '-')}-{_shots++:00}-{what}.png"));
        await _page.ScreenshotAsync(new() { Path = path, FullPage = whole });
    }

    private async Task RenameAsync(string fields, string from, string to)
    {
        var names = await _page.Locator(fields).EvaluateAllAsync<string[]>("all => all.map(i => i.value)");
        var place = Array.IndexOf(names, from);
        Assert.True(place >= 0, $"no {from} in: {string.Join(' ', names)}");
        await FillAsync(_page.Locator(fields).Nth(place), to);
        await Assertions.Expect(_page.Locator(".resting [role=toolbar] button").Nth(2)).ToBeEnabledAsync();
        await Assertions.Expect(_page.Locator(fields).Nth(place)).ToHaveValueAsync(to);
    }
}
