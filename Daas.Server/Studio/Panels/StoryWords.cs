using Daas.Recorder.Drafting.Stories;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Panels;

/// <summary>What was done and what came of it, in the page's language.</summary>
internal static class StoryWords
{
    private const int Most = 60;

    public static string Of(StepStory step, Texts texts)
    {
        var did = new DidWords(texts, Most);
        var words = step.IsSecret ? did.Password() : step.IsUser ? did.User() : did.Of(step.Kind, step.Label, step.Value);
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

    private static string Short(string text) => DidWords.Short(text, Most);
}
