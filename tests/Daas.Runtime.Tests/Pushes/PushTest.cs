using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Tests.Connections;

namespace Daas.Runtime.Tests.Pushes;

/// <summary>What tests of pushes need: a simulated system to write to, and the one push that most of them make.</summary>
public abstract class PushTest
{
    private protected static (string Consumer, string Key) Entry => ("platform", "key 1");

    /// <summary>An old system with one list: a push adds to it as <paramref name="save"/> says, a pull shows it.</summary>
    private protected static void Simulate(TestBed bed, List<Row> list, Func<Attempt, CancellationToken, Task<AttemptResult>> save) =>
        bed.Path.Run = async (_, attempt, tell, ct) =>
        {
            if (attempt.Operation.Id != "find")
                return await save(attempt, ct);
            var found = list.Where(r => (string)r.Values[0]! == attempt.Values.Find("name")).ToArray();
            await tell(new RunEvent.Rows(1, 1, found), ct);
            return new AttemptResult { RowCount = found.Length, Pages = 1 };
        };

    private protected static Row Li => new(["Li", new DateOnly(2026, 5, 6)]);

    private protected static AttemptResult Applied => new() { Outcome = PushOutcome.Applied };

    private protected static async Task<AttemptResult> CommitAsync(Attempt attempt, CancellationToken ct, AttemptResult? then = null)
    {
        await attempt.Committing!(ct);
        return then ?? Applied;
    }
}
