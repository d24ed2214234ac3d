using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Runs;
using Daas.Runtime.HttpPath.Forms;
using Daas.Runtime.HttpPath.Scripts;

namespace Daas.Runtime.HttpPath.Clicking;

/// <summary>What a click asks for, where markup tells.</summary>
internal static partial class Clicks
{
    /// <summary>Drift when the element is disabled or its script is more than markup tells.</summary>
    public static Fallible<Asked> Of(IElement element, FrameView frame, Encoding charset)
    {
        if (IsDisabled(element))
            return new RunError(ErrorClass.Drift, $"{Words(element)} is disabled");
        var run = new ScriptRun(frame, new WebCharset(charset), true);
        var told = new Click(run).On(element);
        run.RunLater();
        if (run.Doubt)
            return new RunError(
                ErrorClass.Drift,
                $"what a click on {Words(element)} sends hangs on more of its script than markup tells; name the requests as exchanges");
        if (run.Then is { } asked)
            return asked;
        return told && !run.Missed ? new Asked.Nothing()
            : new RunError(ErrorClass.Drift, $"markup does not tell what a click on {Words(element)} asks for; name the requests as exchanges");
    }

    /// <summary>Whether a way to the next page leads nowhere, as the browser path judges it.</summary>
    /// <param name="element">The link or button.</param>
    /// <param name="expected">The page says that more follow.</param>
    public static bool IsDead(IElement element, bool expected)
    {
        var classes = $"{element.ClassName} {(element.ParentElement is { LocalName: "li" } item ? item.ClassName : "")}";
        return IsDisabled(element) || Off().IsMatch(classes)
            || (!expected && element.Closest("a[href],button,input,[onclick],[role]") is null
                && element.GetAttribute("style")?.Contains("pointer", StringComparison.OrdinalIgnoreCase) != true);
    }

    private static bool IsDisabled(IElement element) =>
        (element.LocalName is "input" or "button" or "select" or "textarea" or "option" && Controls.IsDisabled(element))
        || element.Closest("[aria-disabled=true]") is not null;

    private static string Words(IElement element)
    {
        var written = $"{PageText.Of(element)} {element.GetAttribute("value")} {element.GetAttribute("title")}";
        var words = string.Join(' ', written.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return $"{element.LocalName} '{(words.Length <= 40 ? words : words[..40] + "…")}'";
    }

    [GeneratedRegex(@"(^|[\s_-])(disabled?|current|active|selected)($|[\s_-])", RegexOptions.IgnoreCase)]
    private static partial Regex Off();
}
