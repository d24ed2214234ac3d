using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.Runtime.Connections;

/// <summary>Runs pulls.</summary>
internal sealed class PullRuns(Attempts attempts)
{
    public async Task<RunResult> RunAsync(Run run, Admittance admittance)
    {
        if (await admittance.EnterAsync(run) is { } refused)
            return run.Result(refused);
        var order = new AttemptOrder
        {
            Operation = run.Operation,
            Request = run.Request,
            Values = () => RunInputs.Values(run.Operation, run.Request.Inputs, run.Request.Files),
            Tell = run.Feed.TellAsync,
        };
        var outcome = await attempts.MakeAsync(run, order, run.Stop);
        return run.Result(outcome.Result);
    }
}
