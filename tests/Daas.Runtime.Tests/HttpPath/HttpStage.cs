using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.HttpPath;
using Daas.Runtime.HttpPath.Cookies;
using Daas.Runtime.HttpPath.Sending;
using Daas.Runtime.Proving;
using Daas.Runtime.Sessions;
using Daas.Runtime.Tests.BrowserPath;
using Xunit;

namespace Daas.Runtime.Tests.HttpPath;

/// <summary>An old system, a jar of cookies, and what the runs told.</summary>
internal sealed class HttpStage : IAsyncDisposable
{
    private readonly EgressOptions options;
    private HostWire? wire;
    private readonly Uri at;

    private HttpStage(OldSystem system, EgressOptions options)
    {
        System = system;
        at = system.Url;
        this.options = options;
    }

    public OldSystem System { get; }

    public CookieJar Jar { get; } = CookieJar.Of(null, TimeProvider.System);

    public TemplateValues Values { get; } = new();

    public Dictionary<string, FileContent> Files { get; } = [];

    /// <summary>Further hosts that the adapter names.</summary>
    public List<string> Hosts { get; } = [];

    /// <summary>Inputs of the operation, all of them texts.</summary>
    public List<string> Inputs { get; } = [];

    public SignIn? SignIn { get; set; }

    public Sign? Down { get; set; }

    public string? Charset { get; set; }

    public Uri? Url { get; set; }

    public Limits Limits { get; set; } = new() { StepSeconds = 10, RunSeconds = 60 };

    /// <summary>What the answer must have; null asks nothing of it.</summary>
    public AnswerContract? Contract { get; set; }

    /// <summary>Of whoever runs.</summary>
    public Dictionary<string, string> Given { get; } = [];

    /// <summary>True: the run has just signed in anew.</summary>
    public bool Renewed { get; set; }

    public List<Row> Rows { get; } = [];

    public List<RunEvent> Told { get; } = [];

    public int Commits { get; private set; }

    public int MostPages { get; set; } = 50;

    public int MostRows { get; set; } = 1000;

    public Func<IDisposable?> Spare { get; set; } = () => null;

    public Action<RunEvent> OnTold { get; set; } = _ => { };

    public static async Task<HttpStage> SetAsync(EgressOptions? options = null) => new(await OldSystem.StartAsync(), options ?? new EgressOptions());

    /// <summary>Does the exchanges, answers nothing.</summary>
    public Task<AttemptResult> DoAsync(params ExchangeTemplate[] exchanges) => PullAsync(null, new HttpScript { Exchanges = exchanges });

    public Task<AttemptResult> PullAsync(Output? output, params ExchangeTemplate[] exchanges) => PullAsync(output, new HttpScript { Exchanges = exchanges });

    public Task<AttemptResult> PullAsync(Output? output, HttpScript script) =>
        RunAsync(new Operation { Id = "test", Kind = OperationKind.Pull, Title = "t", Output = output, Http = script });

    public Task<AttemptResult> PushAsync(Sign applied, Sign? rejected, params ExchangeTemplate[] exchanges) =>
        RunAsync(new Operation
        {
            Id = "test",
            Kind = OperationKind.Push,
            Title = "t",
            Applied = applied,
            Rejected = rejected,
            Http = new HttpScript { Exchanges = exchanges },
        });

    public Task<AttemptResult> RunAsync(Operation operation) => RunUntilAsync(operation, TestContext.Current.CancellationToken);

    public Task<AttemptResult> RunUntilAsync(Operation operation, CancellationToken ct) => Lease().RunAsync(
        new Attempt
        {
            Adapter = Adapter(),
            Operation = operation with { Input = [.. operation.Input, .. Inputs.Select(name => new Parameter { Name = name })] },
            Url = Url ?? at,
            Values = Values,
            Files = Files,
            Pages = MostPages,
            Rows = MostRows,
            TrySpare = Spare,
            Witness = new AnswerWitness(operation, Given, Contract),
            Renewed = Renewed,
            Committing = _ =>
            {
                Commits++;
                return Task.CompletedTask;
            },
        },
        Tell,
        ct);

    public Task<SignInResult> SignInAsync() => Lease().SignInAsync(Adapter(), at, new Credential("clerk", "geheim"), Tell, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        wire?.Dispose();
        await System.DisposeAsync();
    }

    private HttpPathLease Lease() =>
        new(new HttpPlace(wire ??= new HostWire(at, Hosts, options), Jar, "Mozilla/5.0 (test)", TimeProvider.System));

    private Adapter Adapter() => new()
    {
        Id = "old",
        Title = "old",
        Url = at,
        Limits = Limits,
        SignIn = SignIn,
        Down = Down,
        Charset = Charset,
    };

    private ValueTask Tell(RunEvent told, CancellationToken ct)
    {
        Told.Add(told);
        OnTold(told);
        if (told is RunEvent.Rows rows)
            Rows.AddRange(rows.Items);
        return ValueTask.CompletedTask;
    }
}
