using System.Net.Http.Headers;
using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Runtime;
using Daas.Runtime.Connections;
using Daas.Server.Consumers;
using Daas.Server.Gateway;
using Daas.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daas.Server.Tests.Gateway;

/// <summary>From a file in the adapters folder to an answered call and a recorded run: everything real but the old system.</summary>
public sealed class LiveAdaptersTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("daas-live-").FullName;
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Adapters => Path.Combine(_root, "adapters");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Adapters);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddLiteStores(Path.Combine(_root, "data")).AddConsumers().AddDaasRuntime().AddGateway();
        builder.Services.AddSingleton<SystemPath, EchoPath>();
        builder.Services.AddSingleton(new AdapterCatalog(Adapters));
        _app = builder.Build();
        _app.MapGateway();
        await WriteAsync("town", "find", "第一版");
        await _app.StartAsync(Ct);
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        var key = await _app.Services.GetRequiredService<ConsumerKeys>().IssueAsync("platform", ["*"], ct: Ct);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Key);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task What_is_in_the_folder_is_served_from_the_first_call_on_and_every_run_is_recorded()
    {
        using var response = await _http.GetAsync("/api/town/find", Ct);
        Assert.Equal("第一版", await TitleAsync(response));
        var run = await _app.Services.GetRequiredService<Core.Storage.RunStore>().FindAsync(response.Headers.GetValues("Daas-Run").Single(), Ct);
        Assert.Equal(("town", "find", "platform", 1), (run!.Adapter, run.Operation, run.Caller, run.RowCount));
    }

    [Fact]
    public async Task A_changed_file_changes_the_operation_and_a_broken_one_leaves_it()
    {
        await WriteAsync("town", "find", "第二版");
        await UntilAsync(async () => await TitleAsync("/api/town/find") == "第二版");

        await File.WriteAllTextAsync(Path.Combine(Adapters, "town", "find.yaml"), "operation: find\nkindd: pull\n", Ct);
        await UntilAsync(() => Task.FromResult(_app.Services.GetRequiredService<AdapterCatalog>().Current.Problems.Count > 0));
        Assert.Equal("第二版", await TitleAsync("/api/town/find"));
    }

    [Fact]
    public async Task An_adapter_comes_and_goes_with_its_folder()
    {
        await WriteAsync("village", "list", "新来的");
        await UntilAsync(async () => await TitleAsync("/api/village/list") == "新来的");
        Assert.Contains("village_list", await _http.GetStringAsync("/openapi.json", Ct), StringComparison.Ordinal);

        Directory.Delete(Path.Combine(Adapters, "village"), recursive: true);
        await UntilAsync(async () => await TitleAsync("/api/village/list") is null);
        Assert.DoesNotContain("village_list", await _http.GetStringAsync("/openapi.json", Ct), StringComparison.Ordinal);
    }

    private async Task WriteAsync(string adapter, string operation, string title)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Adapters, adapter)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, $"{operation}.yaml"), $$"""
            operation: {{operation}}
            kind: pull
            title: {{title}}
            steps:
              - open: /
            output:
              rows: { table: [标题] }
              fields:
                title: 标题
              empty: { text: 没有 }
            """, Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "system.yaml"), $"adapter: {adapter}\ntitle: {adapter}\nurl: http://127.0.0.1:9/\nlimits: {{ perMinute: 6000 }}\n", Ct);
    }

    private async Task<string?> TitleAsync(string path)
    {
        using var response = await _http.GetAsync(path, Ct);
        return await TitleAsync(response);
    }

    private static async Task<string?> TitleAsync(HttpResponseMessage response)
    {
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement;
        return answer.TryGetProperty("rows", out var rows) ? rows[0].GetProperty("title").GetString() : null;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await holds())
            await Task.Delay(20, patience.Token);
    }
}
