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
            run, run.Operation, run.Request, new RowsTold(), run.Feed.TellAsync, null, () => Inputs.Values(run.Operation, run.Request), run.Stop);
        return run.Result(outcome.Result);
    }
}
