using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Daas.Server.Layout;

/// <summary>The words of the pages in one language, from <c>texts.[feature.]language.json</c>. Every key is in every language; a key that is in none is a bug and throws.</summary>
public sealed class Texts
{
    private static readonly FrozenDictionary<string, Texts> All =
        new[] { "en", "zh-CN" }.ToFrozenDictionary(l => l, l => new Texts(l), StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, string> _words;

    private Texts(string language)
    {
        Language = language;
        var assembly = typeof(Texts).Assembly;
        _words = assembly.GetManifestResourceNames().Where(n => n.StartsWith("Layout/texts.", StringComparison.Ordinal) && n.EndsWith($".{language}.json", StringComparison.Ordinal))
            .SelectMany(n => Read(assembly.GetManifestResourceStream(n)!)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Dictionary<string, string> Read(Stream stream)
    {
        using (stream)
            return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    public static Texts English => All["en"];

    public static Texts Chinese => All["zh-CN"];

    /// <summary><c>en</c> or <c>zh-CN</c>; also the page's <c>lang</c>.</summary>
    public string Language { get; }

    public IEnumerable<string> Keys => _words.Keys;

    public string this[string key] => _words.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"no text '{key}' in {Language}");

    /// <summary>The text with <c>{0}</c>, <c>{1}</c> … replaced, each kept <see cref="Apart"/>; the caller formats numbers and dates invariantly.</summary>
    public string Format(string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, this[key], [.. values.Select(v => v is string words ? Apart.Of(words) : v)]);

    /// <summary>As <see cref="Format"/>, with <c>key.one</c> for exactly one where the language tells them apart.</summary>
    public string Count(string key, int count) => Format(count == 1 && _words.ContainsKey(key + ".one") ? key + ".one" : key, count);

    public bool Has(string key) => _words.ContainsKey(key);

    /// <summary>The texts of a language such as <c>zh-Hans</c>, <c>zh_CN.UTF-8</c> or <c>en-GB</c>; null when it is neither of the two.</summary>
    public static Texts? Find(string? language) => language switch
    {
        null => null,
        _ when language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) => Chinese,
        _ when language.StartsWith("en", StringComparison.OrdinalIgnoreCase) => English,
        _ => null,
    };

    /// <summary>The language chosen by the cookie, else wished for by the browser, else English.</summary>
    public static Texts For(HttpContext context)
    {
        if (Find(context.Request.Cookies[LanguageChoice.Cookie]) is { } chosen)
            return chosen;
        var wished = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1);
        return wished.Select(l => Find(l.Value.Value)).FirstOrDefault(t => t is not null) ?? English;
    }
}
