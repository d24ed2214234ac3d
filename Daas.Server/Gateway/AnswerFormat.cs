using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Daas.Server.Gateway;

/// <summary>The forms in which rows are answered, chosen by <c>Accept</c>.</summary>
internal enum AnswerFormat
{
    Json,

    /// <summary>One row a line, page by page.</summary>
    Ndjson,
    Csv,
    Xlsx,
}

internal static class AnswerFormats
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>For rows and records; the first is the default.</summary>
    public static IReadOnlyList<AnswerFormat> OfRows { get; } = [AnswerFormat.Json, AnswerFormat.Ndjson, AnswerFormat.Csv, AnswerFormat.Xlsx];

    public static IReadOnlyList<AnswerFormat> OfPush { get; } = [AnswerFormat.Json];

    public static string MediaType(this AnswerFormat format) => format switch
    {
        AnswerFormat.Json => Json,
        AnswerFormat.Ndjson => Ndjson,
        AnswerFormat.Csv => Csv,
        AnswerFormat.Xlsx => Xlsx,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>The offered format the caller likes best; null when none is acceptable. A header that cannot be read accepts anything.</summary>
    public static AnswerFormat? Choose(StringValues accept, IReadOnlyList<AnswerFormat> offered)
    {
        if (StringValues.IsNullOrEmpty(accept) || !MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges) || ranges.Count == 0)
            return offered[0];
        var liked =
            from format in offered
            let range = ranges.Select((r, index) => (Range: r, Index: index, Rank: Rank(r, format.MediaType())))
                .Where(r => r.Rank > 0).OrderByDescending(r => r.Rank).FirstOrDefault()
            where range.Range is not null && (range.Range.Quality ?? 1) > 0
            orderby range.Range.Quality ?? 1 descending, range.Rank descending, range.Index
            select (AnswerFormat?)format;
        return liked.FirstOrDefault();
    }

    private static int Rank(MediaTypeHeaderValue range, string type)
    {
        if (range.MatchesAllTypes)
            return 1;
        if (range.MatchesAllSubTypes)
            return type.StartsWith(range.Type + "/", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
        return range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) ? 3 : 0;
    }
}
