using System.Buffers;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Runtime.HttpPath.Clicking;
using Daas.Runtime.HttpPath.Forms;
using Daas.Runtime.HttpPath.Sending;
using Daas.Runtime.Judging;

namespace Daas.Runtime.HttpPath;

/// <summary>
/// Takes answers: a page (following where it goes by itself), a fragment, JSON or a file; and fetches the frames of a page that is looked at.
/// </summary>
internal sealed class Landing(HttpScene scene)
{
    private const int MostFrames = 30;
    private const int Deepest = 5;
    private static readonly SearchValues<string> FrameSet = SearchValues.Create(["<frameset"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> InlineFrame = SearchValues.Create(["<iframe"], StringComparison.OrdinalIgnoreCase);

    public Sender Sender { get; } = new(scene);

    /// <summary>Looks at a page that leaves by itself: a browser shows it for a while, and what it says counts.</summary>
    public required Func<PageView, RunError?> Passing { get; init; }

    public RunError? FrameFailure { get; private set; }

    public async Task<Fallible<Landed>> LandAsync(Request request, HttpDocument answer, bool frames)
    {
        while (true)
        {
            if (IsFile(answer, scene.WantsFile))
            {
                scene.TakeNothing(answer, request.Aside);
                return new Landed(answer, true);
            }

            var json = IsJson(answer);
            if (request.Aside || json)
            {
                scene.TakeBeside(answer, json, request.Aside);
                return new Landed(answer, false);
            }

            scene.TakePage(answer, frames);
            FrameFailure = null;
            var effects = Effects(answer, 0);
            if (effects.Alerts.Count > 0)
                scene.Say(effects.Alerts);
            if (effects.Then is not { Target: null or "" or "_self" or "_top" or "_parent" } asked || Asking(asked, answer, request.Hops) is not { } next)
                return new Landed(answer, false);
            if (next.Failed)
                return next.Error;
            if (Passing(scene.View()) is { } said)
                return said;
            var then = await Sender.SendAsync(next.Value, scene.Ct);
            if (then.Failed)
                return then.Error;
            // Headers of what led here count for what is read of the answer.
            (request, answer) = (next.Value, then.Value);
        }
    }

    /// <summary>Fetches the frames that are missing in the page.</summary>
    public async Task FramesAsync()
    {
        if (scene.Page is not { Frames: null } page)
            return;
        var left = MostFrames;
        for (var hops = 0; hops < Sender.MostHops; hops++)
        {
            var top = await FramesAsync(page, 0);
            scene.Refresh();
            if (top is null)
                return;
            // A frame that sends the whole window elsewhere, as a lost session does.
            var sent = await Sender.SendAsync(top, scene.Ct);
            if (sent.Failed)
            {
                FrameFailure = sent.Error;
                return;
            }

            if ((await LandAsync(top, sent.Value, scene.Frames)).Failed || scene.Page is not { Frames: null } next)
                return;
            page = next;
        }

        async Task<Request?> FramesAsync(HttpDocument document, int depth)
        {
            document.Frames = [];
            var set = document.Text.AsSpan().ContainsAny(FrameSet);
            if (depth >= Deepest || (!set && !(scene.Frames && document.Text.AsSpan().ContainsAny(InlineFrame))))
                return null;
            var inner = new List<HttpDocument>();
            document.Frames = inner;
            foreach (var element in document.View.Document.QuerySelectorAll(set && !scene.Frames ? "frame" : "frame, iframe"))
            {
                if (element.GetAttribute("src")?.Trim() is not { Length: > 0 } source || left-- <= 0 || !Uri.TryCreate(BaseOf(document), source, out var url)
                    || url.Scheme is not ("http" or "https"))
                    continue;
                var request = new Request(new Submission(HttpMethod.Get, url, null, null)) { From = document.Url };
                while (true)
                {
                    var answer = await Sender.SendAsync(request, scene.Ct);
                    if (answer.Failed)
                    {
                        FrameFailure ??= answer.Error;
                        break;
                    }

                    var frame = answer.Value;
                    frame.Name = element.GetAttribute("name") ?? element.Id ?? "";
                    var effects = Effects(frame, depth + 1);
                    if (effects.Alerts.Count > 0)
                        scene.Say(effects.Alerts);
                    if (effects.Then is { } then && Asking(then, frame, request.Hops) is { Failed: false, Value: { } next })
                    {
                        if (then.Target is "_top" || (then.Target is "_parent" && depth == 0))
                            return next;
                        if (then.Target is null or "" or "_self")
                        {
                            request = next;
                            continue;
                        }
                    }

                    inner.Add(frame);
                    if (await FramesAsync(frame, depth + 1) is { } away)
                        return away;
                    break;
                }
            }

            return null;
        }
    }

    private static Uri BaseOf(HttpDocument document) =>
        document.View.Document.QuerySelector("base[href]")?.GetAttribute("href") is { } href && Uri.TryCreate(document.Url, href.Trim(), out var found)
            ? found
            : document.Url;

    private static PageEffects Effects(HttpDocument document, int depth) => PageScript.Read(document.View, document.Charset, depth);

    private Fallible<Request>? Asking(Asked asked, HttpDocument document, int hops)
    {
        switch (asked)
        {
            case Asked.Go go:
                return new Request(new Submission(HttpMethod.Get, go.Url, null, null)) { From = document.Url, Hops = hops + 1, Keep = scene.WantsFile };
            case Asked.Submit submit:
                var built = FormState.Build(new FormOrder
                {
                    Frame = document.View,
                    Charset = document.Charset,
                    CharsetName = document.CharsetName,
                    Form = submit.Form,
                    Attributes = submit.Attributes,
                    Button = submit.Button,
                    Set = submit.Set,
                });
                return built.Failed ? built.Error : new Request(built.Value) { From = document.Url, Hops = hops + 1, Keep = scene.WantsFile };
            case Asked.Nothing:
                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(asked), asked, null);
        }
    }

    /// <summary>What a browser would save or show as a file, where one is wanted; else only what is no text.</summary>
    private static bool IsFile(HttpDocument answer, bool wanted) => answer.Bytes is not null && answer.Status < 400
        && (wanted
            ? answer.Disposition is not null || answer.MediaType is not ("" or "text/html" or "application/xhtml+xml" or "application/json")
            : answer.Text.Length == 0);

    private static bool IsJson(HttpDocument answer)
    {
        var type = answer.MediaType;
        if (type.Contains("json", StringComparison.Ordinal) || type.Contains("javascript", StringComparison.Ordinal))
            return true;
        var text = answer.Text.AsSpan().Trim();
        return text is ['{', .., '}'] or ['[', .., ']'];
    }
}

/// <summary>An answer that was taken.</summary>
/// <param name="Answer">The last one.</param>
/// <param name="IsFile">True when it is a file.</param>
internal sealed record Landed(HttpDocument Answer, bool IsFile);
