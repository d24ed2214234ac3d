using System.Globalization;
using System.Text.Json;
using Daas.Core.Runs;

namespace Daas.Server;

/// <summary>Answers a request with a problem. The one place where errors become HTTP.</summary>
internal static class ProblemAnswer
{
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = Problem.MediaType;
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer realm=\"daas\"";
        await using var json = new Utf8JsonWriter(response.BodyWriter, RowJson.Options);
        problem.Write(json);
        await json.FlushAsync(context.RequestAborted);
    }
}
