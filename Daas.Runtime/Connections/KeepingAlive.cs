using Daas.Runtime.Sessions;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Connections;

/// <summary>
/// Opens the page at which signing in ended when nobody used the session for a while, so that it does not expire for nothing; what is lost all the same
/// shows in the health at once, and not with the next run.
/// </summary>
internal sealed class KeepingAlive : IAsyncDisposable
{
    private static readonly TimeSpan s_beat = TimeSpan.FromMinutes(1);

    private readonly SessionKeeper _sessions;
    private readonly Func<Binding> _binding;
    private readonly Func<Uri, CancellationToken, Task<LentSession>> _look;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _ending = new();
    private Task _looking = Task.CompletedTask;

    /// <param name="sessions">What is kept.</param>
    /// <param name="binding">What is connected.</param>
    /// <param name="look">Opens a page within the connection's limits, as whoever is signed in.</param>
    /// <param name="time">For the pauses.</param>
    /// <param name="logger">Told of what fails.</param>
    public KeepingAlive(SessionKeeper sessions, Func<Binding> binding, Func<Uri, CancellationToken, Task<LentSession>> look, TimeProvider time, ILogger logger)
    {
        (_sessions, _binding, _look, _logger) = (sessions, binding, look, logger);
        _timer = time.CreateTimer(_ => Beat(), null, s_beat, s_beat);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _ending.CancelAsync();
        await _looking;
        _ending.Dispose();
    }

    private void Beat()
    {
        if (_looking.IsCompleted && !_ending.IsCancellationRequested)
            _looking = LookAsync(_ending.Token);
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var binding = _binding();
        try
        {
            if (await _sessions.IdleAsync(binding, ct) is { } home)
                await _look(home.Authority == binding.Url.Authority ? home : binding.Url, ct);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
        catch (Exception e)
        {
            Log.KeepingAliveFailed(_logger, e, binding.Id.ToString());
        }
    }
}
