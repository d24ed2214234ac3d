using System.Text.RegularExpressions;

namespace Daas.Core.Steps;

/// <summary>
/// A request that the page sends because of a step, written <c>POST /ajax.php?function=list</c>: its method, its path (<c>*</c> stands for a part that changes) and
/// those fields of its query by which it is known; others may be there.
/// </summary>
public sealed partial record CausedRequest
{
    private CausedRequest(string method, string path, IReadOnlyList<string> query) => (Method, Path, Query) = (method, path, ValueList<string>.Of(query));

    public string Method { get; }

    public string Path { get; }

    /// <summary>Each <c>name=value</c>, or <c>name</c> alone for any value.</summary>
    public IReadOnlyList<string> Query { get; }

    /// <exception cref="FormatException">It is not so written.</exception>
    public static CausedRequest Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            throw new FormatException($"expected a method and a path such as 'POST /list.do?action=query', found '{text}'");
        var query = match.Groups["query"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries);
        return new CausedRequest(match.Groups["method"].Value, match.Groups["path"].Value, query);
    }

    public bool Is(string method, Uri url)
    {
        if (method != Method || !Regex.IsMatch(url.AbsolutePath, $"^{Regex.Escape(Path).Replace("\\*", "[^/]*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant))
            return false;
        var fields = url.Query.TrimStart('?').Split('&');
        return Query.All(q => fields.Contains(q) || (!q.Contains('=', StringComparison.Ordinal) && fields.Any(f => f.StartsWith(q + "=", StringComparison.Ordinal))));
    }

    public override string ToString() => $"{Method} {Path}{(Query.Count > 0 ? "?" + string.Join('&', Query) : "")}";

    [GeneratedRegex(@"^(?<method>[A-Z]+) (?<path>/[^\s?#]*)(\?(?<query>[^\s#]*))?$")]
    private static partial Regex Form();
}
