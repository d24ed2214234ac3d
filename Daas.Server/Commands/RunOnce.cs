using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Server.Layout;

namespace Daas.Server.Commands;

/// <summary>One run at the terminal: progress on stderr while it lasts, then the answer on stdout.</summary>
internal static class RunOnce
{
    public static async Task<int> RunAsync(Shell shell, DataFolder folder, Operation operation, RunRequest request, RunAnswer wished, CancellationToken ct)
    {
        var rows = new List<Row>();
        var progress = wished.Quiet ? null : new RunProgress(shell);
        RunResult? result = null;
        try
        {
            await foreach (var told in folder.RunAsync(request, wished.Connection, ct))
            {
                progress?.Tell(told);
                if (told is RunEvent.Rows page)
                    rows.AddRange(page.Items);
                else if (told is RunEvent.Finished finished)
                    result = finished.Result;
            }
        }
        finally
        {
            progress?.Clear();
        }

        if (result is null)
            throw new CommandException(ExitCodes.Failed, "the gateway went away during the run");
        if (result.Error is { } error)
            return Fail(shell, request, result, error);
        await RunPrinting.WriteAsync(shell, operation, result, rows, wished, ct);
        if (!wished.Quiet)
        {
            shell.Error.WriteLine(Summary(operation, result));
            if (result.Fallback is { } fallback)
                shell.Error.WriteLine($"  answered by the browser because, by HTTP: {fallback.Class.Slug()}: {fallback.Message}");
        }

        return ExitCodes.Good;
    }

    private static string Summary(Operation operation, RunResult result)
    {
        var what = operation switch
        {
            { Kind: OperationKind.Push } => result.Outcome.ToString().ToLowerInvariant(),
            { Output.Rows: not null } => $"{result.RowCount} row{(result.RowCount == 1 ? "" : "s")}{(result.Pages > 1 ? $" from {result.Pages} pages" : "")}",
            _ => "done",
        };
        return $"{what} · {result.Path.Word()} path · {Moments.Took(result.Duration)}{(result.Complete ? "" : " · cut short by a limit: there is more")}";
    }

    private static int Fail(Shell shell, RunRequest request, RunResult result, RunError error)
    {
        shell.Error.WriteLine($"daas: {error.Class.Slug()}: {error.Message}");
        if (error.Reason is { } reason)
            shell.Error.WriteLine($"  the system said: {reason}");
        if (error.Step is { } step)
            shell.Error.WriteLine($"  at: {step}");
        if (result.Fallback is { } fallback)
            shell.Error.WriteLine($"  the browser was asked because, by HTTP: {fallback.Class.Slug()}: {fallback.Message}");
        shell.Error.WriteLine($"  connection: {request.Adapter}/{(result.Connection is "" ? ConnectionId.DefaultName : result.Connection)}");
        foreach (var (name, value) in error.Details)
            shell.Error.WriteLine($"  {name}: {value}");
        if (request.IdempotencyKey is not null)
            shell.Error.WriteLine($"  saved by the old system: {error.Applied.ToString().ToLowerInvariant()}");
        if (error.Class is ErrorClass.CredentialsRejected && !error.Message.Contains("daas connect", StringComparison.Ordinal))
            shell.Error.WriteLine($"  store the account with: daas connect {request.Adapter}{(result.Connection is "" or "default" ? "" : $" --connection {result.Connection}")}");
        return error.Class switch
        {
            ErrorClass.CredentialsRejected or ErrorClass.AccountLocked or ErrorClass.NeedsPerson => ExitCodes.Needs,
            ErrorClass.InvalidInput or ErrorClass.UnknownOperation => ExitCodes.Usage,
            ErrorClass.Cancelled => ExitCodes.Stopped,
            _ => ExitCodes.Failed,
        };
    }
}
