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
        var outcome = await attempts.MakeAsync(
            run, run.Operation, run.Request, new RowsTold(), run.Feed.TellAsync, null, () => RunInputs.Values(run.Operation, run.Request.Inputs), run.Stop);
        return run.Result(outcome.Result);
    }
}
