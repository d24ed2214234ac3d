using System.Text.RegularExpressions;

namespace Daas.Core.Steps;

/// <summary>Words to look for: a part of a text after folding white space, or a regular expression when written <c>/…/</c>. May hold references.</summary>
/// <param name="Source">As the script has it.</param>
public sealed record TextMatch(Template Source)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public bool IsPattern => Source.Source is ['/', _, .., '/'];

    public static implicit operator TextMatch(string source) => new(Template.Parse(source));

    /// <summary>
    /// The part of <paramref name="folded"/> that matches (its group <c>reason</c> where the pattern has one); null when none does or a
    /// reference has no value.
    /// </summary>
    public string? Find(string folded, TemplateValues values)
    {
        if (Source.Fill(values) is not { } text)
            return null;
        if (!IsPattern)
            return folded.Contains(text, StringComparison.Ordinal) ? text : null;
        var match = Regex.Match(folded, text[1..^1], RegexOptions.CultureInvariant, Patience);
        return !match.Success ? null : match.Groups["reason"] is { Success: true } reason ? reason.Value : match.Value;
    }

    public override string ToString() => Source.Source;
}
