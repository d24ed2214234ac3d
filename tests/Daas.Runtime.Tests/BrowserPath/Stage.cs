using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;
using Daas.Runtime.BrowserPath;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

/// <summary>An old system, a page to run in, and what the runs told.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly Runtime.BrowserPath.BrowserPath path = new(TimeProvider.System, NullLogger.Instance);

    private Stage(OldSystem system, IPage page)
    {
        System = system;
        Page = page;
    }

    public OldSystem System { get; }

    public IPage Page { get; }

    public TemplateValues Values { get; } = new();

    public Dictionary<string, FileContent> Files { get; } = [];

    public SignIn? SignIn { get; set; }

    public Sign? Down { get; set; }

    public string? Charset { get; set; }

    public Limits Limits { get; set; } = new() { StepSeconds = 10, RunSeconds = 60 };

    public List<Row> Rows { get; } = [];

    public List<RunEvent> Told { get; } = [];

    public bool Discarded { get; private set; }

    public int Commits { get; private set; }

    public int MostPages { get; set; } = 50;

    /// <summary>Whether what became of each step is told.</summary>
    public bool Detailed { get; set; }

    public int MostRows { get; set; } = 1000;

    public static async Task<Stage> SetAsync(SharedBrowser browser) => new(await OldSystem.StartAsync(), await browser.PageAsync());

    /// <summary>Does the steps on the page at <c>/</c>, answers nothing.</summary>
    public Task<AttemptResult> DoAsync(params Step[] steps) => RunAsync(new Operation { Id = "test", Kind = OperationKind.Pull, Title = "t", Steps = steps });

    public Task<AttemptResult> PullAsync(Output output, params Step[] steps) =>
        RunAsync(new Operation { Id = "test", Kind = OperationKind.Pull, Title = "t", Steps = steps, Output = output });

    public Task<AttemptResult> RunAsync(Operation operation) => RunUntilAsync(operation, TestContext.Current.CancellationToken);

    public Task<AttemptResult> RunUntilAsync(Operation operation, CancellationToken ct) => path.RunAsync(
        Place(),
        new Attempt
        {
            Adapter = Adapter(),
            Operation = operation,
            Url = System.Url,
            Values = Values,
            Files = Files,
            Pages = MostPages,
            Rows = MostRows,
            Detailed = Detailed,
            Committing = _ =>
            {
                Commits++;
                return Task.CompletedTask;
            },
        },
        Tell,
        ct);

    public Task<SignInResult> SignInAsync() => path.SignInAsync(Place(), Adapter(), System.Url, new Credential("clerk", "geheim"), Tell, CancellationToken.None);

    /// <summary>What the page's script says.</summary>
    public Task<string> AskAsync(string expression) => Page.EvaluateAsync<string>(expression);

    public static Locator By(params Way[] ways) => new(ways);

    public static Locator Label(string words) => By(new Way { Label = words });

    public static Locator Name(string words) => By(new Way { Name = words });

    public static Locator Css(string css) => By(new Way { Css = css });

    public static Sign Shows(string text) => new([new SignAlternative { Text = text }]);

    public static Sign Says(string alert) => new([new SignAlternative { Alert = alert }]);

    public static Output Table(params string[] headers) => new()
    {
        Rows = new RowSource.Table(headers),
        Fields = [.. headers.Select((h, i) => new Field { Name = $"f{i}", Column = h })],
    };

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        await System.DisposeAsync();
    }

    private BrowserPlace Place() => new(Page, CancellationToken.None, () => Discarded = true);

    private Adapter Adapter() => new()
    {
        Id = "old",
        Title = "old",
        Url = System.Url,
        Limits = Limits,
        SignIn = SignIn,
        Down = Down,
        Charset = Charset,
    };

    private ValueTask Tell(RunEvent told)
    {
        Told.Add(told);
        if (told is RunEvent.Rows rows)
            Rows.AddRange(rows.Items);
        return ValueTask.CompletedTask;
    }
}
