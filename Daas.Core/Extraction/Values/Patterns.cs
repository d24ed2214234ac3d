using System.Text.RegularExpressions;

namespace Daas.Core.Extraction.Values;

/// <summary>Regular expressions of adapters: culture-free, and given up after one second, because pages are hostile at times.</summary>
internal static class Patterns
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <exception cref="FormatException">Not a regular expression.</exception>
    public static Regex Read(string pattern, string where)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"{where}: '{pattern}' is not a regular expression: {e.Message}", e);
        }
    }

    /// <summary>The first group that took part, or else the whole match; null without a match.</summary>
    public static string? Pick(Regex pattern, string text)
    {
        var match = pattern.Match(text);
        if (!match.Success)
            return null;
        for (var i = 1; i < match.Groups.Count; i++)
        {
            if (match.Groups[i].Success)
                return match.Groups[i].Value;
        }

        return match.Value;
    }
}
