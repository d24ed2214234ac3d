using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.Connections;

/// <summary>Signs in by one way, to see whether that works. A session in which others are is left to them, and says nothing.</summary>
internal sealed class SigningInAnew(SessionKeeper sessions, Admittance admittance)
{
    /// <summary>What stands for it where runs are counted.</summary>
    public static Operation Trying { get; } = new() { Id = "sign-in", Kind = OperationKind.Pull, Title = "sign-in" };

    /// <summary>Null when it works, or nobody can tell now.</summary>
    public async Task<RunError?> TryAsync(Run run, RunPath by, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(run.Binding.Limits.RunSeconds));
        try
        {
            if (await admittance.EnterAsync(run) is { } refused)
                return refused;
            await run.Admission.StartAsync(limit.Token);
            var entry = await sessions.UsableAsync(run.Binding, by, StartWish.Unused, static (_, _) => ValueTask.CompletedTask, limit.Token);
            if (entry.Failed)
                return entry.Failure.Error;
            entry.Ticket.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failures.TimedOut(run.Binding.Limits.RunSeconds);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failures.Broke(e).Error;
        }
        finally
        {
            run.LeavePlace();
        }
    }
}
