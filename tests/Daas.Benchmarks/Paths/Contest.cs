using Daas.Benchmarks.Paths.Replay;
using Daas.Core.Runs;

namespace Daas.Benchmarks.Paths;

/// <summary>All that carry out the same searches, warm and signed in. They take turns, and turns at going first, and must give the same rows.</summary>
internal sealed class Contest(ConnectedSystems ours, PlainScripts plain, ReplayProcess? replay, HandScripts hand)
{
    private const int Warmups = 3;

    public async Task<Line> RunAsync(Search search, int delay, CancellationToken ct)
    {
        var line = new Line(search, delay);
        var (slow, fast) = delay switch { 0 => (20, 200), < 100 => (10, 40), _ => (6, 12) };
        await TakeTurnsAsync(line, slow, [Browser(line, ct), (line.Plain, () => plain.RunAsync(search)), .. Replay(line)]);
        await TakeTurnsAsync(line, fast, [Http(line, ct), (line.Hand, () => hand.RunAsync(search, ct))]);
        return line;
    }

    private (Timings, Func<Task<IReadOnlyList<string>>>) Browser(Line line, CancellationToken ct) => (line.Browser, async () =>
    {
        var answer = await ours.RunAsync(line.Search, RunPath.Browser, ct);
        line.Pages = answer.Pages;
        return answer.Rows;
    }
    );

    private (Timings, Func<Task<IReadOnlyList<string>>>) Http(Line line, CancellationToken ct) =>
        (line.Http, async () => (await ours.RunAsync(line.Search, RunPath.Http, ct)).Rows);

    private IEnumerable<(Timings, Func<Task<IReadOnlyList<string>>>)> Replay(Line line) =>
        replay is null ? [] : [(line.Replay, () => replay.RunAsync(line.Search))];

    private async Task TakeTurnsAsync(Line line, int rounds, IReadOnlyList<(Timings Timings, Func<Task<IReadOnlyList<string>>> Run)> contestants)
    {
        IReadOnlyList<string>? right = null;
        for (var round = -Warmups; round < rounds; round++)
        {
            for (var turn = 0; turn < contestants.Count; turn++)
            {
                var (timings, run) = contestants[(round + Warmups + turn) % contestants.Count];
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
