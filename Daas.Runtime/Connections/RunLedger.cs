using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Connections;

/// <summary>
/// Records runs. A store that fails costs no pull its answer; what could not be written is kept (the last 1000) and written with the next one, and
/// until then no push begins.
/// </summary>
internal sealed class RunLedger(RunStore runs, PictureStore pictures, ILogger logger) : IDisposable
{
    private const int Backlog = 1000;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Queue<RunRecord> _unwritten = new();

    /// <summary>True when everything is written, now or before.</summary>
    public async Task<bool> IsWritableAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (!await WriteAsync())
                return false;
            await runs.FlushAsync(ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFailed(logger, e, "run", "");
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Keeps the picture; false when it could not be kept.</summary>
    public async Task<bool> KeepPictureAsync(string run, byte[] png)
    {
        try
        {
            await pictures.SaveAsync(run, png, CancellationToken.None);
            return true;
        }
        catch (Exception e)
        {
            Log.StoreFailed(logger, e, "picture", run);
            return false;
        }
    }

    public async Task AppendAsync(RunRecord run)
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            _unwritten.Enqueue(run);
            if (_unwritten.Count > Backlog)
                _unwritten.Dequeue();
            await WriteAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    public static RunRecord Record(RunResult result, RunRequest request) => new()
    {
        Run = result.Run,
        Adapter = result.Adapter,
        Operation = result.Operation,
        Connection = result.Connection,
        Version = result.Version,
        Caller = request.Caller,
        Path = result.Path,
        StartedAt = result.StartedAt,
        Duration = result.Duration,
        Error = result.Error?.Class,
        ErrorText = result.Error is { } error ? Text(error) : null,
        Outcome = result.Outcome,
        RowCount = result.RowCount,
        Pages = result.Pages,
        Complete = result.Complete,
        Attempts = result.Attempts,
        Fallback = result.Fallback?.Class,
        FallbackText = result.Fallback is { } fallback ? Text(fallback) : null,
        HasPicture = result.HasPicture,
    };

    private static string Text(RunError error)
    {
        var text = error.Message;
        if (error.Reason is { } reason)
            text += $" The system said: {reason}";
        return error.Step is { } step ? $"{text} Step: {step}" : text;
    }

    private async Task<bool> WriteAsync()
    {
        while (_unwritten.TryPeek(out var next))
        {
            try
            {
                await runs.AppendAsync(next, CancellationToken.None);
            }
            catch (Exception e)
            {
                Log.StoreFailed(logger, e, "run", next.Run);
                return false;
            }

            _unwritten.Dequeue();
        }

        return true;
    }
}
