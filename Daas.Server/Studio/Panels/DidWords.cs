using Daas.Recorder.Drafting.Stories;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Panels;

/// <summary>One thing that a person did, in the page's language.</summary>
/// <param name="Texts">The page's words.</param>
/// <param name="Most">Longer words of the old system are cut.</param>
internal sealed record DidWords(Texts Texts, int Most)
{
    /// <param name="kind">What was done.</param>
    /// <param name="on">What it was done to; empty when it has no words.</param>
    /// <param name="value">What was typed, chosen, opened, pressed or given.</param>
    public string Of(DeedKind kind, string on, string? value)
    {
        var (to, put) = (Short(on, Most), Short(value ?? "", Most));
        return kind switch
        {
            DeedKind.Open => Texts.Format("studio.did.open", put),
            DeedKind.Click => Texts.Format("studio.did.click", to),
            DeedKind.DoubleClick => Texts.Format("studio.did.doubleClick", to),
            DeedKind.Fill => to.Length == 0 ? Texts.Format("studio.did.fillOnly", put) : Texts.Format("studio.did.fill", put, to),
            DeedKind.Choose => to.Length == 0 ? Texts.Format("studio.did.chooseOnly", put) : Texts.Format("studio.did.choose", put, to),
            DeedKind.Check => Texts.Format("studio.did.check", to),
            DeedKind.Uncheck => Texts.Format("studio.did.uncheck", to),
            DeedKind.Press => Texts.Format("studio.did.press", put),
            DeedKind.Hover => Texts.Format("studio.did.hover", to),
            DeedKind.Upload => Texts.Format("studio.did.upload", put),
            DeedKind.Download => Texts.Format("studio.did.download", to),
            DeedKind.Pick => Texts.Format("studio.did.pick", to),
            _ => throw new NotSupportedException(kind.ToString()),
        };
    }

    public string Password() => Texts["studio.did.password"];

    public string User() => Texts["studio.did.user"];

    /// <summary>Cut where it is longer, never within a character.</summary>
    public static string Short(string text, int most) =>
        text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), "…");
}
