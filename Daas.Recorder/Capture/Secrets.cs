using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Core.Extraction;

namespace Daas.Recorder.Capture;

/// <summary>
/// The passwords typed so far, known to this object alone, and their removal from whatever is kept: plain, as addresses and forms encode them, in base64, as hashes in
/// hex or base64. A hash with a salt cannot be told from any other word.
/// </summary>
internal sealed partial class Secrets
{
    public const string Password = "${credential.password}";
    public const string User = "${credential.user}";

    // Shorter words are found in places that have nothing to do with a password; they go where they stand as a whole value.
    private const int LeastPlain = 5;

    // No hash is shorter, and hardly a word of another meaning is as long.
    private const int LeastHidden = 16;

    private readonly Dictionary<string, (string Name, string Value)> _typing = [];
    private readonly List<(string Name, string Value)> _final = [];
    private readonly HashSet<string> _users = [];
    private List<(string Name, string Value, IReadOnlyList<string> Forms)>? _forms;

    /// <summary>What a password field holds at this moment.</summary>
    /// <param name="field">The same for the same field of the same document.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="value">Its value.</param>
    public void Tell(string field, string name, string value)
    {
        _forms = null;
        if (value.Length > 0)
            _typing[field] = (name, value);
    }

    /// <summary>What was typed last into a field stays known, whatever is typed into it later.</summary>
    public string? Settle(string field)
    {
        if (!_typing.TryGetValue(field, out var secret))
            return null;
        if (!_final.Contains(secret))
            _final.Add(secret);
        return secret.Value;
    }

    public void TellUser(string user)
    {
        _forms = null;
        _users.Add(user);
    }

    public Uri Clean(Uri url)
    {
        var text = url.OriginalString;
        var at = text.IndexOf('?', StringComparison.Ordinal);
        var clean = at < 0 ? Clean(text) : Clean(text[..at]) + "?" + Clean(Form(text[(at + 1)..]));
        return clean == text || !Uri.TryCreate(clean, UriKind.Absolute, out var made) ? url : made;
    }

    public string Clean(string text)
    {
        foreach (var (_, value, forms) in Forms())
        {
            foreach (var form in forms)
                text = text.Replace(form, Password, StringComparison.Ordinal);
            if (text == value && !_users.Contains(value))
                text = Password;
        }

        return text;
    }

    /// <summary>Markup: also a field's value that a page shows in plain.</summary>
    public string CleanHtml(string html)
    {
        foreach (var (_, value, _) in Forms())
            if (!_users.Contains(value))
                html = html.Replace($"value=\"{WebUtility.HtmlEncode(value)}\"", "value=\"\"", StringComparison.Ordinal);
        return Clean(html);
    }

    /// <summary>A request's or an answer's bytes, in whatever charset.</summary>
    public byte[] Clean(byte[] body, string? mediaType, bool request)
    {
        if (body.Length == 0 || Forms().Count == 0)
            return body;
        // One character a byte: what is not replaced comes back byte for byte.
        var text = Encoding.Latin1.GetString(body);
        var clean = text;
        if (request)
        {
            if (mediaType?.Contains("urlencoded", StringComparison.OrdinalIgnoreCase) != false)
                clean = Form(clean);
            else if (mediaType.Contains("multipart", StringComparison.OrdinalIgnoreCase))
                clean = Multipart(clean);
            if (mediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true)
                clean = Quoted().Replace(clean, m => IsHidden(m.Groups["name"].Value, m.Groups["value"].Value) ? $"{m.Groups["head"].Value}\"{Password}\"" : m.Value);
            foreach (var (name, value, _) in Forms())
            {
                var quoted = Latin(JsonSerializer.Serialize(value));
                clean = _users.Contains(value)
                    ? clean.Replace($"\"{name}\":{quoted}", $"\"{name}\":\"{Password}\"", StringComparison.Ordinal)
                    : clean.Replace(quoted, $"\"{Password}\"", StringComparison.Ordinal);
            }
        }

        foreach (var (_, _, forms) in Forms())
            foreach (var form in forms)
                clean = clean.Replace(Latin(form), Password, StringComparison.Ordinal).Replace(form, Password, StringComparison.Ordinal);
        return ReferenceEquals(clean, text) || clean == text ? body : Encoding.Latin1.GetBytes(clean);
    }

    private string Form(string form)
    {
        var pairs = form.Split('&');
        for (var i = 0; i < pairs.Length; i++)
        {
            var at = pairs[i].IndexOf('=', StringComparison.Ordinal);
            if (at < 0)
                continue;
            var (name, value) = (WebUtility.UrlDecode(pairs[i][..at]), pairs[i][(at + 1)..]);
            if (IsHidden(name, value) || (value.Length > 0 && Forms().Any(s => Is(s.Name, s.Value, name, WebUtility.UrlDecode(value)))))
                pairs[i] = pairs[i][..(at + 1)] + Password;
        }

        return string.Join('&', pairs);
    }

    private string Multipart(string body)
    {
        foreach (var (name, value, _) in Forms())
        {
            if (_users.Contains(value))
                body = body.Replace($"name=\"{name}\"\r\n\r\n{Latin(value)}\r\n", $"name=\"{name}\"\r\n\r\n{Password}\r\n", StringComparison.Ordinal);
            else
                body = body.Replace($"\r\n\r\n{Latin(value)}\r\n", $"\r\n\r\n{Password}\r\n", StringComparison.Ordinal);
        }

        return body;
    }

    // Encrypted, or hashed with a salt: known by the field's name alone.
    private bool IsHidden(string name, string value) => value.Length > 0
        && (Forms().Any(s => s.Name.Length > 0 && s.Name == name) || (Forms().Count > 0 && value.Length >= LeastHidden && Named().IsMatch(name)));

    // A password equal to the user's name is told from it by the field alone.
    private bool Is(string field, string secret, string name, string value) =>
        value == secret && (name == field || !_users.Contains(secret));

    private List<(string Name, string Value, IReadOnlyList<string> Forms)> Forms() =>
        _forms ??= [.. _final.Concat(_typing.Values).Distinct().Select(s => (s.Name, s.Value, FormsOf(s.Value)))];

    private IReadOnlyList<string> FormsOf(string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        var forms = new HashSet<string>();
        if (value.Length >= LeastPlain && !_users.Contains(value))
        {
            forms.UnionWith([value, Uri.EscapeDataString(value), WebUtility.UrlEncode(value), WebUtility.HtmlEncode(value)]);
            forms.UnionWith([JsonSerializer.Serialize(value)[1..^1], Percent(Charsets.Gb18030.GetBytes(value))]);
        }

        forms.Add(Convert.ToBase64String(utf8));
        forms.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.EscapeDataString(value))));
        foreach (var user in _users)
            forms.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{value}")));
        foreach (var digest in Digests(utf8))
        {
            var hex = Convert.ToHexStringLower(digest);
            forms.UnionWith([hex, hex.ToUpperInvariant(), Convert.ToBase64String(digest)]);
        }

        foreach (var base64 in forms.Where(f => f.EndsWith('=') || f.Contains('+') || f.Contains('/')).ToList())
            forms.UnionWith([base64.TrimEnd('='), Uri.EscapeDataString(base64), base64.TrimEnd('=').Replace('+', '-').Replace('/', '_')]);
        return [.. forms.Where(f => f.Length >= LeastPlain).OrderByDescending(f => f.Length)];
    }

    // Old sign-in pages hash; weak hashes are theirs, not ours.
#pragma warning disable CA5350, CA5351
    private static IEnumerable<byte[]> Digests(byte[] bytes)
    {
        var md5 = MD5.HashData(bytes);
        return [md5, SHA1.HashData(bytes), SHA256.HashData(bytes), SHA512.HashData(bytes), MD5.HashData(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(md5)))];
    }
#pragma warning restore CA5350, CA5351

    private static string Latin(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Percent(byte[] bytes) =>
        string.Concat(bytes.Select(b => b < 128 && (char.IsAsciiLetterOrDigit((char)b) || "-_.*".Contains((char)b)) ? ((char)b).ToString() : $"%{b:X2}"));

    [GeneratedRegex("passw|pwd|mima|密码|口令", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex("(?<head>\"(?<name>[^\"\\\\]{1,60})\"\\s*:\\s*)\"(?<value>(?:[^\"\\\\]|\\\\.)+)\"")]
    private static partial Regex Quoted();
}
