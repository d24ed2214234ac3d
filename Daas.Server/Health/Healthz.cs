namespace Daas.Server.Health;

/// <summary>Answers load balancers and supervisors: <c>/healthz</c> says whether the gateway can work, <c>/healthz/live</c> only that it runs.</summary>
internal static class Healthz
{
    /// <param name="routes">Of either listener.</param>
    /// <param name="checks">By name; each returns what is wrong, or null. An old system that is down is not among them: that is not the
    /// gateway's illness.</param>
    public static void MapHealthz(this IEndpointRouteBuilder routes, IReadOnlyDictionary<string, Func<CancellationToken, Task<string?>>> checks)
    {
        routes.MapGet("/healthz", async (CancellationToken ct) =>
        {
            var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
            var ready = true;
            foreach (var (name, check) in checks)
            {
                var wrong = await TryAsync(check, ct);
                answers[name] = wrong ?? "ok";
                ready &= wrong is null;
            }

            return Results.Json(new { status = ready ? "ready" : "not-ready", checks = answers }, statusCode: ready ? 200 : 503);
        }).AllowAnonymous();
        routes.MapGet("/healthz/live", () => Results.Json(new { status = "live" })).AllowAnonymous();
    }

    private static async Task<string?> TryAsync(Func<CancellationToken, Task<string?>> check, CancellationToken ct)
    {
        try
        {
            return await check(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // The cause is for the log; this answer is public.
            return e.GetType().Name;
        }
    }
}
