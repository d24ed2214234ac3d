using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Xunit;

namespace Daas.Runtime.Tests.BothPaths;

/// <summary>How a run ended by one path, and by the other just so.</summary>
/// <param name="Result">By the HTTP path.</param>
/// <param name="Rows">Each row, or the record: its values joined by <c>|</c>.</param>
/// <param name="Changes">Every post that reached the old system: path and body.</param>
internal sealed record Compared(AttemptResult Result, IReadOnlyList<string> Rows, IReadOnlyList<string> Changes)
{
    public void Gave(params string[] rows)
    {
        Assert.True(Result.Error is null, $"{Result.Error}");
        Assert.Equal(rows, Rows);
    }

    public void Was(PushOutcome outcome)
    {
        Assert.True(Result.Error is null, $"{Result.Error}");
        Assert.Equal(outcome, Result.Outcome);
    }

    public void Failed(ErrorClass expected, string? reason = null)
    {
        Assert.Equal(expected, Result.Error?.Class);
        if (reason is not null)
            Assert.Equal(reason, Result.Error!.Reason);
    }
}
