using System.Runtime.CompilerServices;

namespace Daas.Runtime.Connections;

/// <summary>Tells watchers whose health changed. Each watcher has a set of what it has not seen yet, so a slow one gets fewer, never older news.</summary>
internal sealed class HealthWatch
{
    private readonly Lock _sync = new();
    private readonly List<Watcher> _watchers = [];

    public void Tell(Connection changed)
    {
        lock (_sync)
            foreach (var watcher in _watchers)
                watcher.Add(changed);
    }

    public async IAsyncEnumerable<HealthSnapshot> WatchAsync(Func<IReadOnlyList<Connection>> all, [EnumeratorCancellation] CancellationToken ct)
    {
        var watcher = new Watcher();
        lock (_sync)
            _watchers.Add(watcher);
        try
        {
            foreach (var connection in all())
                watcher.Add(connection);
            while (!ct.IsCancellationRequested)
            {
                foreach (var connection in await watcher.TakeAsync(ct))
                    yield return connection.Health;
            }
        }
        finally
        {
            lock (_sync)
                _watchers.Remove(watcher);
        }
    }

    private sealed class Watcher
    {
        private readonly Lock _sync = new();
        private HashSet<Connection> _unseen = [];
        private TaskCompletionSource _some = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Add(Connection connection)
        {
            lock (_sync)
            {
                _unseen.Add(connection);
                _some.TrySetResult();
            }
        }

        public async Task<IReadOnlyCollection<Connection>> TakeAsync(CancellationToken ct)
        {
            try
            {
                await _some.Task.WaitAsync(ct);
            }
            catch (OperationCanceledException)
            {
                return [];
            }

            lock (_sync)
            {
                var taken = _unseen;
                (_unseen, _some) = ([], new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                return taken;
            }
        }
    }
}
