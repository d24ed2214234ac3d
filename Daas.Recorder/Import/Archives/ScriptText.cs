using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Daas.Recorder.Import.Archives;

/// <summary>What clicking an element says to do.</summary>
internal static partial class ScriptText
{
    private const int Longest = 600;

    /// <summary>In the element itself; empty when it has no script.</summary>
    public static string Own(IElement element) => Unescaped(
        $"{element.GetAttribute("onclick")} {element.GetAttribute("ondblclick")} {(Address(element))}".Trim());

    /// <summary>Also in the functions that it calls, two deep.</summary>
    /// <param name="element">It.</param>
    /// <param name="scripts">What the scripts of its page say.</param>
    public static string Said(IElement element, string scripts)
    {
        var text = Own(element);
        foreach (var name in Calls(text).Take(3))
        {
            if (Body(scripts, name) is not { } body)
                continue;
            text += body;
            foreach (var inner in Calls(body).Take(8))
                text += Body(scripts, inner);
        }

        return text;
    }

    private static string Address(IElement element) => element.GetAttribute("href") is { } href
        && href.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) ? href : "";

    private static string Unescaped(string text) => text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;

    private static IEnumerable<string> Calls(string text) => Call().Matches(text).Select(m => m.Groups[1].Value)
        .Where(n => n is not ("if" or "for" or "while" or "function")).Distinct();

    private static string? Body(string scripts, string function)
    {
        var at = scripts.IndexOf($"function {function}(", StringComparison.Ordinal);
        if (at < 0)
            at = scripts.IndexOf($"{function} = function", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var next = scripts.IndexOf("\nfunction ", at + 1, StringComparison.Ordinal);
        return scripts[(at + 9)..Math.Min(next < 0 ? scripts.Length : Math.Max(next, at + 9), Math.Min(scripts.Length, at + 9 + Longest))];
    }

    [GeneratedRegex(@"(?<![\w$])([A-Za-z_$][\w$]*)\s*\(")]
    private static partial Regex Call();
}
