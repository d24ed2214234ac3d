using System.Globalization;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Server.Consumers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;

namespace Daas.Server.Gateway;

/// <summary>
/// Makes a <see cref="Call"/> of a request, or the problem that it is answered with. In this order: key, grant, operation, method, form,
/// inputs.
/// </summary>
internal sealed class CallReader(PublishedAdapters published, FindConnection find, GatewayOptions options, TimeProvider time)
{
    /// <summary>Null when the answer has been given already (401).</summary>
    public async Task<(Call? Call, Problem? Problem)> ReadAsync(HttpContext context, string adapterId, string operationId)
    {
        // A consumer may be known already, to a host that authenticates before routing.
        var known = await context.AuthenticateAsync(KeyAuthentication.SchemeName);
        if (!known.Succeeded || context.Features.Get<Consumer>() is not { } consumer)
        {
            await context.ChallengeAsync(KeyAuthentication.SchemeName);
            return (null, null);
        }

        var blank = new Problem(new RunError(ErrorClass.UnknownOperation, "")) { Adapter = adapterId, Operation = operationId };
        if (!Grants.Allow(consumer.Grants, adapterId, operationId))
            return (null, blank with { Error = new RunError(ErrorClass.NotGranted, $"The key of '{consumer.Name}' is not granted {adapterId}/{operationId}") });
        if (published.Current.Find(adapterId) is not { } adapter)
            return (null, blank with { Error = new RunError(ErrorClass.UnknownOperation, $"There is no adapter '{adapterId}'; /docs lists those there are") });
        blank = blank with { Version = adapter.Version };
        if (adapter.Find(operationId) is not { } operation)
            return (null, blank with { Error = new RunError(ErrorClass.UnknownOperation, $"Adapter '{adapterId}' has no operation '{operationId}'; /docs lists those it has") });

        try
        {
            return await ReadAsync(context, consumer, adapter, operation, blank);
        }
        catch (BadHttpRequestException e)
        {
            return (null, blank with { Error = new RunError(ErrorClass.InvalidInput, e.Message), HttpStatus = e.StatusCode == 400 ? null : e.StatusCode });
        }
    }

    private async Task<(Call? Call, Problem? Problem)> ReadAsync(HttpContext context, Consumer consumer, Adapter adapter, Operation operation, Problem blank)
    {
        var request = context.Request;
        var push = operation.Kind == OperationKind.Push;
        var method = push ? HttpMethods.Post : HttpMethods.Get;
        if (!request.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.Allow = method;
            throw new BadHttpRequestException($"{operation.Id} is a {(push ? "push" : "pull")}: call it with {method}", StatusCodes.Status405MethodNotAllowed);
        }

        if (AnswerFormats.Choose(request.Headers.Accept, FormatsOf(operation)) is not { } format)
        {
            throw new BadHttpRequestException(
                $"{operation.Id} answers as {string.Join(", ", FormatsOf(operation).Select(f => f.MediaType()))}", StatusCodes.Status406NotAcceptable);
        }

        var key = push ? request.Headers[GatewayHeaders.IdempotencyKey].ToString().Trim() : null;
        if (key is "")
            return (null, blank with { Error = new RunError(ErrorClass.IdempotencyKeyMissing, $"Send {GatewayHeaders.IdempotencyKey}: a new value for each write, the same for each try of it") });
        if (key is { Length: > GatewayHeaders.MostKeyLength })
            throw new BadHttpRequestException($"{GatewayHeaders.IdempotencyKey} has more than {GatewayHeaders.MostKeyLength} characters");

        var connection = request.Headers[GatewayHeaders.Connection].ToString() is { Length: > 0 } named
            ? named
            : consumer.Connections.GetValueOrDefault(adapter.Id);
        if (find(adapter.Id, connection) is not { } run)
        {
            var message = connection is null
                ? $"Adapter '{adapter.Id}' has several connections and none named '{ConnectionId.DefaultName}'; name one in {GatewayHeaders.Connection}"
                : $"Adapter '{adapter.Id}' has no connection '{connection}'";
            return (null, blank with { Error = new RunError(ErrorClass.UnknownOperation, message), Connection = connection });
        }

        blank = blank with { Connection = connection };
        Bound(context);
        var given = push ? await BodyReader.BodyAsync(request, options.MaxBodyBytes, context.RequestAborted) : BodyReader.Query(request);
        if (given.Failed)
            return (null, blank with { Error = given.Error });
        var inputs = InputReader.Read(operation, given.Value.Values, given.Value.Files);
        if (inputs.Failed)
            return (null, blank with { Error = inputs.Error });

        return (new Call
        {
            Context = context,
            Adapter = adapter,
            Operation = operation,
            Run = run,
            Format = format,
            Request = new RunRequest
            {
                Run = Guid.CreateVersion7(time.GetUtcNow()).ToString("n"),
                Adapter = adapter.Id,
                Operation = operation.Id,
                Inputs = inputs.Value.Inputs,
                Files = inputs.Value.Files,
                Rows = push ? null : Cap(request, GatewayHeaders.MaxRows),
                Pages = push ? null : Cap(request, GatewayHeaders.MaxPages),
                Caller = consumer.Name,
                IdempotencyKey = key,
            },
        }, null);
    }

    // A file is what it is: it answers whatever the caller accepts.
    private static IReadOnlyList<AnswerFormat> FormatsOf(Operation operation) =>
        operation.Kind == OperationKind.Push ? AnswerFormats.OfPush : AnswerFormats.OfRows;

    private void Bound(HttpContext context)
    {
        if (context.Request.ContentLength > options.MaxBodyBytes)
            throw new BadHttpRequestException($"The body is over {options.MaxBodyBytes} bytes", StatusCodes.Status413PayloadTooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.MaxBodyBytes;
    }

    private static int? Cap(HttpRequest request, string header)
    {
        if (request.Headers[header].ToString() is not { Length: > 0 } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cap) && cap > 0
            ? cap
            : throw new BadHttpRequestException($"{header} must be a whole number above 0, not '{text}'");
    }
}
