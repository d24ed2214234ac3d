using System.Runtime.CompilerServices;
using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.Server.Tests.Gateway;

/// <summary>Stands in for a connection: does what a test says, and remembers what it was asked.</summary>
internal sealed class FakeConnection
{
    private readonly List<RunRequest> _requests = [];

    /// <summary>What a run tells; null: nothing to tell, so it ends well at once.</summary>
    public Func<RunRequest, Adapter, CancellationToken, IAsyncEnumerable<RunEvent>>? Tells { get; set; }

    public IReadOnlyList<RunRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public IAsyncEnumerable<RunEvent> RunAsync(RunRequest request, Adapter adapter, CancellationToken ct)
    {
        lock (_requests)
            _requests.Add(request);
        return Tells?.Invoke(request, adapter, ct) ?? Told(new RunEvent.Finished(Result(request, adapter)));
    }

    public static RunResult Result(RunRequest request, Adapter adapter) => new()
    {
        Run = request.Run,
        Adapter = adapter.Id,
        Operation = request.Operation,
        Connection = "default",
        Version = adapter.Version,
        Path = RunPath.Browser,
        StartedAt = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.FromSeconds(1),
    };

    /// <summary>Ends with these pages of rows.</summary>
    public void Answers(params Row[][] pages) => Tells = (request, adapter, _) => Told(
    [
        new RunEvent.Attempt(RunPath.Http, 1),
        .. pages.Select((rows, i) => new RunEvent.Rows(i + 1, pages.Length, rows)),
        new RunEvent.Finished(Result(request, adapter) with { Path = RunPath.Http, RowCount = pages.Sum(p => p.Length), Pages = pages.Length }),
    ]);

    /// <summary>Ends so, without rows.</summary>
    public void Ends(Func<RunResult, RunResult> change) => Tells = (request, adapter, _) => Told(new RunEvent.Finished(change(Result(request, adapter))));

    public void Fails(RunError error) => Ends(r => r with { Error = error });

    public static async IAsyncEnumerable<RunEvent> Told(params RunEvent[] events)
    {
        foreach (var told in events)
        {
            await Task.Yield();
            yield return told;
        }
    }

    /// <summary>Tells a page, waits, tells the rest.</summary>
    public static async IAsyncEnumerable<RunEvent> Paused(RunEvent first, Task pause, RunEvent[] rest, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return first;
        await pause.WaitAsync(ct);
        foreach (var told in rest)
            yield return told;
    }
}
