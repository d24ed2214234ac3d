using System.Net;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Server.Commands;
using Daas.Server.Layout;
using Daas.Server.Operators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daas.Server.Tests.Health;

/// <summary>The operators' listener on a free port over a fake health and a data folder of its own.</summary>
internal sealed class OperatorSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OperatorSite(WebApplication app, string folder)
    {
        _app = app;
        Folder = folder;
        Url = new Uri(app.Urls.Single());
    }

    public string Folder { get; }

    public Uri Url { get; }

    public string Token => OperatorToken.In(Folder).Value;

    public static async Task<OperatorSite> StartAsync(
        SampleHealth health, IEnumerable<RunRecord>? runs = null, byte[]? picture = null, Action<IEndpointRouteBuilder>? map = null,
        Action<IServiceCollection>? services = null)
    {
        var folder = Directory.CreateTempSubdirectory("daas-site-").FullName;
        var settings = new ServerSettings { Data = folder, Admin = "http://127.0.0.1:0" };
        var app = OperatorListener.Build(
            settings,
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton(TimeProvider.System);
                builder.Services.AddSingleton<RunStore>(new ListedRuns([.. runs ?? []]));
                builder.Services.AddSingleton<PictureStore>(new OnePicture(picture));
                builder.Services.AddSingleton(new ApiAddress { Url = "http://127.0.0.1:8780" });
                builder.Services.AddSingleton(SampleStudio.Desk(folder));
                builder.Services.AddSingleton(SampleStudio.Editing(folder));
                services?.Invoke(builder.Services);
            },
            _ => health.Desk,
            map ?? (_ => { }));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OperatorSite(app, folder);
    }

    public HttpClient Client(string language = "en")
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Url };
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        return client;
    }

    public async Task<HttpClient> SignedInAsync(string language = "en")
    {
        var client = Client(language);
        using var answer = await client.GetAsync($"/sign-in?token={Token}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class ListedRuns(List<RunRecord> runs) : RunStore
    {
        public override Task AppendAsync(RunRecord record, CancellationToken ct)
        {
            runs.Add(record);
            return Task.CompletedTask;
        }

        public override Task<RunRecord?> FindAsync(string run, CancellationToken ct) => Task.FromResult(runs.Find(r => r.Run == run));

        public override Task<IReadOnlyList<RunRecord>> RecentAsync(string? adapter, string? operation, DateTimeOffset since, int count, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<RunRecord>>(
                [.. runs.Where(r => (adapter is null || r.Adapter == adapter) && (operation is null || r.Operation == operation) && r.StartedAt >= since)
                    .OrderByDescending(r => r.StartedAt).Take(count)]);

        public override Task<int> TrimAsync(DateTimeOffset before, CancellationToken ct) => Task.FromResult(runs.RemoveAll(r => r.StartedAt < before));
    }

    private sealed class OnePicture(byte[]? png) : PictureStore
    {
        public override Task SaveAsync(string run, byte[] bytes, CancellationToken ct) => throw new NotSupportedException();

        public override Task<byte[]?> FindAsync(string run, CancellationToken ct) => Task.FromResult(png);
    }
}
