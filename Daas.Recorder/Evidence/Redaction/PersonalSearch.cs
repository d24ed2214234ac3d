using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Runs;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>Finds the personal values of a recording: by their form everywhere, by the label, column, field or property that they stand under, and by who
/// signed in.</summary>
/// <param name="shown">The recording.</param>
internal sealed partial class PersonalSearch(Demonstration shown)
{
    private readonly List<PersonalValue> _found = [];
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);

    private Recording Recording => shown.Recording;

    public IEnumerable<string> Tokens => _tokens;

    public IReadOnlySet<string> Kept => _kept;

    /// <param name="adapter">As drafted: its words stay.</param>
    /// <param name="answers">Fields and rows that were read, by which columns are told that only the draft can tell.</param>
    public IReadOnlyList<PersonalValue> All(Adapter adapter, IEnumerable<(Output Output, Row Row)> answers)
    {
        foreach (var page in Recording.Pages)
            Page(page);
        foreach (var exchange in Recording.Exchanges)
            Exchange(exchange);
        foreach (var action in Recording.Actions)
            Action(action);
        foreach (var deed in shown.Deeds)
            Labelled(deed.Words, deed.Value);
        foreach (var (output, row) in answers)
            Row(output, row);
        foreach (var input in adapter.Operations.SelectMany(o => o.Input).Where(i => i.Example is not null))
        {
            Labelled(input.Title, input.Example);
            Labelled(input.Name, input.Example);
        }

        foreach (var words in adapter.Operations.SelectMany(o => o.Output?.Fields ?? []).SelectMany(f => new[] { f.Column, f.Label, f.Title }).OfType<string>())
            _kept.Add(words);
        foreach (var word in adapter.Operations.SelectMany(o => o.Input).Where(i => !ChineseNames.AreMostly(i.OneOf, 3)).SelectMany(i => i.OneOf))
            _kept.Add(word);
        _kept.ExceptWith(_people);
        var script = string.Join("\n", AdapterWriter.Write(adapter with
        {
            Operations = [.. adapter.Operations.Select(o => o with { Input = [.. o.Input.Select(i => i with { Example = null })] })],
        }).Values);
        // What the script acts by is a word of the system, unless it is surely a person's.
        return [.. _found.OrderByDescending(v => v.IsSure).DistinctBy(v => v.Text)
            .Where(v => v.Text.Length > 1 && !_kept.Contains(v.Text) && (v.IsSure || !script.Contains(v.Text, StringComparison.Ordinal)))];
    }

    private void Page(RecordedPage page)
    {
        Formatted(page.Title);
        Formatted(Unescaped(page.Url.OriginalString));
        foreach (var dialog in page.Dialogs)
            Formatted(dialog);
        foreach (var frame in page.Frames)
        {
            Formatted(WebUtility.HtmlDecode(frame.Html));
            Formatted(Unescaped(frame.Url.OriginalString));
        }

        foreach (var frame in shown.View(page.Id)?.Frames ?? [])
        {
            Frame(frame);
        }
    }

    private void Frame(FrameView frame)
    {
        foreach (var words in PageLabels.Own(frame))
            _kept.Add(words);
        foreach (var (label, value) in PageLabels.Pairs(frame))
            Labelled(label, value);
        foreach (var name in PageLabels.People(frame).Where(_people.Add))
            _found.Add(new PersonalValue(PersonalKind.Name, name, true));
        foreach (var hidden in frame.Document.QuerySelectorAll("input[type=hidden]"))
            Token(hidden.GetAttribute("name"), hidden.GetAttribute("value"));
        foreach (var meta in frame.Document.QuerySelectorAll("meta[name]"))
            Token(meta.GetAttribute("name"), meta.GetAttribute("content"));
    }

    private void Exchange(RecordedExchange exchange)
    {
        if (exchange.Type is "image" or "font" or "stylesheet" or "script")
            return;
        Pairs(exchange.Url.Query.TrimStart('?'));
        foreach (var (name, value) in exchange.RequestHeaders.Concat(exchange.ResponseHeaders))
            Header(name, value);
        if (exchange.RequestBody is { Length: > 0 } sent)
        {
            var plain = TextBodies.Of(sent, exchange.RequestHeaders
                .FirstOrDefault(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value);
            Formatted(plain);
            if (!Json(plain))
                Pairs(plain);
            foreach (Match part in Parts().Matches(plain))
                Labelled(part.Groups["name"].Value, part.Groups["value"].Value);
        }

        var text = TextBodies.IsText(exchange) ? exchange.Text : "";
        if (text.Length == 0)
            return;
        Formatted(text);
        if (!Json(text) && text.Contains('<', StringComparison.Ordinal) && exchange.Type == "document")
            Frame(new FrameView(exchange.Url, "", text));
    }

    private void Action(RecordedAction action)
    {
        if (action is RecordedAction.Fill { Text: "${credential.user}" })
            _found.AddRange(Users(action).Where(u => u.Length > 2 && !Formats.IsCommon(u)).Select(u => new PersonalValue(PersonalKind.Account, u, true)));
        switch (action)
        {
            case RecordedAction.Fill { Text: { } text }:
                Formatted(text);
                Labelled(action.Target?.Attributes.GetValueOrDefault("name"), text);
                break;
            case RecordedAction.Upload upload:
                foreach (var file in upload.Files)
                    Formatted(file.Name);
                break;
        }

        foreach (var signal in action.Signals)
        {
            Formatted(signal switch
            {
                RecordedSignal.Dialog dialog => $"{dialog.Text} {dialog.Answer}",
                RecordedSignal.Downloaded download => download.File.Name,
                _ => "",
            });
        }
    }

    /// <summary>The name of the account, which the recording has only where the field showed it afterwards, and where it was sent.</summary>
    private IEnumerable<string> Users(RecordedAction action)
    {
        var field = shown.Deeds.FirstOrDefault(d => d.Action.Index == action.Index)?.Element;
        string?[] names = [action.Target?.Attributes.GetValueOrDefault("name") ?? field?.GetAttribute("name"),
            action.Target?.Attributes.GetValueOrDefault("id") ?? field?.Id];
        foreach (var page in Recording.Actions.Where(a => a.Index >= action.Index).SelectMany(a => new[] { a.Before, a.After }).Distinct().Take(8)
            .Select(shown.View).OfType<PageView>())
        {
            foreach (var input in page.Frames.SelectMany(f => f.Document.QuerySelectorAll("input"))
                .Where(i => Controls.TypeOf(i) is "text" or "email" or "tel"))
            {
                if ((input.GetAttribute("name") ?? input.Id) is { Length: > 0 } name && names.Contains(name)
                    && input.GetAttribute("value")?.Trim() is { } value)
                    yield return value;
            }
        }

        foreach (var exchange in Recording.Exchanges.Where(e => e.Action >= action.Index && e.Action <= action.Index + 4
            && e.RequestBody is { Length: > 0 and < 20_000 }))
        {
            foreach (var pair in TextBodies.Of(exchange.RequestBody!, null).Split('&'))
            {
                if (pair.Split('=', 2) is [var name, { Length: > 2 } value] && names.Contains(Unescaped(name))
                    && !value.StartsWith("${", StringComparison.Ordinal))
                    yield return Unescaped(value);
            }
        }
    }

    private void Row(Output output, Row row)
    {
        for (var i = 0; i < output.Fields.Count && i < row.Values.Count; i++)
        {
            var field = output.Fields[i];
            var value = RowJson.Text(row.Values[i]);
            string?[] names = [field.Column ?? field.Label, field.Title, field.Json?.Split('.', ']', '[').LastOrDefault(p => p.Length > 0), field.Name];
            foreach (var name in names)
                Labelled(name, value);
        }
    }

    private void Header(string name, string value)
    {
        if (name.Equals("cookie", StringComparison.OrdinalIgnoreCase) || name.Equals("set-cookie", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var part in value.Split(['\n', ';'], StringSplitOptions.TrimEntries))
            {
                if (part.Split('=', 2) is [var cookie, { Length: > 11 } told]
                    && cookie.ToLowerInvariant() is not ("path" or "domain" or "expires" or "max-age" or "samesite"))
                    _tokens.Add(told);
            }
        }
        else if (name.Equals("authorization", StringComparison.OrdinalIgnoreCase) && value.Split(' ') is [.., { Length: > 11 } proof])
        {
            _tokens.Add(proof);
        }
        else
        {
            Token(name, value);
        }
    }

    private void Token(string? name, string? value)
    {
        if (name is not null && value is { Length: > 11 } && !value.Contains(' ', StringComparison.Ordinal) && Redaction.Tokens.IsName(name))
            _tokens.Add(value);
    }

    private void Pairs(string form)
    {
        foreach (var pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is not [var name, { Length: > 1 and < 2000 } coded])
                continue;
            var value = Unescaped(coded);
            Token(Unescaped(name), value);
            Formatted(value);
            Labelled(Unescaped(name), value);
        }
    }

    private bool Json(string text)
    {
        if (text.AsSpan().TrimStart("\uFEFF \t\r\n") is not ['{' or '[', ..])
            return false;
        try
        {
            using var document = JsonDocument.Parse(text);
            var columns = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            Json(null, document.RootElement, columns);
            foreach (var name in columns.Values.SelectMany(c => ChineseNames.InColumn(c, 4)).Where(_people.Add))
                _found.Add(new PersonalValue(PersonalKind.Name, name, true));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Json(string? name, JsonElement value, Dictionary<string, List<string>> columns)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                    Json(property.Name, property.Value, columns);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Json(name, item, columns);
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                var text = value.ToString();
                Formatted(text);
                Labelled(name, text);
                Token(name, text);
                if (name is not null && value.ValueKind == JsonValueKind.String)
                {
                    if (!columns.TryGetValue(name, out var column))
                        columns[name] = column = [];
                    column.Add(text);
                }

                break;
        }
    }

    private void Formatted(string? text)
    {
        if (text is { Length: > 6 })
            _found.AddRange(Formats.In(text));
    }

    private void Labelled(string? label, string? value)
    {
        if (label is null || value?.Trim() is not { Length: > 1 and <= 200 } text || LabelWords.KindOf(label) is not var (kind, isSure))
            return;
        if (LabelWords.KindOf(text) is null || kind != PersonalKind.Name)
            _found.AddRange(Formats.Labelled(kind, isSure, text));
    }

    private static string Unescaped(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal) && !text.Contains('+', StringComparison.Ordinal))
            return text;
        var bytes = WebUtility.UrlDecodeToBytes(Encoding.UTF8.GetBytes(text), 0, Encoding.UTF8.GetByteCount(text));
        return bytes is null ? text : TextBodies.Of(bytes, null);
    }

    [GeneratedRegex("name=\"(?<name>[^\"]+)\"[^\n]*(\r?\n[^\r\n]+)*\r?\n\r?\n(?<value>[^\r\n]{2,200})\r?\n")]
    private static partial Regex Parts();
}
