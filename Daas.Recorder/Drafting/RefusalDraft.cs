using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Drafting;

/// <summary>
/// How systems in general tell that they refuse, where the demonstration showed no refusal: an alert with such words, a place for errors, or such words on
/// the form that is still there. Nothing counts that the pages of the demonstration, which was not refused, showed as well.
/// </summary>
internal static class RefusalDraft
{
    private static readonly string[] Places =
        ["[id*=rror]", "[class*=rror]", "[class*=danger]", "[class*=invalid]", "[id*=errmsg i]", "[class*=errmsg i]", "[class*=fail i]"];

    private const string Word = @"[^\s。！!；;]";

    /// <param name="commit">The commit.</param>
    /// <param name="alerts">True when the system tells of refusals by alerts already.</param>
    public static IEnumerable<SignAlternative> Of(Deed commit, bool alerts)
    {
        var seen = new[] { commit.Before, commit.After }.OfType<PageView>().ToList();
        var dialogs = seen.SelectMany(p => p.Dialogs).Concat(commit.Action.Signals.OfType<Recordings.RecordedSignal.Dialog>().Select(d => d.Text)).ToList();
        var words = OutcomeWords.Refusals.Where(w => !dialogs.Exists(d => Regex.IsMatch(d, w, RegexOptions.IgnoreCase))).ToList();
        if (!alerts && words.Count > 0)
            yield return new SignAlternative { Alert = $"/(?i)^(?!.*({OutcomeWords.NoRefusal}))(?<reason>.*({string.Join('|', words)}).*)/" };

        var places = Places.Where(css => !seen.Exists(p => SignWords.Shows(Place(css), p))).ToList();
        if (places.Count > 0)
            yield return Place(string.Join(", ", places)).AnyOf[0];

        var plain = OutcomeWords.Refusals.Where(w => !seen.Exists(p => p.Frames.Any(f => Regex.IsMatch(f.Text, w, RegexOptions.IgnoreCase)))).ToList();
        if (plain.Count > 0 && commit.Element is { } button
            && SteadyCss.Of(button).FirstOrDefault(css => button.Owner!.QuerySelectorAll(css).Length == 1) is { } still)
        {
            var said = $"({Word}{{1,20}} ){{0,2}}{Word}{{0,40}} ?({string.Join('|', plain)})({Word}|(?<=[a-z,]) (?=[a-z])){{0,60}}";
            yield return new SignAlternative { Text = $"/(?i)(?<reason>{said})/", Css = still };
        }
    }

    private static Sign Place(string css) => new([new SignAlternative { Css = css, Is = "/\\p{L}{2}/" }]);
}
