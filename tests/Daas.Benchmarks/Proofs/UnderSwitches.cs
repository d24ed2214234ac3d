using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Trials;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Proofs;

/// <summary>
/// Calls a proved operation while something is wrong with its system, each time by a gateway that knows the proof and is signed in, and counts answers that are
/// told as good and are not.
/// </summary>
/// <param name="proved">Folders as they were after the proof.</param>
/// <param name="adapter">Its adapter.</param>
/// <param name="operation">What is called.</param>
/// <param name="sandbox">Its system.</param>
/// <param name="progress">What is wrong, and with a switch how it ended.</param>
internal sealed class UnderSwitches(DeskHome proved, Adapter adapter, Operation operation, SandboxSystem sandbox, TextWriter progress)
{
    private const int SlowMilliseconds = 400;

    public static IReadOnlyList<(string Name, Action<Switches> Turn)> All { get; } =
    [
        ("expire", s => s.Expire()),
        ("slow", s => s.Slow = SlowMilliseconds),
        ("down", s => s.Down = true),
        ("unavailable", s => s.Unavailable = true),
        ("maintenance", s => s.Maintenance = true),
        ("relabel", s => s.Relabel = true),
        ("moveColumns", s => s.MoveColumns = true),
        ("dropColumn", s => s.DropColumn = true),
        ("fakeSave", s => s.FakeSave = true),
        ("askCode", s =>
        {
            s.AskCode = true;
            s.Expire();
        }),
    ];

    /// <summary>How many records the system truly has; null where it cannot be asked.</summary>
    public static int? Count(SandboxSystem? sandbox)
    {
        if (sandbox is null)
            return null;
        lock (sandbox.Gate)
            return sandbox.Rows("")?.Count();
    }

    public async Task MeasureAsync(Standing standing, CancellationToken ct)
    {
        var ended = new List<string>();
        try
        {
            var right = operation.Kind == OperationKind.Pull ? await CallAsync(null, ct) : default;
            foreach (var (name, turn) in All)
            {
                var (answer, by, saved) = await CallAsync(turn, ct);
                standing.Switched++;
                ended.Add($"{name} {(answer.Result.Error is { } error ? error.Class.ToString() : answer.Result.Path.ToString())}");
                if (Wrong(right, answer, by, saved) is not { } wrong)
                    continue;
                standing.Wrong++;
                progress.WriteLine($"         WRONG under {name} by {answer.Result.Path}: {wrong}");
            }
        }
        finally
        {
            sandbox.Switches.AllOff();
        }

        progress.WriteLine($"         under switches {standing.Name}: {standing.Wrong} / {standing.Switched} wrong ({string.Join(", ", ended)})");
    }

    private async Task<(TrialAnswer Answer, TrialAnswer? Browser, int Saved)> CallAsync(Action<Switches>? turn, CancellationToken ct)
    {
        sandbox.Switches.AllOff();
        using var home = proved.Copy();
        await using var gateway = await DeskGateway.StartAsync(home, ct);
        var given = operation.Kind == OperationKind.Push ? FreshInputs.Of(operation)
            : GivenInputs.Of(operation.Input.Where(p => (p.Example ?? p.Default) is not null).ToDictionary(p => p.Name, p => (p.Example ?? p.Default)!));
        var before = Count(sandbox);
        turn?.Invoke(sandbox.Switches);
        var answer = await gateway.CallAsync(adapter.Id, operation, given, null, ct);
        // A file is what the system gives at the moment: right is what a person would get now.
        var browser = turn is not null && answer.Result is { Error: null, File: not null } ? await gateway.CallAsync(adapter.Id, operation, given, RunPath.Browser, ct) : null;
        sandbox.Switches.AllOff();
        return (answer, browser, (Count(sandbox) - before) ?? 0);
    }

    /// <summary>Null when what was told is true.</summary>
    private string? Wrong((TrialAnswer Answer, TrialAnswer?, int) right, TrialAnswer answer, TrialAnswer? browser, int saved)
    {
        if (operation.Kind == OperationKind.Push)
        {
            return answer.Result.Outcome switch
            {
                PushOutcome.Applied when saved != 1 => $"told as applied, and {saved} were saved",
                PushOutcome.Rejected or PushOutcome.NotApplied when saved != 0 => $"told as {answer.Result.Outcome}, and {saved} were saved",
                PushOutcome.None or PushOutcome.Unknown or PushOutcome.Applied or PushOutcome.Rejected or PushOutcome.NotApplied => saved > 1 ? $"{saved} were saved" : null,
                _ => throw new InvalidOperationException($"{answer.Result.Outcome} is not known"),
            };
        }

        if (answer.Result.Error is not null)
            return null;
        if (answer.Result.File is { } file)
            return browser?.Result.File is { } other && !file.Bytes.AsSpan().SequenceEqual(other.Bytes) ? $"{file.Bytes.Length} bytes, {other.Bytes.Length} by the browser" : null;
        if (answer.Rows.Count != right.Answer.Rows.Count)
            return $"{answer.Rows.Count} rows, not {right.Answer.Rows.Count}";
        var row = Enumerable.Range(0, answer.Rows.Count).FirstOrDefault(i => !answer.Rows[i].Equals(right.Answer.Rows[i]), -1);
        return row < 0 ? null : $"row {row + 1} is {Text(answer.Rows[row])}, not {Text(right.Answer.Rows[row])}";
    }

    private static string Text(Row row) => string.Join('|', row.Values.Select(RowJson.Text));
}
