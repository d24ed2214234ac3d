using System.Globalization;
using System.Text.RegularExpressions;

namespace Daas.Core.Adapters;

/// <summary>The line <c>proved:</c> below an operation's <c>http:</c>, changed in its script's text; everything else, comments too, stays as it is.</summary>
public static partial class ProvedLine
{
    /// <summary>As the script has it, such as <c>proved: { at: 2026-11-23T09:00:00Z, inputs: 3, rows: 412 }</c>.</summary>
    public static string Words(Proof proof) => string.Create(CultureInfo.InvariantCulture,
        $"proved: {{ at: {proof.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}Z, inputs: {proof.Inputs}, rows: {proof.Rows} }}");

    /// <summary>The text with another proof, or with none.</summary>
    /// <param name="script">Text of an operation's file.</param>
    /// <param name="proof">Null: the line is taken away.</param>
    /// <returns>Null where the text has no <c>http:</c> with lines of its own below it.</returns>
    public static string? Put(string script, Proof? proof)
    {
        if (Http().Match(script) is not { Success: true } http)
            return null;
        var at = http.Index + http.Length;
        var (indent, end) = (http.Groups["indent"].Value, http.Groups["end"].Value);
        if (Proved().Match(script, at) is { Success: true } line && line.Groups["indent"].Value == indent && !Outside().IsMatch(script[at..line.Index]))
        {
            var put = proof is null ? "" : $"{indent}{Words(proof)}{line.Groups["rest"].Value}{line.Groups["end"].Value}";
            return string.Concat(script.AsSpan(0, line.Index), put, script.AsSpan(line.Index + line.Length));
        }

        return proof is null ? script : script.Insert(at, $"{indent}{Words(proof)}{end}");
    }

    // The key itself, what comments and empty lines follow it, and how far what it holds is moved in.
    [GeneratedRegex(@"^http:[ \t]*(#[^\r\n]*)?(?<end>\r?\n)([ \t]*(#[^\r\n]*)?\r?\n)*(?=(?<indent>[ \t]+)\S)", RegexOptions.Multiline)]
    private static partial Regex Http();

    [GeneratedRegex(@"^(?<indent>[ \t]+)proved:[ \t]*\{[^\r\n}]*\}(?<rest>[ \t]*(#[^\r\n]*)?)(?<end>\r?\n|\z)", RegexOptions.Multiline)]
    private static partial Regex Proved();

    // A key that is not below http any more.
    [GeneratedRegex(@"^[^\s#]", RegexOptions.Multiline)]
    private static partial Regex Outside();
}
