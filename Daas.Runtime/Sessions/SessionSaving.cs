using Daas.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Sessions;

/// <summary>Keeps a session's state over a restart: at once after signing in, at most twice a minute while its cookies are only refreshed.</summary>
/// <param name="id">Whose session.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="now">The state as it is; null when there is none worth keeping.</param>
/// <param name="time">For the pauses.</param>
/// <param name="logger">Told when the store fails.</param>
internal sealed class SessionSaving(ConnectionId id, SessionStore store, Func<SavedSession?> now, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _sync = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private ITimer? _timer;

    /// <summary>It changed: it is saved within half a minute.</summary>
    public void Soon()
    {
        lock (_sync)
            _timer ??= time.CreateTimer(_ => _ = NowAsync(), null, Pause, Timeout.InfiniteTimeSpan);
    }

    public async Task NowAsync()
    {
        Forget();
        await _gate.WaitAsync();
        try
        {
            if (now() is { } state)
                await store.SaveAsync(id, state, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.StoreFailed(logger, e, "session", id.ToString());
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Saves what was still to be saved.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Forget())
            await NowAsync();
    }

    private bool Forget()
    {
        lock (_sync)
        {
            var waited = _timer is not null;
            _timer?.Dispose();
            _timer = null;
            return waited;
        }
    }
}
