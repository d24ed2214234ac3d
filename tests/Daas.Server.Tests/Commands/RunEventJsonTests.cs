using Daas.Core.Runs;
using Daas.Server.Commands;

namespace Daas.Server.Tests.Commands;

public sealed class RunEventJsonTests
{
    public static TheoryData<string> Kinds => ["attempt", "signingIn", "stepping", "rows", "retrying", "finished"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_event_comes_out_as_it_went_in(string kind)
    {
        var told = Sample(kind);
        var line = RunEventJson.Write(told);
        Assert.DoesNotContain('\n', line);
        Assert.Equal(line, RunEventJson.Write(RunEventJson.Read(line)));
        Assert.Equal(told.GetType(), RunEventJson.Read(line).GetType());
    }

    [Fact]
    public void Values_keep_their_types()
    {
        object?[] values = [null, "2026-01-05", 42L, 1.50m, true, new DateOnly(2026, 1, 5), new DateTime(2026, 1, 5, 8, 30, 0), new DateTimeOffset(2026, 1, 5, 8, 30, 0, TimeSpan.FromHours(8))];
        var read = Assert.IsType<RunEvent.Rows>(RunEventJson.Read(RunEventJson.Write(new RunEvent.Rows(1, null, [new Row(values)]))));
        Assert.Equal(values, read.Items[0].Values);
    }

    private static RunEvent Sample(string kind) => kind switch
    {
        "attempt" => new RunEvent.Attempt(RunPath.Http, 2),
        "signingIn" => new RunEvent.SigningIn(),
        "stepping" => new RunEvent.Stepping(1, 3, "点击\n查询"),
        "rows" => new RunEvent.Rows(2, 5, [new Row(["张伟", 1L])]),
        "retrying" => new RunEvent.Retrying(new RunError(ErrorClass.Timeout, "slow") { RetryAfter = TimeSpan.FromSeconds(3) }),
        _ => new RunEvent.Finished(new RunResult
        {
            Run = "r1",
            Adapter = "a",
            Operation = "o",
            Connection = "default",
            Version = "v",
            Path = RunPath.Browser,
            StartedAt = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(2),
            Error = new RunError(ErrorClass.Drift, "gone") { Reason = "没有", Applied = Applied.Unknown, Details = new Dictionary<string, string> { ["field"] = "name" } },
            Record = new Row([1L, "x"]),
            File = new FileContent("名单.xls", "application/vnd.ms-excel", [1, 2, 3]),
        }),
    };
}
