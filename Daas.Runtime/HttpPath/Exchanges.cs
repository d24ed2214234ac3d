using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.HttpPath.Reads;
using Daas.Runtime.HttpPath.Sending;
using Daas.Runtime.Judging;

namespace Daas.Runtime.HttpPath;

/// <summary>Does the exchanges of a script, one after another.</summary>
/// <param name="scene">What the run has in its hands.</param>
/// <param name="passing">Looks at each page that leaves by itself before it is left: an error is its last word.</param>
internal sealed class Exchanges(HttpScene scene, Func<PageView, RunError?> passing)
{
    private readonly Ordering ordering = new(scene);
    private readonly Landing landing = new(scene) { Passing = passing };

    /// <summary>Awaited right before the commit.</summary>
    public Func<Task> Committing { get; init; } = () => Task.CompletedTask;

    /// <summary>The file that came; null while none did.</summary>
    public FileContent? File { get; private set; }

    /// <summary>Why a frame of the page did not come; null when all came.</summary>
    public RunError? FrameFailure => landing.FrameFailure;

    /// <summary>True for an exchange that is left out: the input it depends on has no value.</summary>
    public bool IsLeftOut(ExchangeTemplate exchange) => exchange.When is { } when && !scene.Values.Has(when) && !scene.Files.ContainsKey(when);

    /// <summary>What is seen now, with the frames that belong to it.</summary>
    public async Task<PageView> SeeAsync()
    {
        await landing.FramesAsync();
        return scene.View();
    }

    /// <param name="exchange">What is asked and read.</param>
    /// <param name="once">True: it is sent exactly once, though it commits nothing.</param>
    /// <param name="turns">True: it turns the page; what was answered beside the page before goes with it.</param>
    public async Task<RunError?> DoAsync(ExchangeTemplate exchange, bool once = false, bool turns = false)
    {
        if (NeedsPage(exchange))
            await landing.FramesAsync();
        var ordered = Order(exchange);
        if (ordered.Failed)
            return ordered.Error;
        var request = ordered.Value with { Once = once || exchange.Commit };
        if (exchange.Commit)
        {
            await Committing();
            scene.Mark();
            scene.Commit();
        }
        else if (!exchange.Aside || turns)
        {
            scene.Mark();
        }

        if (await SendAsync(request, exchange.Frames) is { } error)
            return error;
        return exchange.Read.Count == 0 ? null : await ReadAsync(exchange.Read);
    }

    /// <summary>Goes to an address.</summary>
    public Task<RunError?> OpenAsync(Template address)
    {
        scene.Mark();
        return SendAsync(ordering.Get(address), frames: false);
    }

    /// <summary>A request for an answer that is landed later.</summary>
    public Fallible<Request> Order(ExchangeTemplate exchange)
    {
        if (exchange.Make.Count > 0)
            Making.Take(exchange.Make, scene.Values, scene.Time);
        return ordering.Order(exchange);
    }

    /// <summary>Does what a click on an element asks for; false when that is nothing.</summary>
    public async Task<Fallible<bool>> FollowAsync(Found found)
    {
        var ordered = ordering.Click(found);
        if (ordered.Failed)
            return ordered.Error;
        if (ordered.Value is not { } request)
            return false;
        scene.Mark();
        return await SendAsync(request, scene.Frames) is { } error ? error : true;
    }

    /// <summary>Takes an answer that was asked for before.</summary>
    public Task<RunError?> LandAsync(Request request, HttpDocument answer, bool frames)
    {
        scene.Mark();
        return TakeAsync(request, answer, frames);
    }

    /// <summary>Sends without taking the answer.</summary>
    public Task<Fallible<HttpDocument>> FetchAsync(Request request, CancellationToken ct) => landing.Sender.SendAsync(request, ct);

    private async Task<RunError?> SendAsync(Request request, bool frames)
    {
        var answer = await landing.Sender.SendAsync(request, scene.Ct);
        return answer.Failed ? answer.Error : await TakeAsync(request, answer.Value, frames);
    }

    private async Task<RunError?> TakeAsync(Request request, HttpDocument answer, bool frames)
    {
        var landed = await landing.LandAsync(request, answer, frames);
        if (landed.Failed)
            return landed.Error;
        if (!scene.WantsFile || landed.Value is not { IsFile: true, Answer: var file })
            return null;
        var name = FileNames.Read(file.Disposition) ?? FileNames.Clean(Uri.UnescapeDataString(file.Url.AbsolutePath)) ?? "file";
        var taken = TakenFile.Of(name, file.MediaType, file.Bytes!);
        if (taken.Failed)
            return taken.Error;
        File = taken.Value;
        return null;
    }

    private async Task<RunError?> ReadAsync(IReadOnlyList<ExchangeRead> reads)
    {
        await landing.FramesAsync();
        var last = scene.Last!;
        var from = new ReadFrom { Page = scene.LastView(), Url = last.Url, Charset = last.Charset, Header = last.Header, Text = last.Text };
        foreach (var read in reads)
        {
            if (IsLeftOut(read))
                scene.Values.Set(read.Name, null);
            else if (ExchangeReads.Take(read, from, scene.Values) is { } error)
                return error;
        }

        return null;
    }

    /// <summary>What is looked up by an input that was left out is left out with it.</summary>
    private bool IsLeftOut(ExchangeRead read) => read.References.Any(r => scene.Inputs.Contains(r) && !scene.Values.Has(r));

    private static bool NeedsPage(ExchangeTemplate exchange) => exchange is ExchangeTemplate.Submit or ExchangeTemplate.Follow || exchange.Form is not null;
}
