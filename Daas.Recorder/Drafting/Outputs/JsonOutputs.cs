using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Answers;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>JSON answers that carry what the page shows: the better source, for it has the values before they were painted.</summary>
internal sealed partial class JsonOutputs(PageView page, PageTexts seen, IReadOnlyList<OutputGuess> tables)
{
    private const int Deepest = 5;
    private const int Enough = 50;

    private readonly List<OutputGuess> _found = [];

    public static List<OutputGuess> In(PageView page, PageTexts seen, IReadOnlyList<OutputGuess> tables)
    {
        var finder = new JsonOutputs(page, seen, tables);
        var known = new HashSet<string>();
        foreach (var answer in page.Json.Reverse())
        {
            if (answer.Root is { } root)
                finder.Walk(answer, root, root, "$", 0, known);
        }

        return finder._found;
    }

    private void Walk(JsonView answer, JsonElement root, JsonElement node, string path, int depth, HashSet<string> known)
    {
        if (depth > Deepest)
            return;
        if (node.ValueKind == JsonValueKind.Array)
        {
            if (node.GetArrayLength() > 0 && known.Add($"{answer.Url.AbsolutePath} {path}"))
                Rows(answer, root, node, path);
            return;
        }

        if (node.ValueKind != JsonValueKind.Object)
            return;
        if (known.Add($"{answer.Url.AbsolutePath} {path}"))
            Record(answer, node, path);
        foreach (var property in node.EnumerateObject().Where(p => PlainName().IsMatch(p.Name)))
            Walk(answer, root, property.Value, $"{path}.{property.Name}", depth + 1, known);
    }

    private void Rows(JsonView answer, JsonElement root, JsonElement array, string path)
    {
        var items = array.EnumerateArray().Take(Enough).ToList();
        var places = items.SelectMany(i => Places(i, "")).Distinct().ToList();
        if (places.Count == 0)
            return;
        var shown = places.Where(p => Share(items, p) >= 0.5).ToList();
        var told = items.Count(i => shown.Count(p => At(i, p) is { } text && seen.Shows(Bare(text))) >= Math.Min(2, shown.Count));
        if (shown.Count == 0 || told * 2 < items.Count || (shown.Count < 2 && items.Count < 3))
            return;
        var table = tables.FirstOrDefault(t => Columns(items, places, t) is { } columns && columns.Values.All(c => c is not null));
        var columnOf = table is null ? [] : Columns(items, places, table)!;
        var ids = places.Where(p => IdName().IsMatch(p) && items.Select(i => At(i, p)).Distinct().Count() == items.Count && !shown.Contains(p)).Take(1);
        var wanted = table is null ? shown.Concat(ids).ToList() : [.. columnOf.Values.Select(c => c!), .. ids];
        var names = new FieldNames();
        var fields = wanted.Distinct().Select(p =>
        {
            var title = columnOf.FirstOrDefault(c => c.Value == p).Key;
            var html = items.Any(i => At(i, p) is { } text && Markup().IsMatch(text));
            return new Field
            {
                Name = names.Next(Name(title, p)),
                Title = title,
                Json = p.StartsWith('[') ? p : $"$.{p}",
                Css = html ? FirstTag(items, p) : null,
                Optional = items.Any(i => At(i, p) is null),
            };
        }).ToList();
        List<string> reasons = [$"the JSON answer of {answer.Url.AbsolutePath} holds at {path} the {items.Count} rows that the page shows; {told} were found on it by their values"];
        var total = root.ValueKind == JsonValueKind.Object ? Total(root, array.GetArrayLength()) : null;
        if (total is not null)
            reasons.Add($"{total} says how many rows there are in all");
        var output = new Output { Rows = new RowSource.Json(path, From(answer, reasons), total), Fields = fields };
        var score = table is null ? Math.Log2(1 + items.Count) * Math.Min(12, fields.Count) : table.Score + 0.5;
        _found.Add(new OutputGuess(output, score, reasons));
    }

    private void Record(JsonView answer, JsonElement node, string path)
    {
        var places = Places(node, "").ToList();
        var shown = places.Where(p => At(node, p) is { Length: > 1 } text && seen.Shows(Bare(text))).ToList();
        if (shown.Count < 3 || node.EnumerateObject().Any(p => p.Value.ValueKind == JsonValueKind.Array && p.Value.GetArrayLength() > 1))
            return;
        var names = new FieldNames();
        var fields = shown.Select(p => new Field { Name = names.Next(Name(null, p)), Json = $"$.{p}" }).ToList();
        List<string> reasons = [$"the JSON answer of {answer.Url.AbsolutePath} holds at {path} {shown.Count} values that the page shows"];
        _found.Add(new OutputGuess(new Output { Record = new RecordSource(Json: path, From: From(answer, reasons)), Fields = fields }, 1.6 * shown.Count, reasons));
    }

    /// <summary>For each column of the table the place of the same values; null when the table has other rows.</summary>
    private Dictionary<string, string?>? Columns(List<JsonElement> items, List<string> places, OutputGuess table)
    {
        if (OutputGuess.Read(table.Output, page, Enough) is not { } rows || Math.Abs(rows.Count - items.Count) > 1)
            return null;
        var found = new Dictionary<string, string?>();
        for (var i = 0; i < table.Output.Fields.Count; i++)
        {
            var column = i;
            var field = table.Output.Fields[column];
            var values = rows.Select(r => r.Values[column] as string ?? "").Where(v => v.Length > 0).ToHashSet();
            // The page numbers its rows by itself.
            if (rows.Select((r, n) => r.Values[column] as string == (n + 1).ToString(CultureInfo.InvariantCulture)).All(isNext => isNext))
                continue;
            if (values.Count > 0 && field.Css is null)
                found.TryAdd(field.Title ?? field.Name, places.FirstOrDefault(p => items.Count(i => At(i, p) is { } t
                    && values.Contains(PageTexts.Fold(Bare(t)))) >= items.Count * 0.9));
        }

        return found.Count > 0 && found.Values.Any(v => v is not null) ? found : null;
    }

    private double Share(List<JsonElement> items, string place)
    {
        var texts = items.Select(i => At(i, place)).OfType<string>().Where(t => t.Length > 0).ToList();
        return texts.Count == 0 || texts.All(t => t.Length == 1) ? 0 : texts.Count(t => seen.Shows(Bare(t))) / (double)texts.Count;
    }

    private TextMatch? From(JsonView answer, List<string> reasons)
    {
        var path = answer.Url.AbsolutePath;
        var same = page.Json.Where(j => j.Url.AbsolutePath == path && j.Url != answer.Url).ToList();
        var own = answer.Url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(q => q.Length <= 60 && !LongNumber().IsMatch(q) && same.Count > 0
                && same.All(s => !s.Url.Query.Contains(q, StringComparison.Ordinal)));
        reasons.Add(own is null ? $"it is told by its address, {path}" : $"it is told from others of one address by {own}");
        var last = path.Split('/').LastOrDefault(s => s.Length > 0 && !LongNumber().IsMatch(s));
        return (own ?? last) is { } part ? new TextMatch(Template.Parse(Template.Escape(part))) : null;
    }

    private static string? Total(JsonElement root, int rows)
    {
        string? best = null;
        var rank = int.MaxValue;
        foreach (var (path, value) in Scalars(root, "$", 0))
        {
            var at = Array.FindIndex(TotalNames, n => path.EndsWith($".{n}", StringComparison.OrdinalIgnoreCase));
            if (at >= 0 && at < rank && JsonAnswers.Count(value) >= rows)
                (best, rank) = (path, at);
        }

        return best;
    }

    private static readonly string[] TotalNames = ["recordsFiltered", "totalRows", "totalCount", "totalElements", "total", "recordCount", "totalRecords", "records", "recordsTotal", "count"];

    private static IEnumerable<(string Path, JsonElement Value)> Scalars(JsonElement node, string path, int depth)
    {
        if (node.ValueKind != JsonValueKind.Object || depth > 3)
            yield break;
        foreach (var property in node.EnumerateObject().Where(p => PlainName().IsMatch(p.Name)))
        {
            if (property.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String)
                yield return ($"{path}.{property.Name}", property.Value);
            foreach (var inner in Scalars(property.Value, $"{path}.{property.Name}", depth + 1))
                yield return inner;
        }
    }

    /// <summary>Paths of the scalars of an item, one object deep, or of its cells.</summary>
    private static IEnumerable<string> Places(JsonElement item, string before)
    {
        if (item.ValueKind == JsonValueKind.Array && before.Length == 0)
            return Enumerable.Range(0, Math.Min(60, item.GetArrayLength()))
                .Where(i => item[i].ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)).Select(i => $"[{i}]");
        if (item.ValueKind != JsonValueKind.Object)
            return [];
        return item.EnumerateObject().Where(p => PlainName().IsMatch(p.Name)).SelectMany(p => p.Value.ValueKind switch
        {
            JsonValueKind.Object when before.Length == 0 => Places(p.Value, $"{p.Name}."),
            JsonValueKind.Object or JsonValueKind.Array => [],
            _ => [before + p.Name],
        });
    }

    private static string? At(JsonElement item, string place) =>
        JsonPath.Parse(place.StartsWith('[') ? place : $"$.{place}")?.Find(item) is { } value ? JsonAnswers.Words(value) : null;

    private static string Bare(string text) => Markup().IsMatch(text) ? Tags().Replace(text, "") : text;

    private static string? FirstTag(List<JsonElement> items, string place) =>
        items.Select(i => At(i, place)).OfType<string>().Select(t => Markup().Match(t)).FirstOrDefault(m => m.Success)?.Groups["tag"].Value;

    private static string Name(string? title, string place) =>
        title is not null && FieldNames.Of(title) is not null ? title : place.StartsWith('[') ? title ?? place : place.Replace('.', ' ');

    [GeneratedRegex(@"^[A-Za-z_][\w-]*$")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"^<(?<tag>[a-z][a-z0-9]*)\b[^>]*>.*</", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"(^|[._])id$|Id$|ID$|^(code|key|uuid|guid|no)$")]
    private static partial Regex IdName();

    [GeneratedRegex(@"\d{4,}")]
    private static partial Regex LongNumber();
}
