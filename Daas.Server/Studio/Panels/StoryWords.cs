using Daas.Recorder.Drafting.Stories;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Panels;

/// <summary>What was done and what came of it, in the page's language.</summary>
internal static class StoryWords
{
    public static string Of(StepStory step, Texts texts)
    {
        var label = Short(step.Label);
        var words = step.Kind switch
        {
            DeedKind.Open => texts.Format("studio.did.open", Short(step.Value ?? "")),
            DeedKind.Click => texts.Format("studio.did.click", label),
            DeedKind.DoubleClick => texts.Format("studio.did.doubleClick", label),
            DeedKind.Fill when step.IsSecret => texts["studio.did.password"],
            DeedKind.Fill when step.IsUser => texts["studio.did.user"],
            DeedKind.Fill => texts.Format("studio.did.fill", Short(step.Value ?? ""), label),
            DeedKind.Choose => texts.Format("studio.did.choose", Short(step.Value ?? ""), label),
            DeedKind.Check => texts.Format("studio.did.check", label),
            DeedKind.Uncheck => texts.Format("studio.did.uncheck", label),
            DeedKind.Press => texts.Format("studio.did.press", step.Value),
            DeedKind.Hover => texts.Format("studio.did.hover", label),
            DeedKind.Upload => texts.Format("studio.did.upload", Short(step.Value ?? "")),
            DeedKind.Download => texts.Format("studio.did.download", label),
            DeedKind.Pick => texts.Format("studio.did.pick", label),
            _ => throw new NotSupportedException(step.Kind.ToString()),
        };
        return step.Input is { } input ? texts.Format("studio.did.asInput", words, input) : words;
    }

    public static IEnumerable<string> Details(StepStory step, Texts texts)
    {
        yield return texts[step.IsNoise ? "studio.step.noise" : $"studio.part.{step.Part}"];
        foreach (var url in step.Effects.Navigated)
            yield return texts.Format("studio.step.navigated", Short(url.PathAndQuery));
        if (step.Effects.Opened.Count > 0)
            yield return texts["studio.step.opened"];
        if (step.Effects.Closed.Count > 0)
            yield return texts["studio.step.closed"];
        foreach (var dialog in step.Effects.Dialogs)
            yield return texts.Format(dialog.Accepted ? "studio.step.dialogYes" : "studio.step.dialogNo", Short(dialog.Text));
        if (step.Effects.File is { } file)
            yield return texts.Format("studio.step.file", file, step.Effects.FileBytes);
        foreach (var exchange in step.Effects.Exchanges.Take(8))
            yield return texts.Format("studio.step.waits", exchange.Method, Short(exchange.Url.PathAndQuery), exchange.Status);
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
