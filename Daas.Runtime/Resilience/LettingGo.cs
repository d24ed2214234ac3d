namespace Daas.Runtime.Resilience;

/// <summary>Waits for work that was told to stop, but not for ever.</summary>
internal static class LettingGo
{
    /// <summary>Awaits <paramref name="work"/>; once <paramref name="ct"/> is cancelled, only for <paramref name="grace"/> more.</summary>
    /// <exception cref="OperationCanceledException">It is left behind.</exception>
    public static async Task<T> WaitAsync<T>(Task<T> work, TimeSpan grace, TimeProvider time, CancellationToken ct)
    {
        if (work.IsCompleted)
            return await work;
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (ct.Register(cancelled.SetResult))
        {
            if (await Task.WhenAny(work, cancelled.Task) == work)
                return await work;
        }

        try
        {
            return await work.WaitAsync(grace, time, CancellationToken.None);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            // Whatever it still throws was given up with it.
            _ = work.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new OperationCanceledException("The work did not stop in time and was left behind.", ct);
        }
    }
}
