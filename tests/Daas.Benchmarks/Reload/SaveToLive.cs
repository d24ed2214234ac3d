using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Serilog;

namespace Daas.Benchmarks.Reload;

/// <summary>
/// The whole gateway over a sandbox system: a field of an operation is renamed in its file, again and again. Live is what the endpoint itself judges a
/// call by (a call with an unknown input is refused in the name of the version that refuses it) and what the document shows; then a pull proves it.
/// </summary>
internal sealed class SaveToLive
{
    private const string Adapter = "document-oa";
    private const string Operation = "find-documents";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly string _folder;
    private readonly string _file;
    private readonly string _script;

    private SaveToLive(HttpClient http, string folder)
    {
        _http = http;
        _folder = folder;
        _file = Path.Combine(folder, Operation + ".yaml");
        _script = File.ReadAllText(_file);
    }

    /// <summary>From the beginning of the save until the endpoint answers by the new version.</summary>
    public Timings Live { get; } = new();

    /// <summary>The same, until the OpenAPI document shows it.</summary>
    public Timings Documented { get; } = new();

    /// <summary>Saves after which a pull gave rows of the new version.</summary>
    public int Pulled { get; private set; }

    public static async Task<SaveToLive> MeasureAsync(int saves, TextWriter progress, CancellationToken ct)
    {
        using var work = new WorkFolder();
        var folder = work.Copy(Adapter);
        await using var sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, ct);
        var settings = new ServerSettings { Data = work.Data, Adapters = work.Adapters, Urls = ["http://127.0.0.1:0"], Admin = "http://127.0.0.1:0" };
        await using var gateway = await RunningGateway.StartAsync(settings, new LoggerConfiguration().CreateLogger(), ct);
        var account = sandbox.DocumentOa.Accounts.All[0];
        await gateway.Folder.ConnectAsync(new ConnectRequest(Adapter, ConnectionId.DefaultName, sandbox.DocumentOa.Url, account.Name, account.Password), ct);
        var key = await gateway.Folder.IssueKeyAsync(new KeyRequest("benchmark", ["*"], new Dictionary<string, string>()), ct);
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Api), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

        var measured = new SaveToLive(http, folder);
        for (var save = 1; save <= saves; save++)
        {
            await measured.SaveAsync(save, ct);
            progress.WriteLine($"save {save} of {saves}: p50 {measured.Live.P50:0} ms, max {measured.Live.Max:0} ms, {measured.Pulled} pulled");
        }

        return measured;
    }

    private async Task SaveAsync(int number, CancellationToken ct)
    {
        var field = $"status{number}";
        var began = Stopwatch.GetTimestamp();
        await File.WriteAllTextAsync(_file, _script.Replace("    status:", $"    {field}:"), ct);
        var version = AdapterReader.ReadFolder(_folder).Adapter!.Version;
        await Task.WhenAll(
            UntilAsync(Live, began, "/api/document-oa/find-documents?nobody=1", text => JsonDocument.Parse(text).RootElement.GetProperty("version").GetString() == version, ct),
            UntilAsync(Documented, began, "/openapi/document-oa.json", text => text.Contains($"\"{field}\"", StringComparison.Ordinal), ct));

        using var answer = await _http.GetAsync($"/api/{Adapter}/{Operation}?urgency=" + Uri.EscapeDataString("特急"), ct);
        var rows = answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct)).RootElement.GetProperty("rows") : default;
        if (rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() > 0
            && rows.EnumerateArray().All(r => r.TryGetProperty(field, out _)) && answer.Headers.GetValues("Daas-Adapter-Version").Single() == version)
            Pulled++;
    }

    private async Task UntilAsync(Timings timings, long began, string address, Func<string, bool> isNew, CancellationToken ct)
    {
        while (true)
        {
            using var answer = await _http.GetAsync(address, ct);
            if (isNew(await answer.Content.ReadAsStringAsync(ct)))
                break;
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"{address} does not show the saved script after {Patience.TotalSeconds} s");
            await Task.Delay(2, ct);
        }

        timings.Add(Stopwatch.GetElapsedTime(began));
    }
}
