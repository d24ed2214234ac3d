using System.Text;

namespace Daas.Recorder.Evidence.Redaction.Codings;

/// <summary>A coded text taken apart: its characters, and where in the text each of them is.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Places">For each character start and length of what codes it; of a character's second half the length is 0.</param>
internal sealed record Coded(string Text, IReadOnlyList<(int Start, int Length)> Places)
{
    /// <summary>The coded text again, where <paramref name="made"/> says other characters in their coding; all else as it was.</summary>
    /// <param name="source">The coded text.</param>
    /// <param name="made">As long as <see cref="Text"/>.</param>
    /// <param name="code">Codes a character as the text coded the one in its place.</param>
    public string With(string source, string made, Func<string, string, string> code)
    {
        var result = new StringBuilder(source.Length);
        var done = 0;
        for (var i = 0; i < made.Length; i++)
        {
            if (made[i] == Text[i] || Places[i].Length == 0)
                continue;
            result.Append(source, done, Places[i].Start - done);
            var whole = char.IsHighSurrogate(made[i]) && i + 1 < made.Length ? made.Substring(i, 2) : made[i].ToString();
            result.Append(code(source.Substring(Places[i].Start, Places[i].Length), whole));
            done = Places[i].Start + Places[i].Length;
        }

        return result.Append(source, done, source.Length - done).ToString();
    }
}
