using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;
using Daas.Runtime.Proving;
using Daas.Runtime.Tests.Connections;
using Daas.Runtime.Trials;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daas.Runtime.Tests.Proving;

/// <summary>A register of people behind two fake paths, each of which can be made to lie: what is proved of it, without a browser.</summary>
internal sealed class Register : IAsyncDisposable
{
    private const string Find = """
        operation: find
        kind: pull
        title: 查询
        input:
          name: { type: string, title: 姓名, example: 张 }
          town: { type: string, title: 乡镇 }
        steps:
          - open: /list
        output:
          rows: { table: [编号, 姓名] }
          fields:
            id: { column: 编号, type: integer }
            name: { column: 姓名 }
            town: { column: 乡镇 }
            phone: { column: 电话 }
          empty: { text: 没有记录 }
          next: { role: link, name: 下一页 }
        http:
          exchanges:
            - get: /list
        """;

    private const string Get = """
        operation: get
        kind: pull
        title: 查看
        input:
          id: { type: integer, required: true }
        steps:
          - open: /person/${id}
        output:
          record: {}
          fields:
            id: { label: 编号, type: integer }
            name: { label: 姓名 }
            town: { label: 乡镇 }
        notFound: { text: 没有 }
        http:
          exchanges:
            - get: /person/${id}
        """;

    private const string Add = """
        operation: add
        kind: push
        title: 登记
        input:
          name: { type: string, required: true }
          town: { type: string }
          phone: { type: string }
          password: { type: string }
        steps:
          - open: /add
          - click: { role: button, name: 保存 }
            commit: true
        applied: { text: 保存成功 }
        verify:
          operation: find
          with: { name: '${name}' }
          expect: { name: '${name}' }
        http:
          exchanges:
            - post: /add
              set: { name: '${name}' }
              commit: true
        """;

    private readonly List<Person> _people = [.. Enumerable.Range(1, 12).Select(i => new Person(i, $"{"张王李赵"[i % 4]}{i}", i % 2 == 0 ? "东河镇" : "西山乡", $"138{i:00000000}"))];

    public Register()
    {
        var options = new RuntimeOptions { Retries = 0, ReadBackPauses = [TimeSpan.Zero] };
        Directory = new ConnectionDirectory(Stores.All, new SystemPaths([Browser, Http]), options, TimeProvider.System, NullLogger<ConnectionDirectory>.Instance);
        Proofs = new ProofRuns(new TrialRuns(Directory, TimeProvider.System), Directory, TimeProvider.System);
        (Browser.Run, Http.Run) = ((_, a, tell, ct) => RunAsync(RunPath.Browser, a, tell, ct), (_, a, tell, ct) => RunAsync(RunPath.Http, a, tell, ct));
        Adapter = Read(Find, Get, Add);
    }

    public FakeStores Stores { get; } = new();

    public FakePath Browser { get; } = new();

    public FakePath Http { get; } = new(RunPath.Http);

    public ConnectionDirectory Directory { get; }

    public ProofRuns Proofs { get; }

    public Adapter Adapter { get; private set; }

    /// <summary>Every attempt: the path, the operation and its inputs.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What a path gives in place of the true rows.</summary>
    public Func<RunPath, Attempt, IReadOnlyList<Row>, IReadOnlyList<Row>> Gives { get; set; } = (_, _, rows) => rows;

    /// <summary>How an attempt fails; null: it does not.</summary>
    public Func<RunPath, Attempt, RunError?> Fails { get; set; } = (_, _) => null;

    /// <summary>What a push saves of what it was given.</summary>
    public Func<Person, Person?> Saves { get; set; } = p => p;

    public int People => _people.Count;

    public static Adapter Read(params string[] operations)
    {
        var files = new Dictionary<string, string> { ["system.yaml"] = "adapter: register\ntitle: 登记簿\nurl: http://old.test/\n" };
        foreach (var text in operations)
            files[text.Split('\n')[0]["operation: ".Length..].Trim() + ".yaml"] = text;
        var reading = AdapterReader.Read("register", files);
        Assert.False(reading.HasErrors, string.Join("\n", reading.Problems));
        return reading.Adapter!;
    }

    /// <summary>From now on one signs in to it, by the browser and by plain requests.</summary>
    public void SignIn()
    {
        var system = """
            adapter: register
            title: 登记簿
            url: http://old.test/
            signIn:
              steps:
                - open: /in
                - fill: 用户名
                  with: ${credential.user}
                - fill: 密码
                  with: ${credential.password}
                - click: 登录
              signedIn: { text: 退出 }
              http:
                exchanges:
                  - post: /in
                    set: { user: '${credential.user}', password: '${credential.password}' }
            """;
        var reading = AdapterReader.Read("register", new Dictionary<string, string> { ["system.yaml"] = system, ["find.yaml"] = Find });
        Assert.False(reading.HasErrors, string.Join("\n", reading.Problems));
        Adapter = reading.Adapter!;
    }

    /// <summary>The same with another text of an operation.</summary>
    public void Change(string operation, Func<Operation, Operation> change) =>
        Adapter = Adapter with { Operations = [.. Adapter.Operations.Select(o => o.Id == operation ? change(o) : o)] };

    public async Task<IReadOnlyList<ProofEvent>> ProveAsync(
        string operation, bool mayWrite = false, bool onlySets = false, CancellationToken? stop = null, params IReadOnlyDictionary<string, string>[] given)
    {
        var events = new List<ProofEvent>();
        var order = new ProofOrder
        {
            Adapter = Adapter,
            Operation = operation,
            MayWrite = mayWrite,
            OnlySets = onlySets,
            Sets = [.. given.Select(g => new ProofInputs(Core.Storage.ProofSource.Given, g))],
        };
        await foreach (var told in Proofs.RunAsync(order, stop ?? TestContext.Current.CancellationToken))
            events.Add(told);
        return events;
    }

    public ValueTask DisposeAsync() => Directory.DisposeAsync();

    private async Task<AttemptResult> RunAsync(RunPath path, Attempt attempt, Tell tell, CancellationToken ct)
    {
        string? Value(string name) => attempt.Values.Find(name);
        Asked.Add($"{path.Word()} {attempt.Operation.Id} {string.Join(" ", attempt.Operation.Input.Where(p => Value(p.Name) is not null).Select(p => $"{p.Name}={Value(p.Name)}"))}".Trim());
        if (Fails(path, attempt) is { } error)
            return new AttemptResult { Error = error };
        switch (attempt.Operation.Id)
        {
            case "find":
                var found = _people.Where(p => p.Name.Contains(Value("name") ?? "", StringComparison.Ordinal) && p.Town.Contains(Value("town") ?? "", StringComparison.Ordinal));
                var rows = Gives(path, attempt, [.. found.Select(p => new Row([p.Id, p.Name, p.Town, p.Phone]))]);
                var pages = rows.Chunk(5).ToList();
                foreach (var (page, number) in pages.Take(attempt.Pages).Select((p, i) => (p, i + 1)))
                    await tell(new RunEvent.Rows(number, null, page), ct);
                return new AttemptResult { RowCount = rows.Count, Pages = Math.Max(1, pages.Count) };
            case "get":
                return _people.Find(p => $"{p.Id}" == Value("id")) is { } one
                    ? new AttemptResult { Record = Gives(path, attempt, [new Row([one.Id, one.Name, one.Town])])[0], RowCount = 1, Pages = 1 }
                    : new AttemptResult { Error = new RunError(ErrorClass.RecordNotFound, "no such record") };
            default:
                await attempt.Committing!(ct);
                if (Saves(new Person(_people.Count + 1, Value("name")!, Value("town") ?? "", Value("phone") ?? "")) is { } saved)
                    _people.Add(saved);
                return new AttemptResult { Outcome = PushOutcome.Applied };
        }
    }

    internal sealed record Person(long Id, string Name, string Town, string Phone);
}
