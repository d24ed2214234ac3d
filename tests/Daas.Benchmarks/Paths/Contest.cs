using Daas.Benchmarks.Paths.Replay;
using Daas.Core.Runs;

namespace Daas.Benchmarks.Paths;

/// <summary>All that carry out the same searches, warm and signed in. They take turns, and turns at going first, and must give the same rows.</summary>
internal sealed class Contest(ConnectedSystems ours, PlainScripts plain, ReplayProcess? replay, HandScripts hand)
{
    public async Task<Line> RunAsync(Search search, int delay, CancellationToken ct)
    {
        var line = new Line(search, delay);
        // What mostly waits for the system varies less, and takes longer.
        var (warm, slow, fast) = delay switch { 0 => (3, 15, 200), < 100 => (2, 8, 15), _ => (1, 5, 5) };
        await TakeTurnsAsync(line, warm, slow, [Browser(line, ct), (line.Plain, () => plain.RunAsync(search)), .. Replay(line)]);
        await TakeTurnsAsync(line, warm, fast,
        [
            Http(line.Http, search.Derived, search, ct),
            Http(line.Shipped, search.Operation, search, ct),
            (line.Hand, () => hand.RunAsync(search, shortest: false, ct)),
            .. HandScripts.HasShorter(search) ? [(line.Shortest, () => hand.RunAsync(search, shortest: true, ct))] : Array.Empty<(Timings, Func<Task<IReadOnlyList<string>>>)>(),
        ]);
        return line;
    }

    private (Timings, Func<Task<IReadOnlyList<string>>>) Browser(Line line, CancellationToken ct) => (line.Browser, async () =>
    {
        var answer = await ours.RunAsync(line.Search.Operation, line.Search, RunPath.Browser, ct);
        line.Pages = answer.Pages;
        return answer.Rows;
    }
    );

    private (Timings, Func<Task<IReadOnlyList<string>>>) Http(Timings timings, string operation, Search search, CancellationToken ct) =>
        (timings, async () => (await ours.RunAsync(operation, search, RunPath.Http, ct)).Rows);

    private IEnumerable<(Timings, Func<Task<IReadOnlyList<string>>>)> Replay(Line line) =>
        replay is null ? [] : [(line.Replay, () => replay.RunAsync(line.Search))];

    private async Task TakeTurnsAsync(Line line, int warm, int rounds, IReadOnlyList<(Timings Timings, Func<Task<IReadOnlyList<string>>> Run)> contestants)
    {
        IReadOnlyList<string>? right = null;
        for (var round = -warm; round < rounds; round++)
        {
            for (var turn = 0; turn < contestants.Count; turn++)
            {
                var (timings, run) = contestants[(round + warm + turn) % contestants.Count];
                var rows = await (round < 0 ? new Timings() : timings).TimeAsync(run);
                await ours.AtRestAsync();
                right ??= rows;
                if (rows.Count == 0 || !rows.SequenceEqual(right))
                    throw new InvalidOperationException($"{line.Search}: {rows.Count} rows and {right.Count}, or not the same; first '{rows.FirstOrDefault()}' and '{right.FirstOrDefault()}'");
            }
        }

        line.Rows = right!.Count;
    }
}
