using Daas.Core.Finding;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>Which action of a second demonstration is the same as one of the first: in order, by what was done to what.</summary>
internal sealed class SecondTime
{
    private readonly Dictionary<Deed, Deed> _pairs = [];

    public SecondTime(IReadOnlyList<Deed> first, IReadOnlyList<Deed> second)
    {
        var (ours, theirs) = (first.Select(Key).ToArray(), second.Select(Key).ToArray());
        var longest = new int[first.Count + 1, second.Count + 1];
        for (var i = first.Count - 1; i >= 0; i--)
        {
            for (var j = second.Count - 1; j >= 0; j--)
                longest[i, j] = ours[i] == theirs[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }

        for (int i = 0, j = 0; i < first.Count && j < second.Count;)
        {
            if (ours[i] == theirs[j])
                _pairs[first[i++]] = second[j++];
            else if (longest[i + 1, j] == longest[i, j + 1] && first[i].Action.GetType() == second[j].Action.GetType()
                && first[i].Element?.LocalName == second[j].Element?.LocalName)
                _pairs[first[i++]] = second[j++];
            else if (longest[i + 1, j] >= longest[i, j + 1])
                i++;
            else
                j++;
        }
    }

    /// <summary>How many were found again.</summary>
    public int Count => _pairs.Count;

    public Deed? Of(Deed deed) => _pairs.GetValueOrDefault(deed);

    /// <summary>What the second demonstration put there; null when it left that out.</summary>
    public string? ValueOf(Deed deed) => Of(deed)?.Value;

    /// <summary>Whatever the values: the kind of action, and which field or button it was done to.</summary>
    private static string Key(Deed deed)
    {
        var element = deed.Element;
        var what = element is null ? ""
            : PageParts.IsControl(element) ? $"{element.GetAttribute("name")}|{deed.Words}"
            : ListRow.Of(element) is { } row ? $"row {string.Join('|', row.Cells.Select(c => c.Header))}"
            : deed.Words;
        return deed.Action is RecordedAction.Check && Controls.TypeOf(element!) == "radio" ? $"Radio {element!.GetAttribute("name")}"
            : $"{deed.Action.GetType().Name} {what}";
    }
}
