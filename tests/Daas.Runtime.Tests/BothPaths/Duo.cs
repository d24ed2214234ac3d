using System.Globalization;
using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.BrowserPath;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.HttpPath;
using Daas.Runtime.HttpPath.Cookies;
using Daas.Runtime.HttpPath.Sending;
using Daas.Runtime.Sessions;
using Daas.Runtime.Tests.BrowserPath;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Xunit;

namespace Daas.Runtime.Tests.BothPaths;

/// <summary>
/// One invented old system twice, with one script: the browser path works the one, the HTTP path the other, and everything that a caller could tell apart
/// must be equal, and so must every post that the old systems got.
/// </summary>
internal sealed partial class Duo : IAsyncDisposable
{
    private static readonly Credential Clerk = new("clerk", "geheim");

    private readonly OldSystem shown;
    private readonly OldSystem plain;
    private readonly IPage page;
    private readonly HostWire wire;
    private readonly CookieJar jar = CookieJar.Of(null, TimeProvider.System);
    private readonly Adapter adapter;

    private Duo(OldSystem shown, OldSystem plain, IPage page, Adapter adapter)
    {
        (this.shown, this.plain, this.page, this.adapter) = (shown, plain, page, adapter);
        wire = new HostWire(plain.Url, [], new EgressOptions());
    }

    public Dictionary<string, FileContent> Files { get; } = [];

    /// <param name="browser">Where pages are opened.</param>
    /// <param name="pages">Sets one old system up, with a state of its own.</param>
    /// <param name="operation">The script, without the lines that say its name.</param>
    /// <param name="system">Lines of <c>system.yaml</c> beyond those that every system has.</param>
    /// <param name="seconds">How long a page is waited for, and so how long what never shows takes.</param>
    public static async Task<Duo> SetAsync(SharedBrowser browser, Action<OldSystem> pages, string operation, string system = "", int seconds = 12)
    {
        var kind = operation.Contains("applied:", StringComparison.Ordinal) ? "push" : "pull";
        var reading = AdapterReader.Read("old", new Dictionary<string, string>
        {
            ["system.yaml"] = $"adapter: old\ntitle: 旧系统\nurl: http://old.example/\nlimits: {{ stepSeconds: {seconds}, runSeconds: 90 }}\n{system}\n",
            ["act.yaml"] = $"operation: act\nkind: {kind}\ntitle: 办事\n{operation}\n",
        });
        Assert.True(reading.Adapter is not null, string.Join('\n', reading.Problems));
        var (shown, plain) = (await OldSystem.StartAsync(), await OldSystem.StartAsync());
        pages(shown);
        pages(plain);
        return new Duo(shown, plain, await browser.PageAsync(), reading.Adapter!);
    }

    /// <summary>Signs in by both paths.</summary>
    public async Task<ErrorClass?> SignInAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var seen = await new Runtime.BrowserPath.BrowserPath(TimeProvider.System, NullLogger.Instance)
            .SignInAsync(Place(), adapter with { Url = shown.Url }, shown.Url, Clerk, _ => ValueTask.CompletedTask, ct);
        var got = await Lease().SignInAsync(adapter with { Url = plain.Url }, plain.Url, Clerk, (_, _) => ValueTask.CompletedTask, ct);
        Assert.Equal((seen.Error?.Class, seen.Error?.Reason, seen.Home?.PathAndQuery), (got.Error?.Class, got.Error?.Reason, got.Home?.PathAndQuery));
        return got.Error?.Class;
    }

    /// <summary>Somebody else asks both old systems for a page.</summary>
    public async Task AskAsync(string path)
    {
        using var client = new HttpClient();
        await client.GetAsync(new Uri(shown.Url, path), TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri(plain.Url, path), TestContext.Current.CancellationToken);
    }

    /// <summary>Runs the operation by both paths and holds them equal.</summary>
    /// <param name="inputs">As a caller gives them: <c>name=value</c>.</param>
    public async Task<Compared> RunAsync(params string[] inputs)
    {
        var ct = TestContext.Current.CancellationToken;
        shown.Asked.Clear();
        plain.Asked.Clear();
        var (seenRows, gotRows) = (new List<string>(), new List<string>());
        var seen = await new Runtime.BrowserPath.BrowserPath(TimeProvider.System, NullLogger.Instance)
            .RunAsync(Place(), Attempt(shown, inputs), told => Keep(told, seenRows, shown), ct);
        var got = await Lease().RunAsync(Attempt(plain, inputs), (told, _) => Keep(told, gotRows, plain), ct);
        if (seen.Record is { } record)
            seenRows.Add(Text(record, shown));
        if (got.Record is { } same)
            gotRows.Add(Text(same, plain));

        Assert.True(
            (seen.Error?.Class, Reason(seen)) == (got.Error?.Class, Reason(got)),
            $"by the browser: {Told(seen)}\nby HTTP: {Told(got)}\n{string.Join('\n', shown.Asked)}\n---\n{string.Join('\n', plain.Asked)}");
        Assert.Equal(seenRows, gotRows);
        Assert.Equal((seen.Outcome, seen.SessionLost, seen.Complete, seen.RowCount), (got.Outcome, got.SessionLost, got.Complete, got.RowCount));
        Assert.Equal(seen.File?.Name, got.File?.Name);
        Assert.Equal(seen.File?.Bytes, got.File?.Bytes);
        Assert.Equal(Posts(shown), Posts(plain));
        return new Compared(got, gotRows, Posts(plain));
    }

    public async ValueTask DisposeAsync()
    {
        await page.Context.CloseAsync();
        wire.Dispose();
        await shown.DisposeAsync();
        await plain.DisposeAsync();
    }

    // Of what is not known, or not as expected, the reason is whatever words were seen, for a person to read.
    private static string? Reason(AttemptResult result) =>
        result.Error?.Class is ErrorClass.OutcomeUnknown or ErrorClass.Drift ? null : result.Error?.Reason;

    private static string Told(AttemptResult result) =>
        $"{result.Outcome}, {result.RowCount} rows, {result.Error?.Class} {result.Error?.Message} ({result.Error?.Reason}) at {result.Error?.Step}";

    private static ValueTask Keep(RunEvent told, List<string> rows, OldSystem system)
    {
        if (told is RunEvent.Rows page)
            rows.AddRange(page.Items.Select(row => Text(row, system)));
        return ValueTask.CompletedTask;
    }

    private static string Text(Row row, OldSystem system) =>
        string.Join('|', row.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))).Replace(system.Url.Authority, "old", StringComparison.Ordinal);

    private static List<string> Posts(OldSystem system) =>
        [.. system.Asked.Where(a => a.StartsWith("POST ", StringComparison.Ordinal)).Select(a => Boundary().Replace(a[5..], "----b"))];

    private BrowserPlace Place() => new(page, CancellationToken.None, () => { });

    private HttpPathLease Lease() => new(new HttpPlace(wire, jar, "Mozilla/5.0 (test)", TimeProvider.System));

    private Attempt Attempt(OldSystem system, string[] inputs)
    {
        var operation = adapter.Operations[0];
        var raw = inputs.Select(i => i.Split('=', 2)).ToDictionary(i => i[0], string? (i) => i[1]);
        var read = InputReader.Read(operation, raw, Files);
        Assert.False(read.Failed, $"{read.Error}");
        return new Attempt
        {
            Adapter = adapter with { Url = system.Url },
            Operation = operation,
            Url = system.Url,
            Values = RunInputs.Values(operation, read.Value.Inputs, read.Value.Files),
            Files = read.Value.Files,
            Pages = 50,
            Rows = 1000,
            Committing = _ => Task.CompletedTask,
        };
    }

    [GeneratedRegex("-{4,}[A-Za-z0-9]+")]
    private static partial Regex Boundary();
}
