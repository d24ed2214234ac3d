using System.Globalization;
using Daas.Recorder.Recordings;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Panels;

/// <summary>One thing that was done, in plain words, as it happens.</summary>
internal static class ActionWords
{
    public static string Of(RecordedAction action, Texts texts)
    {
        var on = Short(Named(action.Target));
        return action switch
        {
            RecordedAction.Open open => texts.Format("studio.did.open", Short(open.Url.PathAndQuery)),
            RecordedAction.Click { Count: 2 } => texts.Format("studio.did.doubleClick", on),
            RecordedAction.Click => texts.Format("studio.did.click", on),
            RecordedAction.Fill { Secret: true } => texts["studio.did.password"],
            RecordedAction.Fill { Text: "${credential.user}" } => texts["studio.did.user"],
            RecordedAction.Fill fill when on.Length == 0 => texts.Format("studio.did.fillOnly", Short(fill.Text ?? "")),
            RecordedAction.Fill fill => texts.Format("studio.did.fill", Short(fill.Text ?? ""), on),
            RecordedAction.Choose choose when on.Length == 0 => texts.Format("studio.did.chooseOnly", Short(choose.Words)),
            RecordedAction.Choose choose => texts.Format("studio.did.choose", Short(choose.Words), on),
            RecordedAction.Check check => texts.Format(check.On ? "studio.did.check" : "studio.did.uncheck", on),
            RecordedAction.Press press => texts.Format("studio.did.press", press.Key),
            RecordedAction.Hover => texts.Format("studio.did.hover", on),
            RecordedAction.Upload upload => texts.Format("studio.did.upload", Short(string.Join(", ", upload.Files.Select(f => f.Name)))),
            RecordedAction.Pick => texts.Format("studio.did.pick", on),
            _ => throw new NotSupportedException(action.GetType().Name),
        };
    }

    private static string Named(ElementMark? mark)
    {
        if (mark is null)
            return "";
        // What a field shows is what is in it or can be chosen; its name in the page is a programmer's.
        var isField = mark.Tag is "select" or "textarea" || (mark.Tag == "input" && mark.Attributes.GetValueOrDefault("type") is not ("button" or "submit" or "reset" or "image"));
        if (mark.Text.Length > 0 && !isField)
            return mark.Text;
        string[] names = mark.Attributes.GetValueOrDefault("type") is "checkbox" or "radio" ? ["aria-label", "title", "value", "name", "id"]
            : isField ? ["aria-label", "placeholder", "title"] : ["aria-label", "title", "alt", "value", "name", "id"];
        return names.Select(n => mark.Attributes.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v)) ?? (isField ? "" : mark.Tag);
    }

    private static string Short(string text) => text.Length > 40 ? string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 40)}…") : text;
}
