using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Runtime;
using Daas.Runtime.Connections;
using Daas.Server.Consumers;
using Daas.Server.Gateway;
using Daas.Server.Storage;
using Daas.Server.Studio.Publishing;
using Daas.Server.Tests.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Daas.Server.Tests.Studio.Publishing;

/// <summary>A gateway over a folder of adapters, everything real but the old system, and a publisher for it.</summary>
internal sealed class PublishBed : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("daas-publish-").FullName;
    private readonly WebApplication _app;

    private PublishBed()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddLiteStores(Path.Combine(_root, "data")).AddConsumers().AddDaasRuntime().AddGateway();
        builder.Services.AddSingleton<SystemPath, EchoPath>();
        builder.Services.AddSingleton(new AdapterCatalog(Adapters, only: ["town", "village"]));
        _app = builder.Build();
        _app.MapGateway();
        var published = _app.Services.GetRequiredService<PublishedAdapters>();
        Publisher = new Publisher(new PublishDesk
        {
            Adapters = Adapters,
            RefreshAsync = _app.Services.GetRequiredService<AdapterCatalog>().RefreshAsync,
            Served = id => published.Current.Find(id),
            Api = () => _app.Urls.First(),
            Patience = TimeSpan.FromSeconds(1),
        });
    }

    public string Adapters => Path.Combine(_root, "adapters");

    public Publisher Publisher { get; }

    public static async Task<PublishBed> StartAsync()
    {
        var bed = new PublishBed();
        Directory.CreateDirectory(bed.Adapters);
        await bed._app.StartAsync(TestContext.Current.CancellationToken);
        return bed;
    }

    /// <summary>A draft with a pull named find.</summary>
    public static Draft Draft(string title = "查询", string adapter = "town", string system = "")
    {
        var reading = AdapterReader.Read(adapter, new Dictionary<string, string>
        {
            ["system.yaml"] = $"adapter: {adapter}\ntitle: 小镇\nurl: http://127.0.0.1:9/\nlimits: {{ perMinute: 6000 }}\n{system}",
            ["find.yaml"] = $$"""
                operation: find
                kind: pull
                title: {{title}}
                input:
                  name: { type: string, example: 张伟 }
                steps:
                  - open: /
                  - fill: 姓名
                    with: ${name}
                output:
                  rows: { table: [标题] }
                  fields:
                    title: 标题
                  empty: { text: 没有 }
                """,
        });
        Assert.False(reading.HasErrors, string.Join('\n', reading.Problems));
        return new Draft(reading.Adapter!, [], [], []);
    }

    public async Task<string?> CallAsync(string address)
    {
        using var http = new HttpClient();
        var key = await _app.Services.GetRequiredService<ConsumerKeys>().IssueAsync(Guid.NewGuid().ToString("n"), ["*"]);
        http.DefaultRequestHeaders.Authorization = new("Bearer", key.Key);
        return await http.GetStringAsync(address, TestContext.Current.CancellationToken);
    }

    public string Write(string adapter, string file, string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Adapters, adapter)).FullName, file);
        File.WriteAllText(path, text);
        return path;
    }

    public IEnumerable<string> Leftovers() =>
        Directory.EnumerateFileSystemEntries(Adapters, "*", SearchOption.AllDirectories).Where(p => Path.GetFileName(p).StartsWith('.'));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
