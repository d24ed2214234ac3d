using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Daas.Core.Steps;

/// <summary>
/// Text with references: <c>${name}</c> (an input or a value read by an earlier step), <c>${name:yyyy年M月d日}</c> (a date or number so
/// formatted), <c>${credential.user}</c>, <c>${credential.password}</c>, <c>${page}</c>; <c>\${</c> stands for a literal <c>${</c>.
/// A dollar before a reference is a dollar: <c>Page$${page}</c> is <c>Page$2</c> on page 2.
/// </summary>
public sealed partial class Template : IEquatable<Template>
{
    private readonly IReadOnlyList<Part> _parts;

    private Template(string source, IReadOnlyList<Part> parts)
    {
        Source = source;
        _parts = parts;
    }

    /// <summary>The text as the script has it.</summary>
    public string Source { get; }

    /// <summary>Names referred to, in order, without formats.</summary>
    public IEnumerable<string> References => _parts.Where(p => p.IsReference).Select(p => p.Text);

    public bool IsLiteral => _parts.All(p => !p.IsReference);

    /// <summary>True when it holds a secret, whose value must never be shown.</summary>
    public bool IsSecret => References.Any(r => r.StartsWith("credential.", StringComparison.Ordinal) && r != "credential.user");

    /// <exception cref="FormatException">A <c>${</c> is not closed, or what it holds is not a name.</exception>
    public static Template Parse(string source)
    {
        var parts = new List<Part>();
        var literal = new StringBuilder();
        for (var i = 0; i < source.Length;)
        {
            if (source.AsSpan(i).StartsWith("\\${"))
            {
                literal.Append("${");
                i += 3;
            }
            else if (source.AsSpan(i).StartsWith("${"))
            {
                var end = source.IndexOf('}', i);
                if (end < 0)
                    throw new FormatException($"'{source}' opens a ${{ that is not closed");
                var match = Reference().Match(source, i + 2, end - i - 2);
                if (!match.Success)
                    throw new FormatException($"'{source[i..(end + 1)]}' is not a reference; write ${{name}} or ${{name:format}}");
                if (literal.Length > 0)
                    parts.Add(new Part(literal.ToString(), null, false));
                literal.Clear();
                parts.Add(new Part(match.Groups["name"].Value, match.Groups["format"] is { Success: true } f ? f.Value : null, true));
                i = end + 1;
            }
            else
            {
                literal.Append(source[i++]);
            }
        }

        if (literal.Length > 0)
            parts.Add(new Part(literal.ToString(), null, false));
        return new Template(source, parts);
    }

    public static implicit operator Template(string source) => Parse(source);

    /// <summary>The text with every reference replaced; null when one has no value.</summary>
    public string? Fill(TemplateValues values) => Fill(values, static (_, value) => value);

    /// <summary>
    /// An address with every reference replaced and percent-encoded in the system's charset; null when one has no value. A reference at the very
    /// start stands for an address itself (a link read earlier) and stays as it is.
    /// </summary>
    public string? FillAddress(TemplateValues values, Encoding charset) =>
        Fill(values, (index, value) => index == 0 ? value : Escaped(value, charset));

    /// <summary>The text with every reference replaced, one without a value by nothing.</summary>
    public string FillWhole(TemplateValues values) => string.Concat(_parts.Select(p => p.IsReference ? values.Find(p.Text, p.Format) ?? "" : p.Text));

    /// <summary>JSON with every reference replaced, its value escaped as inside a JSON string; null when one has no value.</summary>
    public string? FillJson(TemplateValues values) =>
        Fill(values, static (_, value) => JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString());

    /// <summary>The source of a template that stands for this text as it is, whatever references it seems to hold.</summary>
    public static string Escape(string text) => text.Replace("${", "\\${", StringComparison.Ordinal);

    /// <summary>The same template with other sources in place of references.</summary>
    /// <param name="put">For a name and its format the source that takes the reference's place; null leaves it as it is.</param>
    /// <exception cref="FormatException">What comes of it is no template.</exception>
    public Template Replace(Func<string, string?, string?> put)
    {
        var source = string.Concat(_parts.Select(p => !p.IsReference ? Escape(p.Text)
            : put(p.Text, p.Format) ?? (p.Format is null ? $"${{{p.Text}}}" : $"${{{p.Text}:{p.Format}}}")));
        return source == Source ? this : Parse(source);
    }

    /// <summary>A regular expression with every reference replaced by what matches exactly its value; null when one has no value.</summary>
    public string? FillPattern(TemplateValues values) => Fill(values, static (_, value) => Regex.Escape(value));

    private string? Fill(TemplateValues values, Func<int, string, string> shape)
    {
        if (_parts is [{ IsReference: false } only])
            return only.Text;
        var text = new StringBuilder();
        for (var i = 0; i < _parts.Count; i++)
        {
            if (!_parts[i].IsReference)
                text.Append(_parts[i].Text);
            else if (values.Find(_parts[i].Text, _parts[i].Format) is { } value)
                text.Append(shape(i, value));
            else
                return null;
        }

        return text.ToString();
    }

    private static string Escaped(string value, Encoding charset)
    {
        var text = new StringBuilder();
        foreach (var octet in charset.GetBytes(value))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
                text.Append((char)octet);
            else
                text.Append('%').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    public bool Equals(Template? other) => other is not null && other.Source == Source;

    public override bool Equals(object? obj) => Equals(obj as Template);

    public override int GetHashCode() => Source.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Source;

    [GeneratedRegex(@"^(?<name>[\p{L}_][\p{L}\p{Nd}_.\-]*)(:(?<format>[^}]+))?$")]
    private static partial Regex Reference();

    private sealed record Part(string Text, string? Format, bool IsReference);
}
