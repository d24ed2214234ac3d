using Daas.Core.Runs;
using Daas.Runtime.Resilience;

namespace Daas.Runtime.Connections;

/// <summary>Works in a leased place: notices when it dies, and leaves it behind when the work does not stop.</summary>
internal static class Place
{
    /// <exception cref="PlaceLostException">The place died under the work.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<T> InAsync<T>(PathLease lease, Func<CancellationToken, Task<T>> work, TimeSpan grace, TimeProvider time, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lease.Lost);
        try
        {
            return await LettingGo.WaitAsync(work(stop.Token), grace, time, stop.Token);
        }
        catch (Exception e) when (lease.Lost.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            lease.Discard();
            throw new PlaceLostException(lease.WhyLost, e);
        }
        catch
        {
            lease.Discard();
            throw;
        }
    }
}

/// <summary>The place of an attempt died under it.</summary>
internal sealed class PlaceLostException(RunError? why, Exception inner) : Exception("The place of the attempt was lost.", inner)
{
    /// <summary>Set when the pages themselves are to blame.</summary>
    public RunError? Why => why;
}
