using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>Makes signs of the words that a page shows.</summary>
internal static partial class SignWords
{
    public static Sign Text(TextMatch text) => new([new SignAlternative { Text = text }]);

    public static Sign Css(string css) => new([new SignAlternative { Css = css }]);

    /// <summary>The words as they are, or as a pattern where they hold numbers that will be others next time.</summary>
    /// <param name="words">One line.</param>
    /// <param name="values">Texts of this call, which no other call will show.</param>
    public static TextMatch Match(string words, IEnumerable<string> values)
    {
        var cut = values.Where(v => v.Length > 1).OrderByDescending(v => v.Length).Select(Regex.Escape).Append(@"\d[\d\-:/.,]*").ToList();
        if (!Regex.IsMatch(words, string.Join('|', cut)))
            return Template.Escape(words) is var plain && plain is ['/', .., '/'] ? plain[1..^1] : plain;
        var parts = Regex.Split(words, string.Join('|', cut)).Select(p => p.Trim()).ToList();
        var solid = parts.MaxBy(p => p.Length) ?? "";
        // One run of words is plain enough; a pattern only where it would say too little.
        if (solid.Length >= 4 && (OutcomeWords.IsSuccess(solid) || !OutcomeWords.IsSuccess(words)))
            return Template.Escape(solid);
        // The words of a frame are one line: what stands between must not reach over half the page.
        return "/" + string.Join(".{1,60}?", parts.Select(Plain)) + "/";
    }

    private static string Plain(string part) =>
        Regex.Escape(part).Replace("\\ ", " ", StringComparison.Ordinal).Replace("\\#", "#", StringComparison.Ordinal);

    /// <summary>What the source of the recording says was looked for after a deed; null when it says nothing, or there is a page that says more.</summary>
    public static Sign? Seen(Deed deed)
    {
        if (deed.After is not null)
            return null;
        foreach (var seen in deed.Action.Signals.OfType<RecordedSignal.Seen>())
        {
            if (seen is { Text: { Length: > 0 } text, As: null })
                return Text(Match(Spoken.Of(text), []));
            if (seen.Ways.FirstOrDefault(w => w.Key is "css" or "name" or "text") is { } way)
                return way.Key == "css" ? Css(way.Words) : Text(Match(way.Words, []));
        }

        return null;
    }

    /// <summary>Stands where a person has to say it; no page shows that.</summary>
    /// <param name="question">Name of the doubt.</param>
    public static string ToBeAnswered(string question) => $"(to be answered: {question})";

    public static bool Shows(Sign sign, PageView page) => SignReader.Find(sign, page, TemplateValues.None) is not null;

    /// <summary>Visible lines of a page, all frames.</summary>
    public static IEnumerable<string> Lines(PageView page) =>
        page.Frames.SelectMany(f => f.Text.Split('\n')).Select(l => Blanks().Replace(l, " ").Trim()).Where(l => l.Length > 0);

    /// <summary>Visible lines that one page has and the other has not.</summary>
    public static IReadOnlyList<string> New(PageView after, PageView? before)
    {
        var old = before is null ? [] : Lines(before).ToHashSet(StringComparer.Ordinal);
        return [.. Lines(after).Where(l => !old.Contains(l)).Distinct()];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
