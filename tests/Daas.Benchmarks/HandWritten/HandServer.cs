using Daas.Server.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daas.Benchmarks.HandWritten;

/// <summary>The hand-written programs behind bare endpoints: no keys, no limits, no record of anything.</summary>
internal sealed class HandServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HandServer(WebApplication app, DocumentOaProgram documents, CivilAffairsProgram residents)
    {
        (_app, Documents, Residents) = (app, documents, residents);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(5) };
    }

    public HttpClient Http { get; }

    public DocumentOaProgram Documents { get; }

    public CivilAffairsProgram Residents { get; }

    /// <summary>Signed in to both systems, serving <c>/find-documents</c> and <c>/find-residents</c>.</summary>
    public static async Task<HandServer> StartAsync(SandboxHost sandbox, CancellationToken ct)
    {
        var documents = new DocumentOaProgram(sandbox.DocumentOa.Url);
        await documents.SignInAsync(sandbox.DocumentOa, ct);
        var residents = new CivilAffairsProgram(sandbox.CivilAffairs.Url);
        await residents.SignInAsync(sandbox.CivilAffairs, ct);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/find-documents", async (string? title, string? urgency, CancellationToken stop) =>
            Results.Json(new { rows = await documents.FindAsync(title, urgency, form: false, stop) }));
        app.MapGet("/find-residents", async (string? name, string? street, CancellationToken stop) =>
            Results.Json(new { rows = await residents.FindAsync(name, street, stop) }));
        await app.StartAsync(ct);
        return new HandServer(app, documents, residents);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Documents.Dispose();
        Residents.Dispose();
        await _app.DisposeAsync();
    }
}
