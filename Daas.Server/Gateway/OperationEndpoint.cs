using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.Server.Gateway;

/// <summary>The one endpoint behind every operation: looks the operation up among the published ones, runs it, answers.</summary>
internal sealed class OperationEndpoint(CallReader reader, ILogger<OperationEndpoint> log)
{
    public const string Route = "/api/{adapter}/{operation}";

    public async Task HandleAsync(HttpContext context, string adapter, string operation)
    {
        Call? call = null;
        try
        {
            (call, var problem) = await reader.ReadAsync(context, adapter, operation);
            if (problem is not null)
                await ProblemAnswer.WriteAsync(context, problem);
            if (call is not null)
                await AnswerAsync(call);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away: there is nobody to answer.
        }
        catch (Exception e)
        {
            var run = call?.Request.Run ?? context.TraceIdentifier;
            Log.CallBroke(log, e, adapter, operation, run);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            await ProblemAnswer.WriteAsync(context, Broken(call, adapter, operation, run));
        }
    }

    private static Task AnswerAsync(Call call) => call.Format switch
    {
        AnswerFormat.Ndjson when call.Operation.Output is not { File: true } => StreamedAnswer.WriteAsync(call),
        _ => WholeAnswer.WriteAsync(call),
    };

    // What went wrong inside is for the log alone.
    private static Problem Broken(Call? call, string adapter, string operation, string run)
    {
        var error = new RunError(ErrorClass.AdapterBug, "The gateway failed; the operator finds the cause in the log by the run")
        {
            Applied = call?.Operation.Kind == OperationKind.Push ? Applied.Unknown : Applied.No,
        };
        return new Problem(error) { Adapter = adapter, Operation = operation, Version = call?.Adapter.Version, Run = run };
    }
}
