using System.Collections.Concurrent;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.Tests.Connections;

/// <summary>A path whose attempts do what the test says, and which remembers what was asked of it.</summary>
internal sealed class FakePath(RunPath kind = RunPath.Browser) : SystemPath
{
    private int _signIns;
    private int _running;
    private int _mostRunning;
    private int _attempts;
    private int _signingIn;

    public override RunPath Kind => kind;

    /// <summary>What an attempt does; by default it gives one row.</summary>
    public Func<FakeLease, Attempt, Tell, CancellationToken, Task<AttemptResult>> Run { get; set; } = async (_, _, tell, ct) =>
    {
        await tell(new RunEvent.Rows(1, 1, [new Row(["one"])]), ct);
        return new AttemptResult { RowCount = 1, Pages = 1 };
    };

    public Func<FakeLease, Credential, CancellationToken, Task<SignInResult>> SignIn { get; set; } =
        (_, _, _) => Task.FromResult(new SignInResult(new Uri("http://old.test/home")));

    public Func<Exception?> Leasing { get; set; } = () => null;

    public int SignIns => _signIns;

    public int Attempts => _attempts;

    public int MostRunning => _mostRunning;

    public int MostSigningIn { get; private set; }

    public ConcurrentQueue<FakeLease> Leases { get; } = new();

    public ConcurrentQueue<string> Forgotten { get; } = new();

    public override Task<PathLease> LeaseAsync(Binding binding, string session, string? state, CancellationToken ct)
    {
        if (Leasing() is { } exception)
            throw exception;
        var lease = new FakeLease(this, session, state);
        Leases.Enqueue(lease);
        return Task.FromResult<PathLease>(lease);
    }

    /// <summary>What holds the cookies of a session, as a browser context or a jar does, while the test lets it live.</summary>
    public ConcurrentDictionary<string, FakeHolder> Holders { get; } = new();

    /// <summary>Name of a cookie that its places do not take.</summary>
    public string? Refuses { get; set; }

    public override Task ForgetAsync(string session)
    {
        Holders.TryRemove(session, out _);
        Forgotten.Enqueue(session);
        return Task.CompletedTask;
    }

    internal async Task<SignInResult> SignInAsync(FakeLease lease, Credential credential, CancellationToken ct)
    {
        MostSigningIn = Math.Max(MostSigningIn, Interlocked.Increment(ref _signingIn));
        Interlocked.Increment(ref _signIns);
        try
        {
            return await SignIn(lease, credential, ct);
        }
        finally
        {
            Interlocked.Decrement(ref _signingIn);
        }
    }

    internal async Task<AttemptResult> RunAsync(FakeLease lease, Attempt attempt, Tell tell, CancellationToken ct)
    {
        Interlocked.Increment(ref _attempts);
        var now = Interlocked.Increment(ref _running);
        int most;
        while (now > (most = Volatile.Read(ref _mostRunning)))
            Interlocked.CompareExchange(ref _mostRunning, now, most);
        try
        {
            return await Run(lease, attempt, tell, ct);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}

internal sealed class FakeLease(FakePath path, string session, string? state) : PathLease
{
    private readonly CancellationTokenSource _lost = new();

    public string Session => session;

    /// <summary>The state it began with.</summary>
    public string? State => state;

    public bool Discarded { get; private set; }

    public bool Disposed { get; private set; }

    public FakeHolder Holder { get; } = path.Holders.GetOrAdd(session, _ => new FakeHolder(state, path.Refuses));

    public override CancellationToken Lost => _lost.Token;

    public override StateCopy Copy => Holder.Copy;

    public override Task<IReadOnlyList<SessionCookie>?> CookiesAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<SessionCookie>?>(Holder.Cookies);

    public override Task TakeAsync(CookieChange change, CancellationToken ct)
    {
        Holder.Takes++;
        Holder.Cookies = [.. change.Over(Holder.Cookies).Where(c => c.Name != path.Refuses)];
        return Task.CompletedTask;
    }

    public void Die() => _lost.Cancel();

    public override Task<SignInResult> SignInAsync(Adapter adapter, Uri url, Credential credential, Tell tell, CancellationToken ct) => path.SignInAsync(this, credential, ct);

    public override Task<AttemptResult> RunAsync(Attempt attempt, Tell tell, CancellationToken ct) => path.RunAsync(this, attempt, tell, ct);

    public override Task<string> StateAsync(CancellationToken ct) =>
        Task.FromResult(Holder.Cookies.Count == 0 ? $"state {path.SignIns}" : StorageState.With(null, Holder.Cookies));

    public override void Discard() => Discarded = true;

    public override ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}

internal sealed class FakeHolder(string? state, string? refuses)
{
    public StateCopy Copy { get; } = new();

    public IReadOnlyList<SessionCookie> Cookies { get; set; } = [.. StorageState.Cookies(state).Where(c => c.Name != refuses)];

    public int Takes { get; set; }

    public string? this[string name]
    {
        get => Cookies.FirstOrDefault(c => c.Name == name)?.Value;
        set => Cookies =
        [
            .. Cookies.Where(c => c.Name != name),
            .. value is null ? [] : (SessionCookie[])[new SessionCookie { Name = name, Value = value, Domain = "old.test", Path = "/" }],
        ];
    }
}
