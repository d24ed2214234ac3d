using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Proving;
using Daas.Runtime.Trials;

namespace Daas.Benchmarks.Proofs;

/// <summary>Proves what was derived of one desk, then calls it with fresh values after a restart and a fresh sign-in.</summary>
/// <param name="desk">Of which it is.</param>
/// <param name="drafted">What was made of it.</param>
/// <param name="system">The system, which runs.</param>
/// <param name="found">What answers of the system have shown so far; takes what these show.</param>
/// <param name="progress">A line for each thing that becomes known.</param>
internal sealed class DeskProofs(RecordedDesk desk, DraftedDesk drafted, OldSystem system, FoundValues found, TextWriter progress)
{
    private readonly Dictionary<string, List<IReadOnlyDictionary<string, string>>> _used = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<Standing>> MeasureAsync(CancellationToken ct)
    {
        using var home = new DeskHome();
        var adapter = home.Write(drafted.Adapter);
        // What reads a push back goes before it.
        var standings = adapter.Operations.OrderBy(o => o.Kind).ToDictionary(o => o.Id, o => new Standing
        {
            System = system.Name,
            Name = $"{adapter.Id}/{o.Id}",
            Kind = o.Kind,
            WhyNot = drafted.WhyNot[o.Id],
        });
        progress.WriteLine($"{system}, {desk.Name}");
        if (drafted.WhyNoSignIn is { } why)
            progress.WriteLine($"  signing in is left to the browser: {why}");
        foreach (var standing in standings.Values.Where(s => !s.Derived))
            progress.WriteLine($"  {standing.Kind,-4} {standing.Name}: not derived: {standing.WhyNot}");
        if (!standings.Values.Any(s => s.Derived))
            return [.. standings.Values];

        await using (var gateway = await DeskGateway.StartAsync(home, ct))
        {
            await gateway.ConnectAsync(adapter.Id, system, ct);
            foreach (var (id, standing) in standings.Where(s => s.Value.Derived))
                await ProveAsync(gateway, adapter, adapter.Find(id)!, standing, ct);
        }

        using var proved = home.Copy();
        await home.ForgetSessionAsync(adapter.Id, ct);
        system.Sandbox?.Switches.Expire();
        await using (var gateway = await DeskGateway.StartAsync(home, ct))
        {
            foreach (var (id, standing) in standings.Where(s => s.Value.Proved))
                await FreshAsync(gateway, adapter, adapter.Find(id)!, standing, ct);
        }

        if (system.Sandbox is { } sandbox)
        {
            foreach (var (id, standing) in standings.Where(s => s.Value.Proved))
                await new UnderSwitches(proved, adapter, adapter.Find(id)!, sandbox, progress).MeasureAsync(standing, ct);
        }

        return [.. standings.Values];
    }

    private async Task ProveAsync(DeskGateway gateway, Adapter adapter, Operation operation, Standing standing, CancellationToken ct)
    {
        IReadOnlyList<ProofInputs> sets;
        if (operation.Kind == OperationKind.Push)
        {
            var given = FreshInputs.Of(operation);
            sets = [new ProofInputs(ProofSource.Given, given.Values) { Files = given.Files }];
        }
        else
        {
            sets = [.. drafted.Demonstrated[operation.Id].Skip(1).Select(d => new ProofInputs(ProofSource.SecondRecording, d))];
        }

        var (end, begun) = await gateway.ProveAsync(adapter.Id, operation.Id, sets, ct);
        _used[operation.Id] = [.. drafted.Demonstrated[operation.Id], .. begun.Select(b => b.Inputs)];
        standing.Proved = end.Verdict == ProofVerdict.Proved;
        standing.Why = end.Why;
        progress.WriteLine($"  {standing.Kind,-4} {standing.Name}: {(standing.Proved ? "proved" : end.Verdict == ProofVerdict.NotEqual ? "NOT EQUAL" : "UNDECIDED")}: {end.Why}");
        foreach (var note in end.Notes)
            progress.WriteLine($"         {note}");
    }

    private async Task FreshAsync(DeskGateway gateway, Adapter adapter, Operation operation, Standing standing, CancellationToken ct)
    {
        if (operation.Kind == OperationKind.Push)
        {
            await PushAsync(gateway, adapter, operation, standing, ct);
        }
        else
        {
            // What was shown is called first: its answer is where fresh values come from.
            var shown = await gateway.CallAsync(adapter.Id, operation, GivenInputs.Of(drafted.Demonstrated[operation.Id][0]), null, ct);
            found.Add(operation, shown.Rows);
            RunPath? path = null;
            foreach (var given in FreshInputs.Of(operation, found, _used[operation.Id]))
            {
                var answer = await gateway.CallAsync(adapter.Id, operation, given, path, ct);
                if (answer.Result.Path == RunPath.Browser)
                {
                    standing.HeldBack++;
                    progress.WriteLine($"         held back with {given}: {answer.Result.Fallback?.Message ?? answer.Result.Error?.Message ?? "it went by the browser"}");
                    // Whether it would have been right is told with that path alone.
                    path = RunPath.Http;
                    answer = await gateway.CallAsync(adapter.Id, operation, given, path, ct);
                }

                await CompareAsync(gateway, adapter, operation, standing, given, answer, ct);
            }
        }

        progress.WriteLine($"         fresh: {standing.FreshEqual} / {standing.Fresh} equal{(standing.HeldBack > 0 ? $", {standing.HeldBack} held back" : "")}");
    }

    private async Task CompareAsync(
        DeskGateway gateway, Adapter adapter, Operation operation, Standing standing, GivenInputs given, TrialAnswer http, CancellationToken ct)
    {
        var browser = await gateway.CallAsync(adapter.Id, operation, given, RunPath.Browser, ct);
        found.Add(operation, browser.Rows);
        var comparison = CaseComparison.Of(operation, http, browser);
        if (comparison.AskAgain)
            comparison = CaseComparison.Of(operation, http, browser, await gateway.CallAsync(adapter.Id, operation, given, RunPath.Http, ct));
        if (comparison.End is CaseEnd.Unknown or CaseEnd.Stopped)
        {
            progress.WriteLine($"         nothing can be said with {given}: {comparison.Error}");
            return;
        }

        standing.Fresh++;
        if (comparison.End == CaseEnd.Equal)
            standing.FreshEqual++;
        var words = comparison.End == CaseEnd.Equal ? $"equal, {browser.Rows.Count} rows" : $"DIFFERENT: {comparison.Error ?? string.Join("; ", comparison.Differences.Take(4))}";
        progress.WriteLine($"         {given}: {words}");
    }

    private async Task PushAsync(DeskGateway gateway, Adapter adapter, Operation operation, Standing standing, CancellationToken ct)
    {
        var given = FreshInputs.Of(operation);
        var before = UnderSwitches.Count(system.Sandbox);
        var answer = await gateway.CallAsync(adapter.Id, operation, given, null, ct);
        var saved = UnderSwitches.Count(system.Sandbox) - before;
        if (answer.Result.Path == RunPath.Browser)
            standing.HeldBack++;
        else
            standing.Fresh++;
        var good = answer.Result is { Outcome: PushOutcome.Applied, Error: null } && saved is null or 1;
        if (good && answer.Result.Path == RunPath.Http)
            standing.FreshEqual++;
        progress.WriteLine($"         {given}: {answer.Result.Outcome} by {answer.Result.Path}{(saved is null ? "" : $", {saved} saved")} {answer.Result.Error?.Message}");
    }
}
