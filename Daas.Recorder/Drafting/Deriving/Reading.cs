using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Adapters;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>How a value is taken out of an answer that has it: by name where there is one, never by its place among others.</summary>
internal static partial class Reading
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly string[] Attributes = ["href", "action", "src", "onclick", "data-url", "data-id", "data-token", "content"];

    /// <summary>Ways to take it, the surest first; the name is left open.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="value">What is looked for.</param>
    /// <param name="name">Name of the field that it is for.</param>
    /// <param name="rule">Where it may be looked for.</param>
    public static IEnumerable<(ExchangeRead Read, string Because)> Of(Traced answer, string value, string name, DerivingRule rule)
    {
        if (answer.Json is not null)
        {
            foreach (var path in Paths(answer, value).OrderBy(p => p.EndsWith("." + name, StringComparison.OrdinalIgnoreCase) ? 0 : 1))
                yield return (new ExchangeRead { Name = "", Json = path }, $"the answer to {answer.Asks} has it at {path}");
        }

        if (rule != DerivingRule.Whole || answer.Page is not { } page)
            yield break;
        foreach (var field in PageParts.ControlsIn(page.Document).Where(e => Controls.Value(e) == value && !Controls.IsTick(e)))
        {
            if (Css(page.Document, field) is { } css)
                yield return (new ExchangeRead { Name = "", Css = css }, $"the field {css} of {answer.Asks} has it");
        }

        foreach (var element in page.Document.QuerySelectorAll("input[type=hidden],meta[content]").Where(e => (e.GetAttribute("value") ?? e.GetAttribute("content")) == value))
        {
            if (Css(page.Document, element) is { } css)
            {
                yield return (new ExchangeRead { Name = "", Css = css, Attribute = element.LocalName == "meta" ? "content" : null },
                    $"{(element.LocalName == "meta" ? "the entry" : "the hidden field")} {css} of {answer.Asks} has it");
            }
        }

        foreach (var script in page.Document.Scripts.Where(s => !s.HasAttribute("src")))
        {
            if (Pattern(script.TextContent, value, name) is { } pattern)
                yield return (new ExchangeRead { Name = "", Script = pattern }, $"a script in the page of {answer.Asks} has it");
        }

        foreach (var element in page.Document.All.Where(e => Attributes.Any(a => e.GetAttribute(a)?.Contains(value, StringComparison.Ordinal) == true)).Take(20))
        {
            var attribute = Attributes.First(a => element.GetAttribute(a)?.Contains(value, StringComparison.Ordinal) == true);
            var text = element.GetAttribute(attribute)!;
            if (ListRow.Of(element) is null && Css(page.Document, element) is { } css && Pattern(text, value, name) is { } pattern)
                yield return (new ExchangeRead { Name = "", Css = css, Attribute = attribute, Pattern = pattern }, $"{attribute} of {css} in {answer.Asks} has it");
        }
    }

    /// <summary>A pattern whose first match in a text is the value, told by the words before it.</summary>
    public static string? Pattern(string text, string value, string name)
    {
        string[] heads = name.Length > 0
            ? [$@"\b{Regex.Escape(name)}[""']?\s*[:=,]\s*[""']?", $@"[?&]{Regex.Escape(name)}=", $@"{Regex.Escape(name)}\W{{1,4}}"]
            : [];
        var at = text.IndexOf(value, StringComparison.Ordinal);
        var before = at < 0 ? "" : text[Math.Max(0, at - 24)..at];
        before = before[(before.LastIndexOfAny(['\n', '\r', ';', '{']) + 1)..].TrimStart();
        if (before.Length >= 3)
            heads = [.. heads, Regex.Escape(before)];
        return heads.Select(h => h + @"([^""'&;,\s<>)]+)").FirstOrDefault(p => First(p, text) == value);
    }

    /// <summary>A pattern over JSON that finds a value in the entry that also has what was given; null when no entry has both.</summary>
    /// <param name="json">The answer's text.</param>
    /// <param name="value">What is looked for.</param>
    /// <param name="words">What was given.</param>
    /// <param name="input">Its name.</param>
    public static string? Paired(string json, string value, string words, string input)
    {
        foreach (Match entry in Entry().Matches(json))
        {
            var members = Member().Matches(entry.Value).ToList();
            var key = members.Find(m => Plain(m) == words);
            var code = members.Find(m => m != key && Plain(m) == value);
            if (key is null || code is null)
                continue;
            var (given, found) = ($"\"{Regex.Escape(key.Groups["name"].Value)}\"\\s*:\\s*\"?${{{input}}}\"?(?=[,}}\\s])",
                $"\"{Regex.Escape(code.Groups["name"].Value)}\"\\s*:\\s*\"?([^\",}}]+)");
            return code.Index < key.Index ? $"{found}[^{{}}]*?{given}" : $"{given}[^{{}}]*?{found}";
        }

        return null;

        static string Plain(Match member) => Regex.Unescape(member.Groups["text"].Success ? member.Groups["text"].Value : member.Groups["number"].Value);
    }

    /// <summary>The option of a list whose code a value is, found by its words.</summary>
    public static ExchangeRead? OptionOf(Traced answer, string value, string words, string input)
    {
        foreach (var select in answer.Page!.Document.QuerySelectorAll("select").OfType<AngleSharp.Html.Dom.IHtmlSelectElement>())
        {
            if (Controls.Options(select).Find(o => Controls.ValueOf(o) == value && Controls.Text(o) == words) is null)
                continue;
            var name = select.GetAttribute("name") ?? select.Id;
            var by = select.HasAttribute("name") ? "name" : "id";
            if (name is { Length: > 0 } && !name.Contains('\''))
                return new ExchangeRead { Name = "", Find = new Locator([new Way { XPath = $"//select[@{by}='{name}']/option[normalize-space()='${{{input}}}']" }]), Attribute = "value" };
        }

        return null;
    }

    /// <summary>What such a read gives on an answer; null when nothing.</summary>
    public static string? Try(ExchangeRead read, Traced answer)
    {
        switch (read)
        {
            case { Json: { } path }:
                return answer.Json is { } json ? new Daas.Core.Extraction.PageView { Url = answer.Exchange.Url, Frames = [], Json = [json] }.JsonText(path) : null;
            case { Css: { } css }:
                var element = answer.Page?.Document.QuerySelector(css.Source);
                var text = element is null ? null : read.Attribute is { } attribute ? element.GetAttribute(attribute) : element.GetAttribute("value") ?? Names.ValueOf(element);
                return text is null || read.Pattern is null ? text : First(read.Pattern, text);
            case { Script: { } pattern }:
                return answer.Page?.Document.Scripts.Where(s => !s.HasAttribute("src")).Select(s => First(pattern, s.TextContent)).FirstOrDefault(v => v is not null);
            default:
                return null;
        }
    }

    private static string? First(string pattern, string text)
    {
        try
        {
            var match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, Patience);
            return match.Success ? match.Groups.Values.Skip(1).FirstOrDefault(g => g.Success)?.Value ?? match.Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static string? Css(IDocument document, IElement element)
    {
        var name = element.GetAttribute("name");
        var candidates = new List<string>();
        if (name is { Length: > 0 } && !Generated.IsName(name))
            candidates.Add($"{element.LocalName}[name=\"{name.Replace("\"", "\\\"")}\"]");
        candidates.AddRange(SteadyCss.Of(element));
        return candidates.Find(css => document.QuerySelectorAll(css) is [var only] && only == element);
    }

    /// <summary>Places of a JSON answer that hold a value, without those inside lists: which entry it is would be chance.</summary>
    private static IEnumerable<string> Paths(Traced answer, string value)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(answer.Json!.Text);
        }
        catch (JsonException)
        {
            return [];
        }

        using (json)
            return [.. In(json.RootElement, "$")];

        IEnumerable<string> In(JsonElement at, string path)
        {
            switch (at.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in at.EnumerateObject().Where(p => p.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')))
                    {
                        foreach (var found in In(property.Value, $"{path}.{property.Name}"))
                            yield return found;
                    }

                    break;
                case JsonValueKind.String when at.GetString() == value:
                case JsonValueKind.Number when at.GetRawText() == value:
                    yield return path;
                    break;
            }
        }
    }

    // The innermost ones: an entry that holds lists is more than one record.
    [GeneratedRegex(@"\{(?:[^{}""]|""(?:[^""\\]|\\.)*"")*\}")]
    private static partial Regex Entry();

    [GeneratedRegex(@"""(?<name>[^""\\]+)""\s*:\s*(?:""(?<text>(?:[^""\\]|\\.)*)""|(?<number>-?\d+(?:\.\d+)?))")]
    private static partial Regex Member();
}
