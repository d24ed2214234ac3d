using Daas.Core.Runs;

namespace Daas.Core.Extraction.Tables;

/// <summary>The drift to report when no table has all headers: what is missing, what is nearest to it, what is there.</summary>
internal static class MissingHeader
{
    public static RunError Error(HeaderName[] names, HeaderSearch search) => Error(names, search.Best, search.Others, "no table");

    public static RunError Error(HeaderName[] names, HeaderMatch? best, IReadOnlyList<string> others, string what)
    {
        var seen = best is { Found: > 0 } ? best.Seen : others;
        string[] missing = best is { Found: > 0 }
            ? [.. names.Where((n, i) => n.Required && best.Spots[i] is null).Select(n => n.Text)]
            : [.. names.Where(n => n.Required).Select(n => n.Text)];
        var nearest = missing.Length > 0 ? NearestText.Of(missing[0], seen.Where(s => !names.Any(n => n.Text == s))) : null;
        var message = $"{what} has the header{(missing.Length == 1 ? "" : "s")} {string.Join(", ", missing.Select(m => $"'{m}'"))}"
            + (nearest is null ? "" : $"; nearest is '{nearest}'")
            + (seen.Count == 0 ? "; no headers were seen" : $"; seen: {string.Join(", ", seen)}");
        var details = new Dictionary<string, string> { ["missing"] = string.Join(", ", missing), ["seen"] = string.Join(", ", seen) };
        if (nearest is not null)
            details["nearest"] = nearest;
        return Errors.Drift(message, details: details);
    }
}
