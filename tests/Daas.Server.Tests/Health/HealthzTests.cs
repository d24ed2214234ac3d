using System.Net;
using Daas.Server.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Daas.Server.Tests.Health;

public sealed class HealthzTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_only_when_every_check_is_good_but_live_all_the_same()
    {
        var wrong = false;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapHealthz(new Dictionary<string, Func<CancellationToken, Task<string?>>>
        {
            ["stores"] = _ => wrong ? throw new IOException("/secret/path is full") : Task.FromResult<string?>(null),
        });
        await app.StartAsync(Ct);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Contains("\"ready\"", await client.GetStringAsync("/healthz", Ct), StringComparison.Ordinal);
        wrong = true;
        using var answer = await client.GetAsync("/healthz", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("/secret/path", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("live", await client.GetStringAsync("/healthz/live", Ct), StringComparison.Ordinal);
    }
}
