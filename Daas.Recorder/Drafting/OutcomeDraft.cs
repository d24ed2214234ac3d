using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>How a push tells that it saved, and that it did not.</summary>
/// <param name="shown">The demonstration.</param>
/// <param name="commit">Its commit.</param>
/// <param name="inputs">Of this call.</param>
/// <param name="isReadBack">True when what was saved is read back, which proves more than any page.</param>
/// <param name="notes">Takes what was thought.</param>
internal sealed class OutcomeDraft(Demonstration shown, Deed commit, InputsDraft inputs, bool isReadBack, Notes notes)
{
    private readonly List<string> values = [.. inputs.Shown.Select(s => s.Shown)];

    public (Sign Applied, Sign? Rejected) Make()
    {
        var (applied, rejected) = ByDialog() ?? ByPage() ?? ByJson() ?? BySeen() ?? ByChange();
        var usual = RefusalDraft.Of(commit, rejected?.AnyOf.Any(a => a.Alert is not null) == true).ToList();
        if (usual.Count > 0)
            notes.Because("rejected", "none was shown; the usual places and words of refusal count, as far as the pages that were shown have none of them");
        return (applied, rejected is null && usual.Count == 0 ? null : new Sign([.. rejected?.AnyOf ?? [], .. usual]));
    }

    private (Sign, Sign?)? ByDialog()
    {
        var dialogs = commit.Action.Signals.OfType<RecordedSignal.Dialog>().ToList();
        var told = dialogs.LastOrDefault(d => d.Kind == "alert" && OutcomeWords.IsSuccess(d.Text)) ?? dialogs.LastOrDefault(d => d.Kind == "alert");
        if (told is null)
            return null;
        var applied = SignWords.Match(Sentence(Spoken.Of(told.Text)), values);
        notes.Because("applied", $"the system said '{told.Text}' in an alert");
        if (!OutcomeWords.IsSuccess(told.Text))
            notes.Ask("applied", $"does '{told.Text}' mean that it was saved?", true, "yes", "no");
        var others = dialogs.Where(d => d.Kind != "alert").Select(d => SignWords.Match(Spoken.Of(d.Text), values)).Prepend(applied);
        var rejected = new Sign([new SignAlternative { Alert = $"/^(?!.*({string.Join('|', others.Select(Inner))}))(?<reason>.+)/" }]);
        notes.Because("rejected", "any other alert after it is taken for a refusal; none was shown");
        return (new Sign([new SignAlternative { Alert = applied }]), rejected);
    }

    private (Sign, Sign?)? ByPage()
    {
        if (commit.After is not { } after)
            return null;
        foreach (var line in SignWords.New(after, commit.Before).Where(l => l.Length < 120 && OutcomeWords.IsSuccess(l))
            .Select(l => (Text: l, Place: Place(after, Spoken.Of(l)))).Where(l => l.Place is { } place && IsNews(place))
            .OrderBy(l => !OutcomeWords.IsPlainSuccess(l.Text)).ThenBy(l => Named(l.Place!) is null).ThenBy(l => l.Text.Length))
        {
            var match = SignWords.Match(Sentence(line.Text), values);
            // Words around a number that changes are told apart from the rest of the page by their place.
            var sign = match.IsPattern && Named(line.Place!) is { } named && OutcomeWords.IsMessagePlace(named)
                ? new Sign([new SignAlternative { Css = named, Is = match }]) : SignWords.Text(match);
            if (!SignWords.Shows(sign, after) || (commit.Before is { } before && SignWords.Shows(sign, before)))
                continue;
            notes.Because("applied", $"'{line.Text}' was on the page after it and not before");
            return (sign, Refused(after, match));
        }

        return null;
    }

    private (Sign, Sign?)? ByJson()
    {
        foreach (var exchange in shown.Exchanges(commit).Where(e => e.Type is "xhr" or "fetch" or "document" or "other").Reverse())
        {
            if (Object(exchange) is not { } root)
                continue;
            foreach (var (path, text) in Texts(root, "$", 0))
            {
                if (!OutcomeWords.IsSuccess(text))
                    continue;
                // A value of JSON is compared as a whole unless it is a pattern.
                var inner = Inner(SignWords.Match(Sentence(text), values));
                notes.Because("applied", $"the answer said '{text}' at {path}");
                notes.Because("rejected", $"anything else at {path} is taken for a refusal; none was shown");
                return (new Sign([new SignAlternative { Json = path, Is = $"/{inner}/" }]),
                    new Sign([new SignAlternative { Json = path, Is = $"/^(?!.*{inner}).+/", Reason = path }]));
            }

            foreach (var (path, text) in Codes(root))
            {
                notes.Because("applied", $"the answer had {path} = {text}");
                return (new Sign([new SignAlternative { Json = path, Is = text }]),
                    new Sign([new SignAlternative { Json = path, Is = $"/^(?!{Regex.Escape(text)}$)/", Reason = Reason(root) }]));
            }
        }

        return null;
    }

    private (Sign, Sign?)? BySeen()
    {
        if (SignWords.Seen(commit) is not { } seen)
            return null;
        notes.Because("applied", $"{seen} was looked for after it");
        notes.Ask("rejected", "what does the system show when it refuses? It was not told; until it is said, a refusal is told as an unknown outcome.", false);
        return (seen, null);
    }

    /// <summary>No word of success: what else shows that it saved.</summary>
    private (Sign, Sign?) ByChange()
    {
        if (new ChangeDraft(shown, commit, inputs).Make() is { } change)
        {
            notes.Because("applied", $"no word of success was seen, but {change.Why}");
            notes.Ask("applied", $"what does the system show when it has saved? No word of success was seen, but {change.Why}.",
                !change.IsSure && !isReadBack, change.Sign.ToString());
            return (change.Sign, commit.After is { } then ? Refused(then, null) : null);
        }

        notes.Ask("applied", isReadBack ? "what does the system show when it has saved? Nothing was seen; what was saved is read back each time."
            : "what does the system show when it has saved? No word of success was seen.", !isReadBack);
        return (SignWords.Text(SignWords.ToBeAnswered("applied")), null);
    }

    /// <summary>Where a refusal would stand: the place of the success when it says something else, and places for messages that were empty.</summary>
    private Sign? Refused(PageView after, TextMatch? applied)
    {
        var found = new List<SignAlternative>();
        if (applied is not null && Place(after, applied) is { } named && OutcomeWords.IsMessagePlace(named))
            found.Add(new SignAlternative { Css = named, Is = $"/(?i)^(?!.*({Inner(applied)}|{OutcomeWords.NoRefusal})).+/" });
        foreach (var css in Empty(commit.Before).Where(c => found.TrueForAll(f => f.Css != c)).Take(2))
        {
            // What shows on the page of success cannot tell a refusal.
            if (!SignWords.Shows(SignWords.Css(css), after))
                found.Add(OutcomeWords.IsErrorPlace(css) ? new SignAlternative { Css = css }
                    : new SignAlternative { Css = css, Is = $"/(?i)^(?!.*({OutcomeWords.NoRefusal})).+/" });
        }

        if (found.Count == 0)
        {
            const string question = "what does the system show when it refuses? It was not shown; the usual signs of a refusal are taken";
            notes.Ask("rejected", question + ", anything else is told as an unknown outcome.", false);
            return null;
        }

        notes.Because("rejected",
            $"{string.Join(" and ", found.Select(f => f.Css))} {(found.Count == 1 ? "is a place" : "are places")} for messages; no refusal was shown");
        notes.Ask("rejected", $"is a refusal told in {string.Join(" or ", found.Select(f => f.Css))}? It was not shown.", false, "yes", "no");
        return new Sign(found);
    }

    internal static IEnumerable<string> Empty(PageView? page)
    {
        foreach (var element in page?.Frames
            .SelectMany(f => f.Document.QuerySelectorAll("span[id],div[id],p[id],label[id],td[id],font[id],em[id],span[class],div[class]")) ?? [])
        {
            if (element.ChildElementCount == 0 && PageText.Fold(PageText.Of(element)).Length == 0
                && OutcomeWords.IsMessagePlace($"{element.Id} {element.ClassName}")
                && SteadyCss.Of(element).FirstOrDefault(c => element.Owner!.QuerySelectorAll(c).Length == 1) is { } css && OutcomeWords.IsMessagePlace(css))
                yield return css;
        }
    }

    private static IElement? Place(PageView page, string words) => Place(page, t => t.Contains(words, StringComparison.Ordinal));

    /// <summary>The innermost element that shows such words.</summary>
    private static IElement? Place(PageView page, Predicate<string> shows) =>
        page.Frames.Select(f => f.Document.QuerySelectorAll("body *").LastOrDefault(e => e.LocalName is not ("script" or "style")
            && shows(Spoken.Of(PageText.Of(e))) && PageText.IsShown(e))).FirstOrDefault(e => e is not null);

    /// <summary>A steady name of the innermost element that shows the words; null when it has none.</summary>
    internal static string? Place(PageView page, TextMatch words) =>
        Place(page, t => words.Find(t, TemplateValues.None) is not null) is { } place ? Named(place) : null;

    /// <summary>Something that the page says: not a link, a label, a menu, or a record among others.</summary>
    private static bool IsNews(IElement place) =>
        place.Closest("a,button,select,label,th,nav,legend") is null && place.QuerySelector("select,table table") is null && ListRow.Of(place) is null;

    /// <summary>A steady name of the element, or of one closely around it.</summary>
    private static string? Named(IElement place)
    {
        var inner = place;
        for (var depth = 0; inner is not null && depth < 3; inner = inner.ParentElement, depth++)
        {
            if (SteadyCss.Own(inner) is { } own)
                return own;
            if (inner.ClassList.FirstOrDefault(OutcomeWords.IsMessagePlace) is { } name && !Generated.IsName(name))
                return $"{inner.LocalName}.{name}";
        }

        return null;
    }

    /// <summary>The part of a longer line that says how it ended.</summary>
    private static string Sentence(string line) =>
        line.Split(['，', '。', '！', '!', '；', ';', '：', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(OutcomeWords.IsSuccess) ?? line;

    private static string Inner(TextMatch match) =>
        match.IsPattern ? match.Source.Source[1..^1] : Regex.Escape(match.Source.Source).Replace("/", "\\/", StringComparison.Ordinal);

    private static JsonElement? Object(RecordedExchange exchange)
    {
        try
        {
            return exchange.Text.AsSpan().TrimStart() is ['{', ..]
                && JsonDocument.Parse(exchange.Text).RootElement is { ValueKind: JsonValueKind.Object } root ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Path, string Text)> Texts(JsonElement at, string path, int depth)
    {
        foreach (var property in at.EnumerateObject().Where(p => p.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')))
        {
            if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString() is { Length: > 0 and < 100 } text)
                yield return ($"{path}.{property.Name}", text);
            else if (property.Value.ValueKind == JsonValueKind.Object && depth < 1)
            {
                foreach (var inner in Texts(property.Value, $"{path}.{property.Name}", depth + 1))
                    yield return inner;
            }
        }
    }

    private static IEnumerable<(string Path, string Text)> Codes(JsonElement root)
    {
        foreach (var name in (string[])["success", "ok", "succeed", "code", "errcode", "errCode", "status", "ret", "result"])
        {
            if (root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.Number)
                yield return ($"$.{name}", value.ValueKind == JsonValueKind.True ? "true" : value.GetRawText());
        }
    }

    private static string? Reason(JsonElement root) =>
        ((string[])["msg", "message", "errmsg", "errMsg", "error", "info", "reason"]).FirstOrDefault(n => root.TryGetProperty(n, out var v)
            && v.ValueKind == JsonValueKind.String) is { } name ? $"$.{name}" : null;
}
