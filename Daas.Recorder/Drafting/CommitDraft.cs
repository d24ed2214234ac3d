using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>Finds the action after which the system may have saved.</summary>
internal static class CommitDraft
{
    private const int Enough = 3;

    /// <param name="shown">The demonstration.</param>
    /// <param name="deeds">Of the operation.</param>
    /// <param name="operation">Its id: what a person calls it counts.</param>
    /// <param name="why">Why it is the one.</param>
    /// <returns>Null when nothing was written.</returns>
    public static Deed? Of(Demonstration shown, IReadOnlyList<Deed> deeds, string operation, out string why)
    {
        why = "";
        Deed? best = null;
        var most = 0;
        var isBestShown = false;
        for (var i = 0; i < deeds.Count; i++)
        {
            if (deeds[i].Action is not (RecordedAction.Click or RecordedAction.Press) || deeds[i].Signal<RecordedSignal.Downloaded>() is not null)
                continue;
            var reasons = new List<string>();
            var score = Score(shown, deeds, i, operation, reasons);
            // The last one saves, unless one before it had far more of a commit.
            if (score < Enough || score < most - 1)
                continue;
            // Menus post forms too: having sent one makes no commit of what was clicked after the commit.
            var isShown = reasons.Count > 1 || reasons is not ["it sent a form"];
            if (isBestShown && !isShown)
                continue;
            (best, isBestShown, most) = (deeds[i], isShown, Math.Max(most, score));
            why = string.Join("; ", reasons);
        }

        return best;
    }

    private static int Score(Demonstration shown, IReadOnlyList<Deed> deeds, int at, string operation, List<string> reasons)
    {
        var deed = deeds[at];
        var asked = Asked(shown, deed);
        var sent = asked.Where(e => e.Method is "POST" or "PUT" or "PATCH" or "DELETE").ToList();
        var given = deeds.Take(at).Where(d => d.Action is RecordedAction.Fill or RecordedAction.Choose or RecordedAction.Upload).ToList();
        var values = given.Select(d => d.Value).OfType<string>().Where(v => v.Length > 0).ToList();
        var outcome = Outcomes(shown, deed).FirstOrDefault(OutcomeWords.IsSuccess);
        var confirmed = deed.Action.Signals.OfType<RecordedSignal.Dialog>().Any(d => d is { Kind: "confirm", Accepted: true });
        var score = 0;
        // Systems that save by GET exist; then words alone must say it.
        Add(sent.Count > 0, 1, "it sent a form");
        Add(values.Exists(v => sent.Exists(e => Bodies.Carries(e, v))), 1, "with what was given");
        Add(OutcomeWords.IsSaving(deed.Words), 2, $"'{deed.Words}' is a word for saving");
        Add(OutcomeWords.IsSearching(deed.Words), -4, "");
        Add(outcome is not null, 2, $"then '{outcome}' was shown");
        Add(confirmed, 1, "it asked first");
        Add(given.Exists(d => d.Action is RecordedAction.Upload), 1, "a file was given");
        // A source that keeps no requests says nothing by that.
        Add(shown.Recording.Exchanges.Count == 0 && values.Count > 0, 1, "something was given");
        Add(shown.Recording.Exchanges.Count > 0 && sent.Count == 0 && asked.Count == 0, -4, "");
        Add(shown.Recording.Exchanges.Count > 0 && sent.Count == 0 && outcome is null && !confirmed, -4, "");
        score += OutcomeWords.Kind(operation) * 2;
        return score;

        void Add(bool holds, int points, string reason)
        {
            if (!holds)
                return;
            score += points;
            if (reason.Length > 0)
                reasons.Add(reason);
        }
    }

    /// <summary>What it asked for by itself: what the page that came of it loads later is not.</summary>
    private static List<RecordedExchange> Asked(Demonstration shown, Deed deed)
    {
        var all = shown.Exchanges(deed).Where(e => e.Type is "document" or "xhr" or "fetch" or "other").OrderBy(e => e.At).ToList();
        var page = all.FindIndex(e => e is { Type: "document", Method: "GET", Status: >= 200 and < 300 });
        return page < 0 ? all : [.. all.Take(page + 1), .. all.Skip(page + 1).Where(e => e.Type == "document")];
    }

    /// <summary>What was new on the screen after it: dialogs first, then lines of the page, then what came as JSON.</summary>
    public static IEnumerable<string> Outcomes(Demonstration shown, Deed deed) =>
        deed.Action.Signals.OfType<RecordedSignal.Dialog>().Where(d => d.Kind == "alert").Select(d => d.Text)
            .Concat(deed.After is { } after ? SignWords.New(after, deed.Before).Where(l => l.Length < 120) : [])
            .Concat(shown.Exchanges(deed).Where(e => e.Type is "xhr" or "fetch" && e.Body.Length < 4000 && e.Text.TrimStart().StartsWith('{'))
                .Select(e => e.Text));
}
