using AngleSharp.Dom;
using Daas.Core.Finding;

namespace Daas.Recorder.Import.Archives;

/// <summary>The form that a request came from, and what in it was pressed.</summary>
/// <param name="Frame">Where the form is.</param>
/// <param name="Form">The form.</param>
/// <param name="Controls">What it submits, in order.</param>
internal sealed record SentForm(ShownFrame Frame, IElement Form, IReadOnlyList<IElement> Controls)
{
    /// <summary>The likeliest form of some documents; null when none fits.</summary>
    public static SentForm? Of(IEnumerable<ShownFrame> frames, HarEntry request, IReadOnlyList<SentValue>? sent)
    {
        SentForm? best = null;
        var most = 0.0;
        foreach (var frame in frames)
        {
            foreach (var form in frame.Document.QuerySelectorAll("form"))
            {
                var method = form.GetAttribute("method")?.ToUpperInvariant() is "POST" ? "POST" : "GET";
                if ((method == "POST") != request.IsPost)
                    continue;
                var controls = Daas.Core.Finding.Controls.Of(form, frame.View);
                var names = controls.Select(c => c.GetAttribute("name") ?? "").ToHashSet();
                var known = sent is null or { Count: 0 } ? 0.5 : sent.Count(s => names.Contains(s.Name) || IsPressed(s.Name)) / (double)sent.Count;
                var leads = Addresses.HaveSamePath(frame.Resolved(form.GetAttribute("action") ?? ""), request.Url);
                if (!leads && (known < 0.6 || sent is not { Count: >= 2 }))
                    continue;
                if (!request.IsPost && (!leads || known < 0.5 || sent is not { Count: > 0 }))
                    continue;
                var score = known + (leads ? 1 : 0) + (frame.View.Url.AbsoluteUri == request.Referer ? 0.5 : 0);
                if (score > most)
                    (best, most) = (new SentForm(frame, form, controls), score);
            }
        }

        return best;
    }

    private static bool IsPressed(string name) => name is "__EVENTTARGET" or "__EVENTARGUMENT" || name.EndsWith(".x", StringComparison.Ordinal)
        || name.EndsWith(".y", StringComparison.Ordinal);
}
