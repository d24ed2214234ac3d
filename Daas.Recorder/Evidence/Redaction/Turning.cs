using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>
/// Turns characters into others of the same class (vowel, consonant, digit, ideograph), by a key and by what stands before them: what begins alike begins alike
/// afterwards, and no two words of one class become the same. Without the key nobody turns them back.
/// </summary>
/// <param name="key">Secret; of the installation, or of the recording itself.</param>
internal sealed class Turning(byte[] key)
{
    private const string Vowels = "aeiou";
    private const string Consonants = "bcdfghjklmnpqrstvwxyz";
    private const string Digits = "0123456789";

    /// <summary>A number of its own for every text.</summary>
    public uint Number(string use, string text) =>
        BinaryPrimitives.ReadUInt32LittleEndian(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(use + "\0" + text)));

    /// <summary>Another character of the class.</summary>
    /// <param name="one">One of the class; else it is taken for the place that its code tells.</param>
    /// <param name="of">All characters of the class.</param>
    /// <param name="use">What for.</param>
    /// <param name="before">What stands before it.</param>
    public char In(string of, char one, string use, string before)
    {
        var at = of.IndexOf(one, StringComparison.Ordinal);
        if (at < 0)
            return of[(int)(Number(use, before + one) % (uint)of.Length)];
        return of.Length == 1 ? one : of[(at + 1 + (int)(Number(use, before) % (uint)(of.Length - 1))) % of.Length];
    }

    public char Digit(char digit, string use, string before) => In(Digits, digit, use, before);

    /// <summary>Words and numbers, each by itself and whatever its case, so that a name reads alike in a mail address and turned round; all else
    /// stays.</summary>
    /// <param name="text">Of ASCII letters and digits; other letters stay as they are.</param>
    /// <param name="use">What for.</param>
    /// <param name="isKept">Words that stay.</param>
    public string Words(string text, string use, Func<string, bool>? isKept = null)
    {
        var turned = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiLetter(text[end]) || char.IsAsciiDigit(text[end]))
                && char.IsAsciiLetter(text[end]) == char.IsAsciiLetter(text[at]))
                end++;
            if (end == at)
            {
                turned.Append(text[at++]);
                continue;
            }

            var word = text[at..end].ToLowerInvariant();
            for (var i = 0; i < word.Length; i++)
                turned.Append(isKept?.Invoke(word) == true ? text[at + i] : One(text[at + i], word[i], use, word[..i]));
            at = end;
        }

        return turned.ToString();
    }

    private char One(char shown, char lower, string use, string before)
    {
        if (char.IsAsciiDigit(lower))
            return Digit(lower, use, before);
        var turned = In(Vowels.Contains(lower) ? Vowels : Consonants, lower, use, before);
        return char.IsAsciiLetterUpper(shown) ? char.ToUpperInvariant(turned) : turned;
    }
}
