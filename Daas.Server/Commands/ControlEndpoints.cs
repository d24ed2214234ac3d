using System.Security.Cryptography;
using System.Text;
using Daas.Core.Runs;
using Daas.Server.Layout;

namespace Daas.Server.Commands;

/// <summary>
/// The door by which the verbs of this program reach a running gateway: under <c>/control</c> of the operators' listener, for whoever can read the
/// folder's <see cref="ServerFile"/>.
/// </summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder routes, DataFolder folder, Func<ServerFile> file)
    {
        var control = routes.MapGroup("/control").AllowAnonymous().WithMetadata(new NoForm());
        control.AddEndpointFilter(async (context, next) =>
        {
            if (!Knows(context.HttpContext.Request, file().Token))
                return Results.Text("this needs the token of the data folder's server.json\n", statusCode: StatusCodes.Status401Unauthorized);
            try
            {
                return await next(context);
            }
            catch (CommandException e)
            {
                return Results.Text(e.Message, statusCode: e.Code == ExitCodes.Usage ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
            }
        });
        control.MapGet("/", () => Results.Json(Environment.ProcessId));
        control.MapGet("/keys", async (CancellationToken ct) => Results.Json(await folder.ListKeysAsync(ct)));
        control.MapPost("/keys", async (KeyRequest request, CancellationToken ct) => Results.Json(await folder.IssueKeyAsync(request, ct)));
        control.MapDelete("/keys/{name}", async (string name, CancellationToken ct) =>
            await folder.RevokeKeyAsync(name, ct) ? Results.Json(true) : Results.NotFound());
        control.MapPost("/connections", async (ConnectRequest request, CancellationToken ct) =>
        {
            await folder.ConnectAsync(request, ct);
            return Results.Json(true);
        });
        control.MapPost("/sessions", async (LendRequest request, CancellationToken ct) => Results.Json(await folder.LendAsync(request, ct)));
        control.MapPost("/runs", async (RunRequest request, string? connection, HttpContext context, CancellationToken ct) =>
            await TellAsync(context, folder.RunAsync(request, connection, ct), RunEventJson.Write, ct));
        control.MapPost("/proofs", async (ProofWish wish, HttpContext context, CancellationToken ct) =>
            await TellAsync(context, folder.ProveAsync(wish, ct), ProofEventJson.Write, ct));
    }

    private static async Task<IResult> TellAsync<T>(HttpContext context, IAsyncEnumerable<T> told, Func<T, string> write, CancellationToken ct)
    {
        await using var events = told.GetAsyncEnumerator(ct);

        // The first event shows that the connection exists; before it a refusal can still be a status.
        for (var more = await events.MoveNextAsync(); more; more = await events.MoveNextAsync())
        {
            if (!context.Response.HasStarted)
                context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(write(events.Current) + "\n", ct);
            await context.Response.Body.FlushAsync(ct);
        }

        return Results.Empty;
    }

    private static bool Knows(HttpRequest request, string token) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString())), SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token)));
}
