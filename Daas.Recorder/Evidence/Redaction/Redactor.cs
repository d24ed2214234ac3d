using System.Text;
using Daas.Core.Extraction;
using Daas.Recorder.Evidence.Redaction.Codings;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>
/// Puts invented values in place of personal ones, in whatever coding a text has them: plain, as character references, escaped, percent-encoded in UTF-8 or
/// GB 18030, in base64. What it gives is as long as what it got, tokens aside. Pure: same text, same result.
/// </summary>
internal sealed class Redactor
{
    private const int MostLayers = 3;
    private const int LongEnough = 2_000;

    private readonly PersonalValues _values;
    private readonly Tokens _tokens;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<(byte[] Real, byte[] Made)>> _bytes = [];

    public Redactor(PersonalValues values, Tokens tokens)
    {
        _values = values;
        _tokens = tokens;
        foreach (var (real, made) in values.Spellings.SelectMany(InBytes).Where(b => b.Real.Length > 4 && b.Real.Length == b.Made.Length)
            .OrderByDescending(b => b.Real.Length))
        {
            var start = (real[0] << 8) | real[1];
            if (!_bytes.TryGetValue(start, out var there))
                _bytes[start] = there = [];
            there.Add((real, made));
        }
    }

    public PersonalValues Values => _values;

    public string Text(string text)
    {
        if (text.Length < LongEnough)
            return Piece(text);
        // No value goes over a line or from one element into the next, and most lines of a page are on the next page, too.
        var made = new StringBuilder(text.Length);
        for (var (from, at) = (0, 0); from < text.Length; from = at)
        {
            for (at = from + 1; at < text.Length && text[at - 1] != '\n' && (text[at - 1] != '>' || text[at] != '<');)
                at++;
            made.Append(Piece(text[from..at]));
        }

        return made.ToString();
    }

    public Uri Address(Uri url) => Text(url.OriginalString) is var text && text != url.OriginalString && Uri.TryCreate(text, UriKind.Absolute, out var made)
        ? made : url;

    /// <summary>True when a personal value is in it, in any coding.</summary>
    public bool Finds(string text) => Layer(text, 0) != text;

    private string Piece(string text)
    {
        if (!_known.TryGetValue(text, out var made))
            _known[text] = made = Layer(_tokens.Mask(text), 0);
        return made;
    }

    private string Layer(string text, int depth)
    {
        text = Plain(text);
        if (depth >= MostLayers)
            return text;
        text = Escapes.Apply(text, inner => Layer(inner, depth + 1));
        text = Percents.Apply(text, inner => Layer(inner, depth + 1));
        return Base64.Apply(text, bytes => Bytes(bytes, depth + 1));
    }

    private string Plain(string text)
    {
        StringBuilder? made = null;
        var done = 0;
        for (var at = 0; at < text.Length;)
        {
            if (_values.At(text, at) is not { } found)
            {
                at++;
                continue;
            }

            if (found.Made != found.Text)
            {
                (made ??= new StringBuilder(text.Length)).Append(text, done, at - done).Append(found.Made);
                done = at + found.Text.Length;
            }

            at += found.Text.Length;
        }

        return made is null ? text : made.Append(text, done, text.Length - done).ToString();
    }

    private bool Bytes(byte[] bytes, int depth)
    {
        var changed = false;
        for (var at = 0; at + 1 < bytes.Length; at++)
        {
            if (!_bytes.TryGetValue((bytes[at] << 8) | bytes[at + 1], out var there))
                continue;
            foreach (var (real, made) in there)
            {
                if (!bytes.AsSpan(at).StartsWith(real))
                    continue;
                made.CopyTo(bytes, at);
                at += made.Length - 1;
                changed = true;
                break;
            }
        }

        if (bytes.Length < 12 || depth >= MostLayers || !IsAscii(bytes))
            return changed;
        // A text in base64 may itself be escaped.
        var text = Encoding.ASCII.GetString(bytes);
        var again = Layer(text, depth);
        if (again == text || again.Length != text.Length)
            return changed;
        Encoding.ASCII.GetBytes(again).CopyTo(bytes, 0);
        return true;
    }

    private static bool IsAscii(byte[] bytes) => bytes.AsSpan().IndexOfAnyExceptInRange((byte)9, (byte)126) < 0;

    private static IEnumerable<(byte[] Real, byte[] Made)> InBytes(Spelling spelling)
    {
        foreach (var charset in new[] { Encoding.UTF8, Charsets.Gb18030, Encoding.Unicode })
        {
            if (charset == Encoding.UTF8 || spelling.Text.Any(c => c > 127) || charset == Encoding.Unicode)
                yield return (charset.GetBytes(spelling.Text), charset.GetBytes(spelling.Made));
        }
    }
}
