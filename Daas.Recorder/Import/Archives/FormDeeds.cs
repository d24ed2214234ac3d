using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Recorder.Capture;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Archives;

/// <summary>What a person did to the fields of a form before it was sent: where the request differs from what the page had.</summary>
internal static class FormDeeds
{
    /// <param name="controls">Those of the form, in order.</param>
    /// <param name="sent">What the request sent.</param>
    public static IReadOnlyList<(RecordedAction Action, IElement Field)> Of(IReadOnlyList<IElement> controls, IReadOnlyList<SentValue> sent)
    {
        var byName = sent.GroupBy(s => s.Name).ToDictionary(g => g.Key, g => g.ToList());
        return Of(controls, c => byName.GetValueOrDefault(c.GetAttribute("name") ?? "") ?? []);
    }

    /// <param name="controls">In order.</param>
    /// <param name="sent">What of a control was sent.</param>
    public static IReadOnlyList<(RecordedAction Action, IElement Field)> Of(IReadOnlyList<IElement> controls, Func<IElement, List<SentValue>> sent)
    {
        var deeds = new List<(RecordedAction, IElement)>();
        var secrets = controls.Where(c => Controls.TypeOf(c) == "password" && PageText.IsShown(c)).ToList();
        // One password asks who it is; several change it.
        var user = secrets is [var only] ? controls.TakeWhile(c => c != only).LastOrDefault(c => IsTyped(c) && sent(c) is [{ Value.Length: > 0 }, ..]) : null;
        var radios = new HashSet<string>();
        foreach (var control in controls.Where(c => !Controls.IsButton(c) && Controls.TypeOf(c) != "hidden" && !Controls.IsDisabled(c)))
        {
            var values = sent(control);
            if (secrets.Contains(control))
                deeds.Add((new RecordedAction.Fill(null, true, false), control));
            else if (control == user)
                deeds.Add((new RecordedAction.Fill(Secrets.User, false, false), control));
            else if (Changed(control, values, radios) is { } deed)
                deeds.Add((deed, control));
        }

        return deeds;
    }

    public static bool IsTyped(IElement control) =>
        Controls.TypeOf(control) is "text" or "search" or "tel" or "url" or "email" or "number" or "textarea" or "date" or "month" or "week" or "time" or "datetime-local";

    private static RecordedAction? Changed(IElement control, List<SentValue> sent, HashSet<string> radios)
    {
        switch (Controls.TypeOf(control))
        {
            case "checkbox":
                var isOn = sent.Exists(s => s.Value == Controls.Value(control));
                return isOn == control.HasAttribute("checked") ? null : new RecordedAction.Check(isOn);
            case "radio":
                return sent.Exists(s => s.Value == Controls.Value(control)) && !control.HasAttribute("checked")
                    && radios.Add(control.GetAttribute("name") ?? "")
                    ? new RecordedAction.Check(true) : null;
            case "file":
                return sent.Find(s => s.File is { Name.Length: > 0 })?.File is { } file ? new RecordedAction.Upload([file]) : null;
            case "select" when control is IHtmlSelectElement select:
                var chosen = Controls.Chosen(select).ConvertAll(Controls.ValueOf);
                return sent.Find(s => !chosen.Contains(s.Value)) is { } other
                    ? new RecordedAction.Choose(Controls.Options(select).Find(o => Controls.ValueOf(o) == other.Value) is { } option ? Controls.Text(option)
                        : other.Value, other.Value)
                    : null;
            default:
                return sent is [var typed, ..] && Lines(typed.Value) != Lines(Controls.Value(control)) ? new RecordedAction.Fill(typed.Value, false, false)
                    : null;
        }
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim('\n');
}
