using System.Threading.Channels;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;
using Daas.Server.Health;

namespace Daas.Server.Tests.Health;

/// <summary>A gateway's health without a gateway: what it shows is set by the test, and told as the runtime tells it.</summary>
internal sealed class SampleHealth
{
    private readonly Channel<HealthSnapshot> _changes = Channel.CreateUnbounded<HealthSnapshot>();

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public List<HealthSnapshot> Connections { get; } = [];

    public List<ScriptProblem> Problems { get; } = [];

    /// <summary>What the buttons asked for.</summary>
    public List<string> Asked { get; } = [];

    public DateTimeOffset At { get; init; } = Now;

    public HealthDesk Desk => new()
    {
        Read = () => new Board(At, Connections, Problems, "/srv/daas/adapters"),
        Watch = ct => _changes.Reader.ReadAllAsync(ct),
        SetMaintenanceAsync = (id, on, _) =>
        {
            Asked.Add($"maintenance {id} {on}");
            return Task.CompletedTask;
        },
        Lift = id => Asked.Add($"lift {id}"),
        PersonDone = id => Asked.Add($"person done {id}"),
    };

    public void Change(HealthSnapshot snapshot)
    {
        Connections.RemoveAll(c => c.Connection == snapshot.Connection);
        Connections.Add(snapshot);
        _changes.Writer.TryWrite(snapshot);
    }

    public static HealthSnapshot Connection(string adapter, string title, ConnectionState state, params OperationHealth[] operations) => new()
    {
        Connection = new ConnectionId(adapter, ConnectionId.DefaultName),
        Title = title,
        Url = new Uri("http://10.8.0.21:8080/"),
        Version = "4f1c09ab77de",
        State = state,
        Since = Now.AddHours(-7),
        Reads = state,
        Writes = operations.Any(o => o.Kind == OperationKind.Push) ? state : null,
        LastGood = Now.AddMinutes(-3),
        Operations = operations,
        Breaker = BreakerState.Closed,
        Session = SessionState.Usable,
    };

    /// <param name="operation">Id.</param>
    /// <param name="title">Title.</param>
    /// <param name="perQuarter">Runs in a usual quarter of an hour; 0 means it was never run.</param>
    /// <param name="failing">Of the last quarters, how many failed.</param>
    /// <param name="state">Its state.</param>
    /// <param name="kind">Its kind.</param>
    public static OperationHealth Operation(
        string operation, string title, int perQuarter, int failing = 0, ConnectionState state = ConnectionState.Healthy, OperationKind kind = OperationKind.Pull)
    {
        var start = Now.AddMinutes(-15 * 96);
        var buckets = Enumerable.Range(0, 96).Select(i =>
        {
            var night = i is > 52 and < 82;
            var runs = perQuarter == 0 ? 0 : night ? i % 7 == 0 ? 1 : 0 : perQuarter + (i * 7 % 5);
            var bad = 96 - i <= failing ? runs : i == 31 && perQuarter > 0 ? 1 : 0;
            return new HealthBucket(start.AddMinutes(15 * i), runs - Math.Min(runs, bad), Math.Min(runs, bad));
        }).ToList();
        return new OperationHealth
        {
            Operation = operation,
            Title = title,
            Kind = kind,
            State = perQuarter == 0 ? ConnectionState.Verifying : state,
            Since = Now.AddHours(-7),
            Good = buckets.Sum(b => b.Good),
            Failed = buckets.Sum(b => b.Failed),
            P50 = perQuarter == 0 ? null : TimeSpan.FromMilliseconds(412 + (perQuarter * 13)),
            P95 = perQuarter == 0 ? null : TimeSpan.FromMilliseconds(1630 + (perQuarter * 31)),
            LastGood = perQuarter == 0 ? null : Now.AddMinutes(failing > 0 ? -15 * failing : -3),
            Buckets = buckets,
        };
    }

    /// <summary>A connection whose pull has an http section that no longer matches.</summary>
    public static HealthSnapshot FallingBack()
    {
        var left = Fault(ErrorClass.Drift, "find", "no table has the header 姓名 (find.yaml:21)");
        return Connection("civil", "民政业务管理系统", ConnectionState.Degraded, Operation("find", "查询居民", 6, state: ConnectionState.Degraded) with
        {
            HasHttp = true,
            Fallback = left,
            KeepsFallingBack = true,
            Paths =
            [
                new PathHealth { Path = RunPath.Http, Good = 412, Failed = 3, P50 = TimeSpan.FromMilliseconds(46), LastError = left },
                new PathHealth { Path = RunPath.Browser, Good = 3, P50 = TimeSpan.FromMilliseconds(1250) },
            ],
        }) with
        { Reason = $"'find' is answered by the browser, because by HTTP: {left.Text}" };
    }

    /// <summary>A connection one of whose pulls is proved; the other's proof is suspended, where that is wanted.</summary>
    public static HealthSnapshot Proved(bool suspended)
    {
        ProofCase Case(string name, ProofSource why, int rows, int pages) => new()
        {
            Inputs = new Dictionary<string, string> { ["name"] = name },
            Why = why,
            Rows = rows,
            Pages = pages,
            Equal = true,
            Http = TimeSpan.FromMilliseconds(46),
            Browser = TimeSpan.FromMilliseconds(1310),
        };
        var entry = new ProofEntry
        {
            Connection = new ConnectionId("civil", ConnectionId.DefaultName),
            Operation = "find",
            Script = "abc",
            At = Now.AddDays(-3),
            Cases = [Case("李", ProofSource.Recorded, 12, 1), Case("张", ProofSource.Found, 388, 20), Case("q9x7", ProofSource.Nothing, 0, 1)],
            Notes = ["Of long answers only the first pages were compared."],
            Checks = new ProofChecks { Equal = 37, Open = 2, At = Now.AddMinutes(-25) },
        };
        var why = new Suspension(Now.AddMinutes(-9), "The answer has not the header '姓名' in its table, unlike those by which it was proved.", "01JDCXK2V0");
        var find = Operation("find", "查询居民", 6, state: suspended ? ConnectionState.Degraded : ConnectionState.Healthy) with
        {
            HasHttp = true,
            Proof = entry with { Suspended = suspended ? why : null },
            Paths = [new PathHealth { Path = RunPath.Http, Good = 412, P50 = TimeSpan.FromMilliseconds(46) }, new PathHealth { Path = RunPath.Browser, Good = 9, P50 = TimeSpan.FromMilliseconds(1250) }],
        };
        var unproved = Operation("list", "居民名册", 2) with { HasHttp = true };
        return Connection("civil", "民政业务管理系统", suspended ? ConnectionState.Degraded : ConnectionState.Healthy, find, unproved) with
        {
            CheckedShare = 0.01,
            Reason = suspended ? $"'find' is answered by the browser until it is proved anew: {why.Why}" : "",
        };
    }

    public static Fault Fault(ErrorClass error, string operation, string text, bool picture = false) =>
        new(error, text, "01JDCXK2V0", operation, Now.AddMinutes(-4), picture);
}
