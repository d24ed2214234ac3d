using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Server.Commands;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Paths.Memory;

/// <summary><c>daas serve</c> as a process of its own, so that what it takes is its alone.</summary>
internal sealed partial class GatewayProcess : IAsyncDisposable
{
    private readonly Process _process;

    private GatewayProcess(Process process, HttpClient http) => (_process, Http) = (process, http);

    /// <summary>A consumer, with any number of connections.</summary>
    public HttpClient Http { get; }

    public int Id => _process.Id;

    /// <param name="folder">For its data and scripts.</param>
    /// <param name="adapter">The one it serves.</param>
    /// <param name="system">What is behind it.</param>
    /// <param name="contexts">Browser contexts at once.</param>
    /// <param name="ct">Stops the start.</param>
    public static async Task<GatewayProcess> StartAsync(
        string folder, Adapter adapter, SandboxSystem system, int contexts, CancellationToken ct)
    {
        var settings = new ServerSettings { Data = Path.Combine(folder, "data"), Adapters = Path.Combine(folder, "adapters") };
        var home = Directory.CreateDirectory(Path.Combine(settings.Adapters, adapter.Id)).FullName;
        foreach (var (name, text) in AdapterWriter.Write(adapter))
            await File.WriteAllTextAsync(Path.Combine(home, name), text, ct);
        string key;
        await using (var data = await Server.Commands.DataFolder.OpenAsync(settings, ct))
        {
            var account = system.Accounts.All[0];
            await data.ConnectAsync(new ConnectRequest(adapter.Id, ConnectionId.DefaultName, system.Url, account.Name, account.Password), ct);
            key = await data.IssueKeyAsync(new KeyRequest("benchmark", ["*"], new Dictionary<string, string>()), ct);
        }

        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "daas.dll"), "serve", "--data", settings.Data, "--adapters", settings.Adapters, "--port", "0", "--admin-port", "0" },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DAAS_CONTEXTS"] = $"{contexts}", ["DAAS_CHECKED_SHARE"] = "0", ["DAAS_LOG"] = "error" },
        };
        var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync(ct);
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (Api.Match(line) is not { Success: true } api)
                continue;
            _ = process.StandardOutput.ReadToEndAsync(ct);
            var http = new HttpClient { BaseAddress = new Uri(api.Groups[1].Value), Timeout = TimeSpan.FromMinutes(2) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            return new GatewayProcess(process, http);
        }

        await process.WaitForExitAsync(ct);
        throw new InvalidOperationException($"daas serve ended with {process.ExitCode}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            // As an operator stops it: it takes its browser along.
            using var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await stop.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"^API\s+(http://[^/\s]+)")]
    private static partial Regex Api { get; }
}
