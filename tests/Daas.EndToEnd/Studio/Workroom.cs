using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Daas.Core.Storage;
using Daas.EndToEnd.Recording;
using Daas.Runtime.Browsers;
using Daas.Server.Commands;
using Daas.Server.Studio.Rooms;
using Microsoft.Playwright;
using Serilog;

namespace Daas.EndToEnd.Studio;

/// <summary>A gateway of its own with no adapters yet, an operator's browser signed in to it, and a consumer with a key.</summary>
internal sealed class Workroom : IAsyncDisposable
{
    // The screen these offices have.
    private static readonly ViewportSize Screen = new() { Width = 1366, Height = 768 };

    private readonly string _folder = Directory.CreateTempSubdirectory("daas-workroom-").FullName;
    private readonly IPlaywright _playwright;
    private readonly TimeSpan _patience;
    private RunningGateway _gateway = null!;
    private IBrowser _browser = null!;
    private HttpClient _api = null!;

    private Workroom(IPlaywright playwright, TimeSpan patience) => (_playwright, _patience) = (playwright, patience);

    public StudioPage Studio { get; private set; } = null!;

    public RunningGateway Gateway => _gateway;

    /// <summary>A consumer's client, with its key.</summary>
    public HttpClient Api => _api;

    /// <summary>The room of the draft that is shown.</summary>
    public StudioRoom Room => _gateway.Rooms.Find(Studio.Draft)!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="patience">How long a browser stays open while nobody looks at it; null: as usual.</param>
    public static async Task<Workroom> OpenAsync(TimeSpan? patience = null)
    {
        var workroom = new Workroom(await Playwright.CreateAsync(), patience ?? new ServerSettings().StudioPatience);
        try
        {
            await workroom.ServeAsync("http://127.0.0.1:0");
            var found = await new BrowserFinder().FindOrInstallAsync(static _ => { }, Ct);
            workroom._browser = await workroom._playwright.Chromium.LaunchAsync(new() { ExecutablePath = found.ExecutablePath, Timeout = 90_000 });
            workroom.Studio = new StudioPage(await workroom.SitDownAsync());
            return workroom;
        }
        catch
        {
            await workroom.DisposeAsync();
            throw;
        }
    }

    /// <summary>An operator's browser that has just signed in.</summary>
    public async Task<IPage> SitDownAsync()
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = _gateway.Pages, ViewportSize = Screen, Locale = "zh-CN" });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
                TestContext.Current.TestOutputHelper?.WriteLine($"console: {said.Text}");
        };
        await page.GotoAsync(_gateway.SignInLink);
        return page;
    }

    /// <summary>Somebody who sees the old system's browser and works in its picture on the studio's page.</summary>
    public Task<Person> PersonAsync() => Person.AtAsync(Room.Browser!.Capturing.Address.ToString(), new StudioHands(Studio));

    /// <summary>From the form to the draft: a person works in the old system, shown in the studio.</summary>
    public async Task RecordAsync(string operation, Uri? url, Func<Person, Task> work)
    {
        await Studio.BeginAsync(operation, url);
        await WorkAsync(work);
    }

    /// <summary>Works in the system that is shown, until it is done.</summary>
    public async Task WorkAsync(Func<Person, Task> work)
    {
        await using var person = await PersonAsync();
        try
        {
            await work(person);
        }
        catch
        {
            await Studio.ShootAsync("stuck");
            throw;
        }

        await person.LeaveAsync();
    }

    /// <summary>Calls what is published as a consumer does, by REST.</summary>
    public async Task<Answer> PullAsync(string operation, params (string Name, string Value)[] inputs)
    {
        var query = string.Join('&', inputs.Select(i => $"{Uri.EscapeDataString(i.Name)}={Uri.EscapeDataString(i.Value)}"));
        using var answer = await _api.GetAsync($"/api/{operation}?{query}", Ct);
        return await ReadAsync(answer);
    }

    public async Task<Answer> PushAsync(string operation, Dictionary<string, object> inputs, (string Field, string Name, byte[] Bytes)? file = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/api/{operation}") { Headers = { { "Idempotency-Key", Guid.NewGuid().ToString("n") } } };
        message.Content = file is { } upload ? GatewayFixture.Multipart(inputs, upload) : JsonContent.Create(inputs);
        using var answer = await _api.SendAsync(message, Ct);
        return await ReadAsync(answer);
    }

    /// <summary>Ends the gateway and starts it again over the same folders, at the same addresses.</summary>
    public async Task RestartAsync()
    {
        var pages = _gateway.Pages;
        _api.Dispose();
        await _gateway.DisposeAsync();
        await ServeAsync(pages);
    }

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright.Dispose();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync(string pages)
    {
        var adapters = Directory.CreateDirectory(Path.Combine(_folder, "adapters")).FullName;
        var settings = new ServerSettings
        {
            Data = Path.Combine(_folder, "data"),
            Adapters = adapters,
            Urls = ["http://127.0.0.1:0"],
            Admin = pages,
            StudioPatience = _patience,
        };
        _gateway = await RunningGateway.StartAsync(settings, new LoggerConfiguration().CreateLogger(), Ct);
        var key = await _gateway.Folder.IssueKeyAsync(new KeyRequest($"e2e-{Guid.NewGuid():n}", ["*"], new Dictionary<string, string>()), Ct);
        _api = new HttpClient { BaseAddress = new Uri(_gateway.Api), Timeout = TimeSpan.FromMinutes(3) };
        _api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    // Rows and records alone, as the command line prints them: so both are held against the same truths.
    private static async Task<Answer> ReadAsync(HttpResponseMessage answer)
    {
        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (answer.IsSuccessStatusCode && !type.EndsWith("json", StringComparison.Ordinal))
            return new Answer(0, "", default, answer.Content.Headers.ContentDisposition?.FileNameStar, await answer.Content.ReadAsByteArrayAsync(Ct));
        var text = await answer.Content.ReadAsStringAsync(Ct);
        TestContext.Current.TestOutputHelper?.WriteLine($"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 1000)]}");
        if (!answer.IsSuccessStatusCode)
            return new Answer((int)answer.StatusCode, text, default, null, null);
        var json = JsonDocument.Parse(text).RootElement;
        var told = json.TryGetProperty("rows", out var rows) ? rows : json.TryGetProperty("outcome", out _) ? json : json.GetProperty("record");
        return new Answer(0, "", told, null, null);
    }
}
