using System.Net.Http.Headers;
using System.Text.Json;
using Daas.Server.Gateway;

namespace Daas.Server.Tests.Gateway;

/// <summary>A test with a gateway of its own.</summary>
public abstract class GatewayTest : IAsyncLifetime
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected GatewayHost Host { get; private set; } = null!;

    private protected virtual GatewayOptions Options => new();

    protected HttpClient Http => Host.Http;

    public async ValueTask InitializeAsync() => Host = await GatewayHost.StartAsync(Options);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<HttpResponseMessage> GetAsync(string path, string? accept = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request, Ct);
    }

    protected async Task<HttpResponseMessage> PostAsync(string path, HttpContent? body, string? key = "k1", string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await Http.SendAsync(request, Ct);
    }

    protected static StringContent Json(string text) => new(text, new MediaTypeHeaderValue("application/json", "utf-8"));

    protected static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement;

    /// <summary>Asserts a problem of that status and class, and returns it.</summary>
    protected static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, string slug)
    {
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(slug, problem.GetProperty("class").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        return problem;
    }
}
