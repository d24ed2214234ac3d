using System.Net.Http.Headers;
using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Server.Consumers;
using Daas.Server.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daas.Server.Tests.Gateway;

/// <summary>The gateway on a free port of its own, over a fake connection, with a key that is granted everything.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayHost(WebApplication app, FakeConnection connection)
    {
        _app = app;
        Connection = connection;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeConnection Connection { get; }

    public HttpClient Http { get; }

    public ConsumerKeys Keys => _app.Services.GetRequiredService<ConsumerKeys>();

    public static async Task<GatewayHost> StartAsync(GatewayOptions? options = null, params Adapter[] adapters)
    {
        var connection = new FakeConnection();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ConsumerStore, MemoryConsumerStore>().AddConsumers().AddGatewayCore(options);
        builder.Services.AddSingleton<FindConnection>((_, name) => name is null or "default" or "east" ? connection.RunAsync : null);
        var app = builder.Build();
        app.MapGateway();
        await app.StartAsync();
        var host = new GatewayHost(app, connection);
        host.Publish(adapters is [] ? [SampleAdapter.Make()] : adapters);
        host.Use((await host.Keys.IssueAsync("platform", ["*"])).Key);
        return host;
    }

    public void Publish(params Adapter[] adapters) => _app.Services.GetRequiredService<PublishedAdapters>().Publish(adapters);

    public void Use(string key) => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
