using Daas.Core.Adapters;
using Daas.Recorder.Capture;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Deriving;
using Daas.Runtime.Browsers;
using Daas.Server.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;
using Shown = Daas.Recorder.Recordings.Recording;

namespace Daas.Benchmarks.Paths.Recorded;

/// <summary>
/// Adapters as they come of recordings, with no hand in between: the work is done once in a recorded browser, the script is drafted, signing in and the operations
/// get their plain requests by derivation. The repository's own operations stand beside them, so that both go through one session.
/// </summary>
internal sealed class RecordedAdapters(SandboxHost sandbox, string browser, WorkFolder work, TextWriter progress)
{
    /// <summary>What is recorded, by adapter and operation.</summary>
    public const string FindByName = "find-by-name";
    public const string FindByStreet = "find-by-street";
    public const string FindPapers = "find-papers";

    /// <summary>Scripts by adapter, by file; and how long each derivation took.</summary>
    public static async Task<RecordedAdapters> RecordAsync(SandboxHost sandbox, WorkFolder work, TextWriter progress, CancellationToken ct)
    {
        var browser = await new BrowserFinder().FindOrInstallAsync(cancellationToken: ct);
        var recorded = new RecordedAdapters(sandbox, browser.ExecutablePath, work, progress);
        var residents = await recorded.RecordAsync(sandbox.CivilAffairs, null, "civil-affairs", FindByName, FindByNameAsync, ct);
        recorded.Scripts["civil-affairs"] = Files(await recorded.RecordAsync(sandbox.CivilAffairs, residents, "civil-affairs", FindByStreet, recorded.FindByStreetAsync, ct));
        recorded.Scripts["document-oa"] = Files(await recorded.RecordAsync(sandbox.DocumentOa, null, "document-oa", FindPapers, FindPapersAsync, ct));
        return recorded;
    }

    public Dictionary<string, IReadOnlyDictionary<string, string>> Scripts { get; } = [];

    private async Task<Adapter> RecordAsync(
        SandboxSystem system, Adapter? existing, string adapter, string operation, Func<Clerk, Task> show, CancellationToken ct)
    {
        var options = new CaptureOptions { Url = system.Url, Browser = browser, Folder = Path.Combine(work.Path, "recordings", operation), Headless = true, Language = "zh-CN" };
        Shown shown;
        await using (var capturing = await Capturing.StartAsync(options, TimeProvider.System, NullLogger.Instance, ct))
        {
            await using (var clerk = await Clerk.AtAsync(capturing.Address))
            {
                await SignInAsync(clerk, system);
                await show(clerk);
            }

            shown = await capturing.FinishAsync();
        }

        var draft = Drafter.Draft(shown, null, existing, new DraftNames(adapter, operation));
        if (draft.Doubts.FirstOrDefault(d => d.Blocking) is { } doubt)
            throw new InvalidOperationException($"{adapter}/{operation}: {doubt.Question}");
        var drafted = draft.Adapter;
        if (existing is null)
            drafted = drafted with { SignIn = drafted.SignIn! with { Http = Script($"signing in to {adapter}", Derivation.OfSignIn(drafted, shown)) } };
        return Derivation.With(drafted, operation, Script($"{adapter}/{operation}", Derivation.Of(drafted, operation, shown, null)));
    }

    private HttpScript Script(string what, Derived derived)
    {
        progress.WriteLine($"derived {what}: {string.Join(", ", derived.Requests.Select(r => r.Asks))}");
        return derived.Script ?? throw new InvalidOperationException($"{what}: {string.Join("; ", derived.WhyNot)}");
    }

    private Task SignInAsync(Clerk clerk, SandboxSystem system) => system == sandbox.CivilAffairs
        ? InTurnAsync(
            () => clerk.TypeAsync("#txtUser", system.Accounts.All[0].Name),
            () => clerk.TypeAsync("#txtPwd", system.Accounts.All[0].Password),
            () => clerk.ClickAsync("#btnLogin"))
        : InTurnAsync(
            () => clerk.TypeAsync("input[name=userName]", system.Accounts.All[0].Name),
            () => clerk.TypeAsync("input[name=password]", system.Accounts.All[0].Password),
            () => clerk.ChooseAsync("select[name=role]", system.Accounts.All[0].Role),
            () => clerk.ClickAsync("input[type=submit]"));

    private static Task FindByNameAsync(Clerk clerk) => InTurnAsync(
        () => clerk.ClickAsync("a:text('居民信息查询')"),
        () => clerk.TypeAsync("#txtName", "李"),
        () => clerk.ClickAsync("#btnQuery"));

    private Task FindByStreetAsync(Clerk clerk) => InTurnAsync(
        () => clerk.ClickAsync("a:text('居民信息查询')"),
        () => clerk.ChooseAsync("#ddlStreet", sandbox.CivilAffairs.Residents.CountBy(r => r.Street).OrderByDescending(s => s.Value).ElementAt(1).Key),
        () => clerk.ClickAsync("#btnQuery"),
        () => clerk.ClickAsync("a:text-is('下一页')"));

    private static Task FindPapersAsync(Clerk clerk) => InTurnAsync(
        () => clerk.ClickAsync("a:text('收文管理')"),
        () => clerk.TypeAsync("input[name=title]", "通知"),
        () => clerk.ChooseAsync("select[name=urgency]", "加急"),
        () => clerk.ClickAsync("input[value=查询]"),
        () => clerk.ClickAsync("a:text-is('下一页')"));

    private static async Task InTurnAsync(params IEnumerable<Func<Task>> acts)
    {
        foreach (var act in acts)
            await act();
    }

    // With the operations that the repository has for it; what these say of the system is the recording's here.
    private static Dictionary<string, string> Files(Adapter adapter)
    {
        var files = AdapterWriter.Write(adapter).ToDictionary();
        var shipped = adapter.Id == "civil-affairs" ? "find-residents.yaml" : "find-documents.yaml";
        files[shipped] = File.ReadAllText(Path.Combine(WorkFolder.RepositoryAdapters, adapter.Id, shipped));
        return files;
    }
}
