using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>What a push answers beside its outcome: the number that the system gave the new record, where it is told after saving.</summary>
/// <param name="shown">The demonstration.</param>
/// <param name="commit">Its commit.</param>
/// <param name="values">Texts of this call.</param>
/// <param name="notes">Takes what was thought.</param>
internal sealed partial class NewRecordDraft(Demonstration shown, Deed commit, IReadOnlyList<string> values, Notes notes)
{
    public Output? Make() => ByPage() ?? ByJson();

    private Output? ByPage()
    {
        if (commit.After is not { } after)
            return null;
        foreach (var line in SignWords.New(after, commit.Before).Where(l => l.Length < 120))
        {
            var found = Told().Match(line);
            var id = found.Groups["id"].Value;
            // Of many numbers on a page only one that is told with the success, or as a heading, is the new one.
            if (!found.Success || values.Contains(id) || !(OutcomeWords.IsSuccess(line) || found.Length > line.Length * 0.8)
                || OutcomeDraft.Place(after, Template.Escape(line)) is not { } css)
                continue;
            var label = Spoken.Label(found.Groups["label"].Value);
            var pattern = $@"{Regex.Escape(found.Groups["label"].Value.Trim()).Replace("\\ ", " ", StringComparison.Ordinal)}\s*[:：为是]?\s*([\w-]*\d[\w-]*)";
            var output = new Output
            {
                Record = new RecordSource(),
                Fields = [new Field { Name = EnglishNames.Of(label, null, "number"), Title = label.Length > 1 ? label : null, Css = css, Pattern = pattern,
                    Optional = true }],
            };
            // A system that once does not tell it has saved all the same.
            if (Extractor.Record(output, after) is not { Failed: false } read || $"{read.Value.Values[0]}" != id
                || (commit.Before is { } before && Extractor.Record(output, before).Failed))
                continue;
            notes.Because("output", $"'{line}' gives the new record its number");
            notes.Story.Add($"Answer: the number of the new record ({label}), told in {css}.");
            return output;
        }

        return null;
    }

    private Output? ByJson()
    {
        foreach (var exchange in shown.Exchanges(commit).Where(e => e.Type is "xhr" or "fetch" && e.Body.Length < 4000
            && e.Status is >= 200 and < 300).Reverse())
        {
            foreach (var (path, name, text) in Numbers(exchange))
            {
                if (values.Contains(text))
                    continue;
                var output = new Output { Record = new RecordSource(Json: path), Fields = [new Field { Name = name, Json = $"$.{name}", Optional = true }] };
                if (commit.After is not { } after || Extractor.Record(output, after) is not { Failed: false } read || $"{read.Value.Values[0]}" != text)
                    continue;
                notes.Because("output", $"the answer has {path}.{name} = {text}");
                notes.Story.Add($"Answer: the number of the new record, {path}.{name} of the system's answer.");
                return output;
            }
        }

        return null;
    }

    private static List<(string Path, string Name, string Text)> Numbers(RecordedExchange exchange)
    {
        var found = new List<(string, string, string)>();
        try
        {
            using var json = JsonDocument.Parse(exchange.Text);
            Walk(json.RootElement, "$", found);
        }
        catch (JsonException)
        {
            // No JSON.
        }

        return found;
    }

    private static void Walk(JsonElement at, string path, List<(string, string, string)> found)
    {
        if (at.ValueKind != JsonValueKind.Object || path.Count(c => c == '.') > 2)
            return;
        foreach (var property in at.EnumerateObject().Where(p => p.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')))
        {
            if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && Key().IsMatch(property.Name)
                && property.Value.ToString() is { } text
                && Number().IsMatch(text))
                found.Add((path, property.Name, text));
            Walk(property.Value, $"{path}.{property.Name}", found);
        }
    }

    [GeneratedRegex(
        @"(?<label>[\p{IsCJKUnifiedIdeographs}]{0,6}(编号|单号|文号|流水号|受理号|登记号|号码|编码)"
        + @"|\b([A-Za-z]+ ){0,2}(ID|No\.?|[Nn]umber|[Tt]icket|[Oo]rder|[Ii]ssue|[Rr]ecord|[Cc]ase)\b|#)"
        + @"\s*[:：为是#]?\s*(?<id>[A-Za-z]{0,8}[-_]?\d[\w-]*)")]
    private static partial Regex Told();

    [GeneratedRegex("^(id|no|number|sn|guid|uuid)$|Id$|_id$|No$|Number$|_no$", RegexOptions.None)]
    private static partial Regex Key();

    [GeneratedRegex(@"^[\w-]*\d[\w-]*$")]
    private static partial Regex Number();
}
