using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Core.Adapters.Grammar;

/// <summary>The shapes of single values.</summary>
internal static partial class Basics
{
    // What YAML calls a number or a flag is a text where a text belongs; an editor must not complain.
    private static JsonArray AnyScalar => new("string", "number", "boolean");

    public static readonly TextShape<string> Text = new("a text", t => t, t => t, () => new() { ["type"] = AnyScalar });

    public static readonly TextShape<bool> Flag = new(
        "true or false",
        t => t switch { "true" => true, "false" => false, _ => throw new FormatException($"expected true or false, found '{t}'") },
        f => f ? "true" : "false",
        () => new() { ["type"] = "boolean" },
        plain: true)
    {
        Words = ["true", "false"],
    };

    /// <summary>A flag that may be left out.</summary>
    public static readonly ViewShape<bool?, bool> MaybeFlag = new(Flag, f => f, f => f!.Value);

    public static readonly TextShape<decimal?> Number = new(
        "a number",
        t => decimal.TryParse(t, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"expected a number, found '{t}'"),
        n => n!.Value.ToString(CultureInfo.InvariantCulture),
        () => new() { ["type"] = "number" },
        plain: true);

    public static readonly TextShape<DateTimeOffset> Moment = new(
        "a moment such as 2026-11-23T09:00:00Z",
        t => DateTimeOffset.TryParse(t, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new FormatException($"expected a moment such as 2026-11-23T09:00:00Z, found '{t}'"),
        m => m.Offset == TimeSpan.Zero ? m.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture) : m.ToString("o", CultureInfo.InvariantCulture),
        () => new() { ["type"] = "string" });

    public static readonly TextShape<Template> Template = new("a text", ParseTemplate, t => t.Source, () => new() { ["type"] = AnyScalar });

    public static readonly TextShape<TextMatch> Match = new(
        "a text, or a pattern written /…/",
        t =>
        {
            var match = new TextMatch(ParseTemplate(t));
            if (match.IsPattern)
                ParseRegex(Literal(match.Source)[1..^1]);
            return t.Length == 0 ? throw new FormatException("an empty text is found everywhere; say what to look for") : match;
        },
        m => m.Source.Source,
        () => new() { ["type"] = AnyScalar });

    public static readonly TextShape<string> Css = new(
        "a CSS selector",
        t => CssSyntax.IsSelector(t) ? t : throw new FormatException($"'{t}' is not a CSS selector"),
        t => t,
        () => new() { ["type"] = "string" });

    public static readonly TextShape<Template> CssTemplate = new(
        "a CSS selector",
        t =>
        {
            var template = ParseTemplate(t);
            return CssSyntax.IsSelector(Literal(template)) ? template : throw new FormatException($"'{t}' is not a CSS selector");
        },
        t => t.Source,
        () => new() { ["type"] = "string" });

    public static readonly TextShape<Template> XPath = new(
        "an XPath",
        t =>
        {
            var template = ParseTemplate(t);
            try
            {
                System.Xml.XPath.XPathExpression.Compile(Literal(template));
                return template;
            }
            catch (System.Xml.XPath.XPathException e)
            {
                throw new FormatException($"'{t}' is not an XPath: {e.Message.TrimEnd('.')}");
            }
        },
        t => t.Source,
        () => new() { ["type"] = "string" });

    public static readonly TextShape<string> Pattern =
        new("a regular expression", ParseRegex, t => t, () => new() { ["type"] = AnyScalar, ["format"] = "regex" });

    public static readonly TextShape<string> JsonPath = new(
        "a path such as $.data.rows",
        t => JsonPathForm().IsMatch(t) ? t : throw new FormatException($"'{t}' is not a path such as $.data.rows or [2]"),
        t => t,
        () => new() { ["type"] = "string" });

    public static readonly TextShape<string> Charset = new(
        "the name of a character set",
        t => FindCharset(t) is null ? throw new FormatException($"character set '{t}' is not known; common ones are gb18030, gbk, big5, utf-8") : t,
        t => t,
        () => new() { ["type"] = "string" });

    public static readonly TextShape<Uri> Address = new(
        "an address such as http://host/",
        t => Uri.TryCreate(t, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 && url.UserInfo.Length == 0
            ? url
            : throw new FormatException($"expected an address such as http://host/ (http or https, no user or password in it), found '{t}'"),
        u => u.OriginalString,
        () => new() { ["type"] = "string", ["format"] = "uri", ["pattern"] = "^https?://" });

    public static readonly TextShape<string> Host = new(
        "a host",
        t => HostForm().IsMatch(t) ? t : throw new FormatException($"'{t}' is not a host; write host, host:port or *.domain, without http://"),
        t => t,
        () => new() { ["type"] = "string", ["pattern"] = HostPattern });

    /// <summary>A whole number.</summary>
    public static TextShape<int> Count(int least, int most) => new(
        "a whole number",
        t => ParseCount(t, least, most),
        n => n.ToString(CultureInfo.InvariantCulture),
        () => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
        plain: true);

    /// <summary>A whole number that may be left out.</summary>
    public static ViewShape<int?, int> Maybe(int least, int most) => new(Count(least, most), n => n, n => n!.Value);

    /// <summary>One of a closed list of words.</summary>
    public static TextShape<T> Word<T>(string expected, params (string Word, T Value)[] words) => new(
        expected,
        t => words.FirstOrDefault(w => w.Word == t) is { Word: not null } found
            ? found.Value
            : throw new FormatException($"'{Shown(t)}' is not {expected} ({string.Join(", ", words.Select(w => w.Word))})"),
        v => words.First(w => EqualityComparer<T>.Default.Equals(w.Value, v)).Word,
        () => new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w.Word)]) })
    {
        Words = [.. words.Select(w => w.Word)],
    };

    /// <summary>A name that follows a form.</summary>
    public static TextShape<string> Named(string expected, Regex form) => new(
        expected,
        t => form.IsMatch(t) ? t : throw new FormatException($"'{Shown(t)}' is not {expected}"),
        t => t,
        () => new() { ["type"] = "string", ["pattern"] = form.ToString() });

    /// <summary>The template with a harmless word for every reference, to judge the syntax of what it makes.</summary>
    public static string Literal(Template template)
    {
        var values = new TemplateValues();
        foreach (var name in template.References)
            values[name] = "x";
        return template.Fill(values) ?? "";
    }

    public static Encoding? FindCharset(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Template ParseTemplate(string text) => Steps.Template.Parse(text);

    private static string ParseRegex(string text)
    {
        try
        {
            _ = Regex.Match("", text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return text;
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"not a regular expression: {e.Message.TrimEnd('.')}");
        }
    }

    private static int ParseCount(string text, int least, int most)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw new FormatException($"expected a whole number, found '{Shown(text)}'");
        return number >= least && number <= most ? number : throw new FormatException($"expected a whole number from {least} to {most}, found {number}");
    }

    private static string Shown(string text) => (text.Length > 60 ? text[..60] + "…" : text).ReplaceLineEndings(" ");

    private const string HostPattern = @"^(\*\.)?([A-Za-z0-9_]([A-Za-z0-9_\-]*[A-Za-z0-9_])?)(\.[A-Za-z0-9_]([A-Za-z0-9_\-]*[A-Za-z0-9_])?)*(:[0-9]{1,5})?$";

    [GeneratedRegex(HostPattern)]
    private static partial Regex HostForm();

    [GeneratedRegex(@"^\$?(\.?[\p{L}_@\-][\p{L}\p{Nd}_@\-]*|\[(\d+|'[^']*'|""[^""]*""|\*)\])*(\.[\p{L}\p{Nd}_@\-]+|\[(\d+|'[^']*'|""[^""]*""|\*)\])*$")]
    private static partial Regex JsonPathForm();
}
