using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Runtime.Connections;
using Daas.Server.Commands;
using Daas.Server.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daas.Benchmarks.Reload;

/// <summary>A script is saved, goes live, and is saved again, while callers call its operation and read its document all the time. Every version names its fields after itself.</summary>
internal sealed class ReloadsUnderLoad
{
    private const int Callers = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, int> _numbers = [];
    private readonly ConcurrentDictionary<int, int> _answered = [];
    private int _live;
    private int _answers;
    private int _failed;
    private int _mixed;
    private int _stale;
    private int _documents;
    private int _mixedDocuments;

    private ReloadsUnderLoad(HttpClient http) => _http = http;

    public Timings Live { get; } = new();

    public int Answers => _answers;

    /// <summary>Answers that were not 200.</summary>
    public int Failed => _failed;

    /// <summary>Answers whose header, field names and rows were not all of one version.</summary>
    public int Mixed => _mixed;

    /// <summary>Answers by a version older than one that was live when the call was made.</summary>
    public int Stale => _stale;

    public int Documents => _documents;

    public int MixedDocuments => _mixedDocuments;

    /// <summary>Versions by which at least one call was answered.</summary>
    public int Versions => _answered.Count;

    public static async Task<ReloadsUnderLoad> MeasureAsync(int reloads, TextWriter progress, CancellationToken ct)
    {
        using var work = new WorkFolder();
        var folder = Directory.CreateDirectory(Path.Combine(work.Adapters, "town")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "system.yaml"), System, ct);
        var file = Path.Combine(folder, "find.yaml");
        await File.WriteAllTextAsync(file, Script(0), ct);

        await using var app = Gateway(work);
        await app.StartAsync(ct);
        await using var keys = OwnedFolder.Of(app.Services, work.Adapters);
        var key = await keys.IssueKeyAsync(new KeyRequest("benchmark", ["*"], new Dictionary<string, string>()), ct);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        var measured = new ReloadsUnderLoad(http);
        measured.Know(0);

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var callers = Enumerable.Range(0, Callers).Select(_ => measured.CallUntilAsync(enough.Token)).Append(measured.ReadDocumentsUntilAsync(enough.Token)).ToList();
        try
        {
            for (var number = 1; number <= reloads; number++)
            {
                measured.Know(number);
                var began = Stopwatch.GetTimestamp();
                await File.WriteAllTextAsync(file, Script(number), ct);
                await measured.UntilLiveAsync(number, began, ct);
                if (number % 100 == 0)
                    progress.WriteLine($"reload {number} of {reloads}: {measured.Answers} answers, {measured.Failed} failed, {measured.Mixed} mixed");
            }
        }
        finally
        {
            await enough.CancelAsync();
            await Task.WhenAll(callers);
        }

        return measured;
    }

    private static string System => """
        adapter: town
        title: 样例
        url: http://127.0.0.1:9/
        limits: { sessions: 100, concurrency: 100, perMinute: 100000 }
        """;

    private static string Script(int number) => $$"""
        operation: find
        kind: pull
        title: 第{{number}}版
        steps:
          - open: /
        output:
          rows: { table: [名称] }
          fields:
        {{string.Join('\n', Enumerable.Range(0, (number % 3) + 1).Select(i => $"    v{number}_{i}: {{ column: 名称 }}"))}}
          empty: { text: 没有 }
        """;

    /// <summary>The API's listener as the gateway builds it, but over a path that reaches no system.</summary>
    private static WebApplication Gateway(WorkFolder work)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<SystemPath, EchoPath>();
        Server.Program.AddGateway(builder.Services, new ServerSettings { Data = work.Data, Adapters = work.Adapters });
        var app = builder.Build();
        app.MapGateway();
        return app;
    }

    private void Know(int number)
    {
        var reading = AdapterReader.Read("town", new Dictionary<string, string> { ["system.yaml"] = System, ["find.yaml"] = Script(number) });
        _numbers[reading.Adapter?.Version ?? throw new InvalidOperationException(string.Join('\n', reading.Problems))] = number;
    }

    private async Task UntilLiveAsync(int number, long began, CancellationToken ct)
    {
        while (true)
        {
            using var answer = await _http.GetAsync("/api/town/find?nobody=1", ct);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct)).RootElement;
            if (_numbers.GetValueOrDefault(problem.GetProperty("version").GetString()!, -1) == number)
                break;
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"reload {number} is not live after {Patience.TotalSeconds} s");
            await Task.Delay(5, ct);
        }

        Live.Add(Stopwatch.GetElapsedTime(began));
        Volatile.Write(ref _live, number);
    }

    private async Task CallUntilAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var live = Volatile.Read(ref _live);
            using var answer = await _http.GetAsync("/api/town/find", CancellationToken.None);
            var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            Interlocked.Increment(ref _answers);
            if ((int)answer.StatusCode != 200)
            {
                Interlocked.Increment(ref _failed);
                continue;
            }

            var version = answer.Headers.GetValues("Daas-Adapter-Version").Single();
            var number = _numbers.GetValueOrDefault(version, -1);
            _answered.TryAdd(number, 0);
            var row = JsonDocument.Parse(text).RootElement.GetProperty("rows").EnumerateArray().Single();
            var fields = row.EnumerateObject().ToList();
            var names = Enumerable.Range(0, (number % 3) + 1).Select(i => $"v{number}_{i}");
            if (number < 0 || !fields.Select(f => f.Name).SequenceEqual(names) || fields.Any(f => f.Value.GetString() != version))
                Interlocked.Increment(ref _mixed);
            if (number < live)
                Interlocked.Increment(ref _stale);
        }
    }

    private async Task ReadDocumentsUntilAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            using var answer = await _http.GetAsync("/openapi/town.json", CancellationToken.None);
            var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            Interlocked.Increment(ref _documents);
            var version = JsonDocument.Parse(text).RootElement.GetProperty("info").GetProperty("version").GetString()!;
            var named = Regex.Matches(text, "\"v([0-9]+)_[0-9]\"").Select(m => int.Parse(m.Groups[1].Value)).Append(_numbers.GetValueOrDefault(version, -1)).Distinct();
            if (named.Count() != 1)
                Interlocked.Increment(ref _mixedDocuments);
            await Task.Delay(10, CancellationToken.None);
        }
    }
}
