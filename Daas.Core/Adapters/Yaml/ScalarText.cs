using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Daas.Core.Adapters.Yaml;

/// <summary>One value as YAML text: plain where it can be, quoted where it must.</summary>
internal static partial class ScalarText
{
    /// <param name="text">The value.</param>
    /// <param name="inline">True inside braces or brackets, where more characters have a meaning.</param>
    public static string Write(string text, bool inline) =>
        NeedsEscapes(text) ? Escaped(text)
        : IsPlain(text, inline) ? text
        : $"'{text.Replace("'", "''")}'";

    /// <summary>True when the value reads better as a block of lines, and can be one.</summary>
    public static bool IsBlock(string text) =>
        text.Contains('\n') && !text.StartsWith('\n') && !text.Any(c => c != '\n' && NeedsEscape(c))
        && text.Split('\n') is var lines && lines[0] is [not (' ' or '\t'), ..];

    private static bool IsPlain(string text, bool inline) =>
        text.Length > 0
        && !ReservedStart().IsMatch(text)
        && text[^1] is not (' ' or ':')
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && !OtherMeaning().IsMatch(text)
        && !(inline && text.AsSpan().IndexOfAny(",[]{}") >= 0)
        && !(inline && text.Contains(':', StringComparison.Ordinal) && !InlineColon().IsMatch(text));

    private static bool NeedsEscapes(string text) => text.Any(NeedsEscape);

    private static bool NeedsEscape(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';

    private static string Escaped(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                _ when NeedsEscape(c) => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    // Characters that begin something else, and the marks of a document.
    [GeneratedRegex(@"\A([\s\-?:,\[\]{}#&*!|>'""%@`]|\.\.\.)")]
    private static partial Regex ReservedStart();

    // What is nothing, or more than a text, when it stands without quotes. Numbers and flags are texts where a text belongs.
    [GeneratedRegex(@"\A(~|null|<<|=)\z", RegexOptions.IgnoreCase)]
    private static partial Regex OtherMeaning();

    // Addresses and formats such as HH:mm stay as they are: no blank, quote or end follows the colon.
    [GeneratedRegex(@"\A([^:]|:[\p{L}\p{Nd}/$])*\z")]
    private static partial Regex InlineColon();
}
