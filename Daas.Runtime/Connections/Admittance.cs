using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.Connections;

/// <summary>Who may run now: refuses what is out of service, then waits for the limits.</summary>
internal sealed class Admittance(Turnstile turnstile, Breaker breaker, SessionKeeper sessions, HealthBook health, Func<bool> maintenance, Func<bool> retired)
{
    /// <summary>Null once the run is admitted.</summary>
    public async Task<RunError?> EnterAsync(Run run)
    {
        if (Refusal(run) is { } refusal)
            return refusal;
        try
        {
            // Without a session, and without a right to sign in, there is nothing to run.
            if (await sessions.RefusalAsync(run.Binding, run.Stop) is { } blocked)
                return blocked;
            var admission = await turnstile.EnterAsync(run.Stop);
            if (admission.Failed)
                return admission.Error;

            // It may have waited for long.
            if (Refusal(run) is { } late)
            {
                admission.Value.Dispose();
                return late;
            }

            run.Admit(admission.Value);
            return null;
        }
        catch (OperationCanceledException)
        {
            return Failures.Cancelled;
        }
    }

    private RunError? Refusal(Run run)
    {
        if (retired())
            return new RunError(ErrorClass.Quarantined, $"The connection {run.Binding.Id} is being removed.");
        if (maintenance())
            return new RunError(ErrorClass.Quarantined, $"The connection {run.Binding.Id} is under maintenance: an operator has taken it out of service.");
        if (run.Operation.Kind == OperationKind.Push && health.Quarantine is { } fault)
        {
            return new RunError(
                ErrorClass.Quarantined,
                $"Writes are refused since run {fault.Run} met drift in '{fault.Operation}'. " +
                "An operator has to look at it and lift the quarantine, or publish a mended adapter.");
        }

        return breaker.Refusal;
    }
}
