using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Serilog.Core;
using Serilog.Events;

namespace Daas.Benchmarks;

/// <summary>The whole gateway in this process, as <c>daas serve</c> starts it (stores, key check, log file), over adapters of a folder of its own.</summary>
internal sealed partial class ServedGateway : IAsyncDisposable
{
    private readonly RunningGateway _gateway;
    private readonly WorkFolder _work;
    private readonly Logger _log;

    private ServedGateway(RunningGateway gateway, WorkFolder work, Logger log, HttpClient http) => (_gateway, _work, _log, Http) = (gateway, work, log, http);

    /// <summary>A consumer: with a key, and any number of connections.</summary>
    public HttpClient Http { get; }

    /// <param name="adapters">Scripts of the adapters served: by adapter, by file.</param>
    /// <param name="ct">Stops the start.</param>
    public static async Task<ServedGateway> StartAsync(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> adapters, CancellationToken ct)
    {
        var work = new WorkFolder();
        foreach (var (adapter, files) in adapters)
        {
            var folder = Directory.CreateDirectory(Path.Combine(work.Adapters, adapter)).FullName;
            foreach (var (name, text) in files)
                await File.WriteAllTextAsync(Path.Combine(folder, name), text, ct);
        }

        var settings = new ServerSettings { Data = work.Data, Adapters = work.Adapters, Urls = ["http://127.0.0.1:0"], Admin = "http://127.0.0.1:0" };
        var log = Server.Program.OpenLog(settings, LogEventLevel.Error);
        var gateway = await RunningGateway.StartAsync(settings, log, ct);
        if (gateway.Catalog.Problems.Where(p => p.Severity == ScriptSeverity.Error).ToList() is { Count: > 0 } problems)
            throw new InvalidOperationException(string.Join('\n', problems));
        var key = await gateway.Folder.IssueKeyAsync(new KeyRequest("benchmark", ["*"], new Dictionary<string, string>()), ct);
        var http = new HttpClient { BaseAddress = new Uri(gateway.Api), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new ServedGateway(gateway, work, log, http);
    }

    /// <summary>The repository's scripts of a sandbox system, but with other limits: what they spare is not what is measured.</summary>
    public static IReadOnlyDictionary<string, string> Scripts(string adapter, string limits)
    {
        var files = Directory.EnumerateFiles(Path.Combine(WorkFolder.RepositoryAdapters, adapter), "*.yaml").ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        files["system.yaml"] = LimitsLine.Replace(files["system.yaml"], $"limits: {{ {limits} }}");
        return files;
    }

    public Task ConnectAsync(string adapter, SandboxSystem system, CancellationToken ct)
    {
        var account = system.Accounts.All[0];
        return _gateway.Folder.ConnectAsync(new ConnectRequest(adapter, ConnectionId.DefaultName, system.Url, account.Name, account.Password), ct);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _gateway.DisposeAsync();
        await _log.DisposeAsync();
        _work.Dispose();
    }

    [GeneratedRegex("^limits: .*$", RegexOptions.Multiline)]
    private static partial Regex LimitsLine { get; }
}
