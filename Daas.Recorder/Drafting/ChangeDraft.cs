using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>
/// Signs that a push saved where no words say so. Sure are only those that a refusal cannot show as well: the form is gone, and in its place the record
/// is shown with the values that were given, or an address of its own came up.
/// </summary>
/// <param name="shown">The demonstration.</param>
/// <param name="commit">Its commit.</param>
/// <param name="inputs">Of this call.</param>
internal sealed class ChangeDraft(Demonstration shown, Deed commit, InputsDraft inputs)
{
    private const int MostValues = 3;

    /// <summary>Null when nothing steady changed.</summary>
    public (Sign Sign, string Why, bool IsSure)? Make()
    {
        if (commit is not { Before: { } before, After: { } after })
            return null;
        if (Gone(before, after) is not { } form)
            return Emptied(before, after) is { } emptied ? (emptied, "the form came up again, empty", false) : null;
        if (Sure(before, after, form) is { Count: > 0 } sure)
        {
            var why = sure.Exists(s => s.Text is not null) ? "the form is gone, and the page shows what was given" : "it led to an address of its own";
            return (new Sign(sure), why, true);
        }

        return News(before, after) is { } line
            ? (new Sign([new SignAlternative { Text = SignWords.Match(line, []), Without = form }]), $"the form is gone, and '{line}' is new", false) : null;
    }

    private List<SignAlternative> Sure(PageView before, PageView after, string form)
    {
        var found = new List<SignAlternative>();
        foreach (var input in inputs.All.OrderByDescending(i => i.Required).ThenByDescending(i => i.Type == Core.Adapters.ParameterType.String))
        {
            var sign = new SignAlternative { Text = InputsDraft.Literal(input.Name, true).Source, Without = form };
            if (found.Count < MostValues && inputs.Values.Find(input.Name) is { Length: > 2 } && Is(sign, after) && !Is(sign with { Without = null }, before))
                found.Add(sign);
        }

        if (Address(before, after) is { } address && new SignAlternative { Url = address, Without = form } is var there && Is(there, after))
            found.Add(there);
        return found;
    }

    /// <summary>The address of what was made, with a number of its own, to which the answer to the form sent the browser.</summary>
    private string? Address(PageView before, PageView after)
    {
        var known = before.Frames.Select(f => f.Url.AbsolutePath).ToHashSet(StringComparer.Ordinal);
        var asked = shown.Exchanges(commit).Where(e => e.Type == "document").ToList();
        var made = asked.SkipWhile(e => e.Method != "POST").LastOrDefault(e => e.Method == "GET" && e.Status == 200
            && asked.TrueForAll(p => p.Method != "POST" || p.Url.AbsolutePath != e.Url.AbsolutePath));
        return made is null || known.Contains(made.Url.AbsolutePath) || !Regex.IsMatch(made.Url.AbsolutePath, @"/\d+$")
            || after.Frames.All(f => f.Url.AbsolutePath != made.Url.AbsolutePath) ? null
            : $"/{Regex.Replace(Regex.Escape(made.Url.AbsolutePath), @"\d+", "\\d+")}$/";
    }

    private bool Is(SignAlternative sign, PageView page) => SignReader.Find(new Sign([sign]), page, inputs.Values) is not null;

    /// <summary>What of the form is no longer shown: a field that was filled, or its button.</summary>
    private string? Gone(PageView before, PageView after) => Fields(before).Append(commit.Element).OfType<IElement>()
        .SelectMany(e => SteadyCss.Of(e).Where(css => e.Owner!.QuerySelectorAll(css).Length == 1))
        .FirstOrDefault(css => SignWords.Shows(SignWords.Css(css), before) && !SignWords.Shows(SignWords.Css(css), after));

    private Sign? Emptied(PageView before, PageView after)
    {
        foreach (var field in Fields(before).Where(f => Controls.TypeOf(f) is "text" && Names.ValueOf(f).Length > 0))
        {
            foreach (var css in SteadyCss.Of(field).Where(css => field.Owner!.QuerySelectorAll(css).Length == 1))
            {
                var sign = SignWords.Css($"{css}:not([value]), {css}[value=\"\"]");
                if (SignWords.Shows(sign, after) && !SignWords.Shows(sign, before))
                    return sign;
            }
        }

        return null;
    }

    private string? News(PageView before, PageView after) =>
        SignWords.New(after, before).Where(l => l.Length is > 1 and < 40 && !Generated.IsData(l)
            && !inputs.Shown.Any(v => v.Shown.Length > 0 && l.Contains(v.Shown, StringComparison.Ordinal)))
            .FirstOrDefault(l => SignWords.Text(SignWords.Match(l, [])) is var sign && SignWords.Shows(sign, after) && !SignWords.Shows(sign, before));

    /// <summary>The fields of the commit's own form that were filled, as the page had them then.</summary>
    private IEnumerable<IElement> Fields(PageView before) => shown.Deeds.Where(d => d.Action.Index < commit.Action.Index
            && d.Action is RecordedAction.Fill or RecordedAction.Choose && d.Element is not null)
        .SelectMany(d => before.Frames.SelectMany(f => f.Document.QuerySelectorAll(d.Element!.LocalName)
            .Where(e => e.Id == d.Element.Id && e.GetAttribute("name") == d.Element.GetAttribute("name")))).Where(PageText.IsShown);
}
