using System.Globalization;
using System.Text.Json;
using Daas.Core.Extraction.Documents;
using Daas.Core.Steps;

namespace Daas.Core.Extraction.Answers;

/// <summary>The JSON answers of a page: those it fetched, then the page itself where it is one.</summary>
internal static class JsonAnswers
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 256 };

    /// <summary>The last answer that has <paramref name="path"/> and comes from <paramref name="from"/>; null when none does.</summary>
    public static JsonElement? Find(PageView page, JsonPath path, TextMatch? from)
    {
        for (var i = page.Json.Count - 1; i >= 0; i--)
        {
            var answer = page.Json[i];
            if ((from is null || from.Find(answer.Url.OriginalString, TemplateValues.None) is not null) && answer.Root is { } root
                && path.Find(root) is not null)
                return root;
        }

        foreach (var frame in page.Frames)
        {
            if ((from is null || from.Find(frame.Url.OriginalString, TemplateValues.None) is not null) && frame.Json is { } root && path.Find(root) is not null)
                return root;
        }

        return null;
    }

    /// <summary>JSON, also with a byte order mark or wrapped in a call (JSONP); null when it is not JSON.</summary>
    public static JsonElement? Parse(string text)
    {
        var json = text.AsMemory().Trim("\uFEFF \t\r\n");
        if (json.IsEmpty)
            return null;
        var first = json.Span[0];
        if (first is not ('{' or '[' or '"'))
        {
            if (Unwrap(json) is not { } inner)
                return null;
            json = inner;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value as text: strings as they are, numbers as written; objects and arrays as JSON; null for null.</summary>
    public static string? Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };

    /// <summary>A whole number that may be written as a string; null when it is none.</summary>
    public static int? Count(JsonElement value) =>
        int.TryParse(Words(value), NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>What is in the parentheses of <c>callback({…});</c>; null when the text is no such call.</summary>
    private static ReadOnlyMemory<char>? Unwrap(ReadOnlyMemory<char> text)
    {
        var span = text.Span;
        var open = span.IndexOf('(');
        if (open <= 0 || open > 200)
            return null;
        foreach (var c in span[..open].Trim())
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '$' or '.' or '[' or ']' or '\'' or '"' or '/' or '*' or ' '))
                return null;
        }

        var close = span.LastIndexOf(')');
        return close <= open || !span[(close + 1)..].Trim(" ;\r\n\t").IsEmpty ? null : text[(open + 1)..close];
    }
}
