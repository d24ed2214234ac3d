using Daas.Recorder.Drafting.Stories;
using Daas.Recorder.Recordings;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Panels;

/// <summary>One thing that was done, in plain words, as it happens: by what the element itself says, for its page is not looked at yet.</summary>
internal static class ActionWords
{
    private const int Most = 40;

    public static string Of(RecordedAction action, Texts texts)
    {
        var (did, on) = (new DidWords(texts, Most), Named(action.Target));
        return action switch
        {
            RecordedAction.Open open => did.Of(DeedKind.Open, on, open.Url.PathAndQuery),
            RecordedAction.Click click => did.Of(click.Count == 2 ? DeedKind.DoubleClick : DeedKind.Click, on, null),
            RecordedAction.Fill { Secret: true } => did.Password(),
            RecordedAction.Fill { Text: "${credential.user}" } => did.User(),
            RecordedAction.Fill fill => did.Of(DeedKind.Fill, on, fill.Text),
            RecordedAction.Choose choose => did.Of(DeedKind.Choose, on, choose.Words),
            RecordedAction.Check check => did.Of(check.On ? DeedKind.Check : DeedKind.Uncheck, on, null),
            RecordedAction.Press press => did.Of(DeedKind.Press, on, press.Key),
            RecordedAction.Hover => did.Of(DeedKind.Hover, on, null),
            RecordedAction.Upload upload => did.Of(DeedKind.Upload, on, string.Join(", ", upload.Files.Select(f => f.Name))),
            RecordedAction.Pick => did.Of(DeedKind.Pick, on, null),
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
}
