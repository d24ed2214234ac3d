using System.Runtime.CompilerServices;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Connections;

namespace Daas.Runtime.Trials;

/// <summary>
/// Runs operations of scripts that are not published, step by step, against the real system. The old system comes first: a trial is within the limits of the
/// connection, and a push is run once, by one way, when a person has said so. Trials are recorded, and say nothing about the health of what is published.
/// </summary>
public sealed class TrialRuns
{
    private readonly TrialGround _ground;
    private readonly TimeProvider _time;

    internal TrialRuns(ConnectionDirectory directory, TimeProvider time) => (_ground, _time) = (new TrialGround(directory), time);

    /// <summary>Expected failures are told, never thrown. Stopping to read, or cancelling, stops the run under way and begins no further one.</summary>
    public async IAsyncEnumerable<TrialEvent> RunAsync(TrialRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        // As it would be published: what is tried has the lines of its files, and no more than a script can say.
        var reading = AdapterReader.Read(request.Adapter.Id, AdapterWriter.Write(request.Adapter));
        if (reading.Adapter is not { } adapter)
        {
            var errors = reading.Problems.Where(p => p.Severity == ScriptSeverity.Error).ToList();
            yield return Refused(TrialRefusal.Script, new RunError(ErrorClass.AdapterBug, $"The script is not right yet: {errors[0]}"), errors);
            yield break;
        }

        if (Refusal(request, adapter) is { } refused)
        {
            yield return refused;
            yield break;
        }

        var operation = adapter.Find(request.Operation)!;
        var inputs = InputReader.Read(operation, request.Inputs, request.Files);
        if (inputs.Failed)
        {
            yield return Refused(TrialRefusal.Inputs, inputs.Error);
            yield break;
        }

        if (await _ground.FindAsync(adapter, request.Connection, ct) is not { } ground)
        {
            yield return Refused(TrialRefusal.UnknownConnection, new RunError(ErrorClass.UnknownOperation, request.Connection is { } name
                ? $"'{adapter.Id}' has no connection '{name}'." : $"'{adapter.Id}' has several connections; choose one."));
            yield break;
        }

        var answers = new List<TrialAnswer>();
        try
        {
            foreach (var path in Paths(request, adapter, operation))
            {
                if (ct.IsCancellationRequested)
                    yield break;
                var run = RunId.New(_time);
                yield return new TrialEvent.Began(path, run);
                var (rows, steps, result) = (new List<Row>(), new List<RunEvent.Stepped>(), (RunResult?)null);
                await foreach (var told in ground.RunAsync(Request(request, inputs.Value, path, run, operation), ct))
                {
                    switch (told)
                    {
                        case RunEvent.Attempt:
                            steps.Clear();
                            break;
                        case RunEvent.Stepped step:
                            steps.Add(step);
                            break;
                        case RunEvent.Rows page:
                            rows.AddRange(page.Items);
                            break;
                        case RunEvent.Finished finished:
                            result = finished.Result;
                            break;
                        case RunEvent.SigningIn or RunEvent.Stepping or RunEvent.Retrying:
                            break;
                        default:
                            throw new InvalidOperationException($"{told} is not known");
                    }

                    yield return new TrialEvent.Told(path, told);
                }

                if (result!.Record is { } record)
                    rows.Add(record);
                answers.Add(new TrialAnswer(result, rows, steps));
                yield return new TrialEvent.Ended(path, answers[^1]);
            }
        }
        finally
        {
            await _ground.LeaveAsync(ground);
        }

        if (answers is [var first, var second] && TrialComparison.Of(operation, first, second) is { } comparison)
            yield return new TrialEvent.Compared(comparison);
    }

    /// <summary>Why an adapter cannot sign in by HTTP, as its script says; null when it can, does not say how, or nobody can tell now.</summary>
    public async Task<RunError?> SignInByHttpAsync(Adapter adapter, string? connection, CancellationToken ct)
    {
        if (adapter.SignIn is not { Http: not null, EachRun: false } || await _ground.FindAsync(adapter, connection, ct) is not { } ground)
            return null;
        try
        {
            return await ground.SignInByHttpAsync(ct);
        }
        finally
        {
            await _ground.LeaveAsync(ground);
        }
    }

    /// <summary>The ways by which an operation can be tried.</summary>
    public static IReadOnlyList<RunPath> PathsOf(Adapter adapter, Operation operation) =>
        SystemPaths.WhyNotHttp(adapter, operation) is null ? [RunPath.Http, RunPath.Browser] : [RunPath.Browser];

    private static IReadOnlyList<RunPath> Paths(TrialRequest request, Adapter adapter, Operation operation) =>
        request.Paths is { Count: > 0 } named ? [.. named.Distinct()] : operation.Kind == OperationKind.Push ? [RunPath.Browser] : PathsOf(adapter, operation);

    private static TrialEvent.Refused? Refusal(TrialRequest request, Adapter adapter)
    {
        if (adapter.Find(request.Operation) is not { } operation)
        {
            return Refused(TrialRefusal.UnknownOperation,
                new RunError(ErrorClass.UnknownOperation, $"The adapter {adapter.Id} has no operation '{request.Operation}'."));
        }

        var paths = Paths(request, adapter, operation);
        if (operation.Kind == OperationKind.Push && !request.MayWrite)
        {
            return Refused(TrialRefusal.NeedsConsent,
                new RunError(ErrorClass.NotGranted, $"'{operation.Id}' changes the old system; it is run only when a person has said so."));
        }

        if (operation.Kind == OperationKind.Push && paths.Count > 1)
        {
            return Refused(TrialRefusal.OnePathOnly,
                new RunError(ErrorClass.InvalidInput, $"'{operation.Id}' changes the old system; by two ways it would do so twice."));
        }

        return paths.Contains(RunPath.Http) && SystemPaths.WhyNotHttp(adapter, operation) is { } why
            ? Refused(TrialRefusal.NoSuchPath, new RunError(ErrorClass.InvalidInput, why))
            : null;
    }

    private static TrialEvent.Refused Refused(TrialRefusal why, RunError error, IReadOnlyList<ScriptProblem>? problems = null) =>
        new(why, error, problems ?? []);

    private static RunRequest Request(TrialRequest request, RunInputs inputs, RunPath path, string run, Operation operation) => new()
    {
        Run = run,
        Adapter = request.Adapter.Id,
        Operation = operation.Id,
        Inputs = inputs.Inputs,
        Files = inputs.Files,
        Path = path,
        Pages = operation.Kind == OperationKind.Push ? null : request.Pages,
        Rows = operation.Kind == OperationKind.Push ? null : request.Rows,
        Caller = request.Caller,
        Detailed = true,
        // Each trial is a write of its own.
        IdempotencyKey = operation.Kind == OperationKind.Push ? run : null,
    };
}
