using Daas.Core.Steps;

namespace Daas.Runtime.BrowserPath;

/// <summary>A locator with its references replaced, as the agent takes it.</summary>
internal static class WayWords
{
    /// <summary>One entry for each way; null where it refers to something that has no value. Null when that holds for all of them.</summary>
    public static Dictionary<string, object?>?[]? Of(Locator locator, TemplateValues values)
    {
        Dictionary<string, object?>?[] ways = [.. locator.Ways.Select(way => Of(way, values))];
        return ways.All(way => way is null) ? null : ways;
    }

    public static Dictionary<string, object?>? Of(Way way, TemplateValues values)
    {
        var words = new Dictionary<string, object?>();
        foreach (var (key, template) in new (string, Template?)[]
        {
            ("label", way.Label), ("name", way.Name), ("text", way.Text), ("css", way.Css), ("xpath", way.XPath), ("value", way.Value), ("title", way.Title),
            ("placeholder", way.Placeholder), ("header", way.Header), ("row", way.Row),
        })
        {
            if (template is null)
                continue;
            if (template.Fill(values) is not { } text)
                return null;
            words[key] = text;
        }

        if (way.Role is not null)
            words["role"] = way.Role;
        if (way.Nth is not null)
            words["nth"] = way.Nth;
        if (way.Exact is not null)
            words["exact"] = way.Exact;
        foreach (var (key, inner) in new[] { ("within", way.Within), ("frame", way.Frame) })
        {
            if (inner is null)
                continue;
            if (Of(inner, values) is not { } filled)
                return null;
            words[key] = filled;
        }

        return words;
    }
}
