using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Proving;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daas.Runtime.Tests.Connections;

/// <summary>A directory with one adapter over a fake path, fake stores and a clock that moves by hand.</summary>
internal sealed class TestBed : IAsyncDisposable
{
    public static readonly ConnectionId Id = new("town", ConnectionId.DefaultName);

    private TestBed(FakeStores stores, FakeTimeProvider time, RuntimeOptions options, bool withHttp)
    {
        (Stores, Time) = (stores, time);
        Directory = new ConnectionDirectory(stores.All, new SystemPaths(withHttp ? [Path, Http] : [Path]), options, time, NullLogger<ConnectionDirectory>.Instance);
    }

    public FakeStores Stores { get; }

    public FakeTimeProvider Time { get; }

    public FakePath Path { get; } = new();

    /// <summary>In use where the bed was started with an adapter that has an http section.</summary>
    public FakePath Http { get; } = new(RunPath.Http);

    public ConnectionDirectory Directory { get; }

    public Connection Connection => Directory.Find(Id.Adapter)!;

    public static Sign Shows(string text) => new([new SignAlternative { Text = text }]);

    /// <summary>A pull named find, a push named add, a push named file that is read back with find.</summary>
    public static Adapter Town(Limits? limits = null, bool signIn = false, bool eachRun = false, string version = "v1") => new()
    {
        Id = Id.Adapter,
        Title = "Town",
        Url = new Uri("http://old.test/"),
        Version = version,
        Limits = limits ?? new Limits(),
        SignIn = signIn ? new SignIn { Steps = [], SignedIn = Shows("sign out"), EachRun = eachRun } : null,
        Operations =
        [
            new Operation
            {
                Id = "find",
                Kind = OperationKind.Pull,
                Title = "Find",
                Input = [new Parameter { Name = "name" }],
                Output = new Output { Fields = [new Field { Name = "name" }, new Field { Name = "day", Type = FieldType.Date }] },
            },
            new Operation { Id = "add", Kind = OperationKind.Push, Title = "Add", Input = [new Parameter { Name = "name" }] },
            new Operation
            {
                Id = "file",
                Kind = OperationKind.Push,
                Title = "File",
                Input = [new Parameter { Name = "name" }, new Parameter { Name = "day", Type = ParameterType.Date, Format = "yyyy/M/d" }],
                Verify = new Verify("find", new Dictionary<string, Template> { ["name"] = "${name}" }, new Dictionary<string, Template> { ["day"] = "${day}" }),
            },
        ],
    };

    /// <summary>The same with a proved http section for its pull, and for signing in where that is wanted.</summary>
    public static Adapter ByHttp(Adapter town, bool signIn = false, bool proved = true)
    {
        var http = new HttpScript { Proved = proved ? new Proof(DateTimeOffset.UnixEpoch, 2, 5) : null, Exchanges = [new ExchangeTemplate.Get("/")] };
        return town with
        {
            SignIn = signIn && town.SignIn is { } own ? own with { Http = http } : town.SignIn,
            Operations = [.. town.Operations.Select(o => o.Kind == OperationKind.Pull ? o with { Http = http } : o)],
        };
    }

    /// <param name="adapter">Null: the plain one, without sign-in.</param>
    /// <param name="after">A bed whose stores and clock are taken over, as by a restarted process.</param>
    /// <param name="options">Null: as they are.</param>
    public static async Task<TestBed> StartAsync(Adapter? adapter = null, TestBed? after = null, RuntimeOptions? options = null)
    {
        var withHttp = adapter is not null && (adapter.SignIn?.Http is not null || adapter.Operations.Any(o => o.Http is not null));
        var time = after?.Time ?? new FakeTimeProvider(new DateTimeOffset(2026, 5, 6, 8, 0, 0, TimeSpan.Zero));
        var bed = new TestBed(after?.Stores ?? new FakeStores(), time, options ?? new RuntimeOptions(), withHttp);
        if (adapter?.SignIn is not null && after is null)
            await bed.Stores.CredentialStore.SaveAsync(Id, "clerk", "secret", CancellationToken.None);
        await bed.Directory.ApplyAsync([adapter ?? Town()], CancellationToken.None);
        return bed;
    }

    /// <summary>What is known of an operation of the connection.</summary>
    public ProofEntry? Proof(string operation) => Directory.Proofs.Find(Id, Connection.Adapter, Connection.Adapter.Find(operation)!);

    /// <summary>As if both paths had just been compared, and were equal.</summary>
    public Task ProveAsync(string operation, AnswerContract? contract = null) => Directory.Proofs.KeepAsync(new ProofEntry
    {
        Connection = Id,
        Operation = operation,
        Script = ProofScript.Of(Connection.Adapter, Connection.Adapter.Find(operation)!),
        At = Time.GetUtcNow(),
        Cases = [new ProofCase { Why = ProofSource.Given, Inputs = new Dictionary<string, string> { ["name"] = "Li" }, Rows = 1, Equal = true }],
        Contract = contract,
    });

    public RunRequest Request(string operation, string? key = null, string name = "Li", string caller = "platform") => new()
    {
        Run = RunId.New(Time),
        Adapter = Id.Adapter,
        Operation = operation,
        Inputs = new Dictionary<string, string> { ["name"] = name, ["day"] = "2026-05-06" },
        Caller = caller,
        IdempotencyKey = key,
    };

    public Task<RunResult> RunAsync(string operation, string? key = null, string name = "Li") => RunAsync(Request(operation, key, name));

    public async Task<RunResult> RunAsync(RunRequest request) => (await EventsAsync(request)).OfType<RunEvent.Finished>().Single().Result;

    public Task<IReadOnlyList<RunEvent>> EventsAsync(RunRequest request) => EventsUntilAsync(TestContext.Current.CancellationToken, request);

    /// <summary>A run that its caller stops.</summary>
    public async Task<IReadOnlyList<RunEvent>> EventsUntilAsync(CancellationToken stop, RunRequest request)
    {
        var events = new List<RunEvent>();
        await foreach (var told in Connection.RunAsync(request, stop))
            events.Add(told);
        return events;
    }

    /// <summary>Lets the clock run until the work is done.</summary>
    public async Task<T> LetPassAsync<T>(Task<T> work, TimeSpan? step = null)
    {
        while (!work.IsCompleted)
        {
            Time.Advance(step ?? TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(work, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        return await work;
    }

    public static async Task EventuallyAsync(Func<bool> holds)
    {
        while (!holds())
            await Task.Delay(1, TestContext.Current.CancellationToken);
    }

    public static AttemptResult Failed(ErrorClass error, string message = "it failed") => new() { Error = new RunError(error, message) };

    public static AttemptResult Lost => new() { SessionLost = true, Error = new RunError(ErrorClass.NeedsPerson, "signed out") };

    public ValueTask DisposeAsync() => Directory.DisposeAsync();
}
