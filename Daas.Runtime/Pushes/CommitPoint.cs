using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Pushes;

/// <summary>The line between a push that may be stopped and one that may have been saved.</summary>
internal sealed class CommitPoint(Run run, PushJournal journal, string consumer, string key, TimeProvider time, ILogger logger)
{
    /// <summary>True when the journal could not note it: the commit step was not taken.</summary>
    public bool Refused { get; private set; }

    /// <summary>Returns once the journal has noted it durably; throws, and then the commit step must not be taken.</summary>
    public async Task PassAsync(CancellationToken ct)
    {
        if (run.PastCommit)
            return;
        ct.ThrowIfCancellationRequested();
        if (!run.TryCommit())
            throw new OperationCanceledException("The run was stopped before its commit step.");
        try
        {
            await journal.CommittingAsync(consumer, key, time.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.StoreFailed(logger, e, "push", run.Request.Run);
            Refused = true;
            run.NotCommitted();
            throw;
        }
    }
}
