using System.Text;
using System.Text.RegularExpressions;

namespace Daas.Recorder.Evidence.Redaction.Codings;

/// <summary>Base64, of text or of bytes with text among them.</summary>
internal static partial class Base64
{
    /// <param name="text">Any text.</param>
    /// <param name="redact">Changes the bytes in place, without changing how many there are; true when it did.</param>
    public static string Apply(string text, Func<byte[], bool> redact) => Runs().Replace(text, m =>
    {
        var run = m.Value;
        var isUrl = run.AsSpan().IndexOfAny("-_") >= 0;
        if (isUrl && run.AsSpan().IndexOfAny("+/") >= 0)
            return run;
        var bare = run.TrimEnd('=');
        var plain = isUrl ? bare.Replace('-', '+').Replace('_', '/') : bare;
        if (plain.Length % 4 == 1)
            return run;
        var bytes = new byte[(plain.Length * 3 / 4) + 3];
        if (!Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), bytes, out var count))
            return run;
        Array.Resize(ref bytes, count);
        if (!redact(bytes))
            return run;
        var made = Convert.ToBase64String(bytes).TrimEnd('=');
        return (isUrl ? made.Replace('+', '-').Replace('/', '_') : made) + run[bare.Length..];
    });

    [GeneratedRegex("[A-Za-z0-9+/_-]{7,}={0,2}")]
    private static partial Regex Runs();
}
