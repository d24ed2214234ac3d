namespace Daas.Recorder.Drafting;

/// <summary>What the drafted scripts are called.</summary>
/// <param name="Adapter">Id of the adapter.</param>
/// <param name="Operation">Id of the operation.</param>
public sealed record DraftNames(string Adapter, string Operation)
{
    /// <summary>An id made of words: English where they are known, else spelt in pinyin; small letters, digits and hyphens. Empty when nothing can be made of them.</summary>
    public static string Suggest(string words)
    {
        var spelt = string.Concat(EnglishNames.Of(words, null, "").Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : char.IsAsciiLetterOrDigit(c) ? c.ToString() : "-"));
        return string.Join('-', spelt.Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
