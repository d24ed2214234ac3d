using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Server.Layout;
using Daas.Server.Studio.Drafts;

namespace Daas.Server.Studio.Home;

/// <summary>From what was filled in to a draft, or why not, in words.</summary>
internal static class Beginning
{
    /// <param name="wish">As filled in.</param>
    /// <param name="adapters">What is published, by id.</param>
    /// <param name="owner">The sitting that begins.</param>
    /// <param name="texts">The page's words.</param>
    /// <param name="problem">Why there is no draft.</param>
    public static StudioDraft? Read(BeginWish wish, IReadOnlyDictionary<string, Adapter> adapters, string owner, Texts texts, out string? problem)
    {
        problem = null;
        if (wish.Operation is not { } operation || !IsName(operation))
            return No("studio.begin.operation", out problem, wish.Operation ?? "");
        if (wish.Adapter is { } known)
        {
            return adapters.TryGetValue(known, out var adapter)
                ? New(adapter.Id, wish.Url is { } page && Address(page) is { } start ? start : adapter.Url, null)
                : No("studio.begin.gone", out problem, known);
        }

        if (wish.Url is not { } text || Address(text) is not { } url)
            return No("studio.begin.url", out problem, wish.Url ?? "");
        var id = wish.Id ?? Suggest(wish.Title, url);
        if (!IsName(id))
            return No("studio.begin.id", out problem, id);
        return adapters.ContainsKey(id) ? No("studio.begin.taken", out problem, id) : New(id, url, new StudioLimits(wish.PerMinute ?? 120, wish.Concurrency ?? 1));

        StudioDraft New(string adapter, Uri start, StudioLimits? limits) => new()
        {
            Id = "",
            Adapter = adapter,
            Title = limits is null ? null : wish.Title,
            Operation = operation,
            Url = start,
            Owner = owner,
            At = default,
            Limits = limits,
        };

        StudioDraft? No(string key, out string? why, string given)
        {
            why = texts.Format(key, given);
            return null;
        }
    }

    /// <summary>Small letters, digits and hyphens, as in every address of the API.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 60 && char.IsAsciiLetterLower(text[0]) && text[^1] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static Uri? Address(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    private static string Suggest(string? title, Uri url)
    {
        var named = title is null ? "" : DraftNames.Suggest(title);
        var slug = string.Concat((named.Length > 0 ? named : url.Host).Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-')).Trim('-');
        return slug.Length > 0 && char.IsAsciiLetterLower(slug[0]) ? slug : $"system-{slug}";
    }
}
