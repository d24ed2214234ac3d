using System.Threading.Channels;
using Daas.Core.Runs;

namespace Daas.Runtime.Connections;

/// <summary>What goes from a run to its reader. A slow reader holds the run back once a few pages wait; one that has left holds back nothing.</summary>
/// <param name="pagesAhead">Pages that may wait.</param>
/// <param name="detailed">Whether the reader wants to know what became of each step.</param>
internal sealed class RunFeed(int pagesAhead, bool detailed = false)
{
    // The reader goes on where the run tells: it awaits where it has to wait, and what it does between costs less than to wake another thread for it.
    private readonly Channel<RunEvent> _events =
        Channel.CreateUnbounded<RunEvent>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly SemaphoreSlim _room = new(pagesAhead, pagesAhead);
    private readonly CancellationTokenSource _left = new();

    public async ValueTask TellAsync(RunEvent told, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (told is RunEvent.Stepped && !detailed)
            return;
        if (told is RunEvent.Rows && !_left.IsCancellationRequested)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _left.Token);
            try
            {
                await _room.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return;
            }
        }

        _events.Writer.TryWrite(told);
    }

    /// <summary>The last event.</summary>
    public void Finish(RunResult result)
    {
        _events.Writer.TryWrite(new RunEvent.Finished(result));
        _events.Writer.TryComplete();
    }

    public async IAsyncEnumerable<RunEvent> ReadAsync()
    {
        // Not cancelled from here: the run itself ends when its caller wants, and says so last.
        await foreach (var told in _events.Reader.ReadAllAsync())
        {
            if (told is RunEvent.Rows)
                _room.Release();
            yield return told;
        }
    }

    /// <summary>The reader reads no more.</summary>
    public void Leave() => _left.Cancel();
}
