using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Values;
using Daas.Core.Runs;

namespace Daas.Core.Extraction.Answers;

/// <summary>Reads the fields of one JSON row; text that is markup is read as the fragment it is.</summary>
internal sealed class JsonReader(Uri at)
{
    private readonly ElementReader _elements = new(new VisibleText());
    private readonly HtmlParser _parser = new();

    public Fallible<Row> Row(OutputPlan plan, JsonElement item, int number)
    {
        var values = new object?[plan.Fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (RowBuild.Value(plan.Fields[i], Read(plan.Fields[i], item), number, out values[i]) is { } error)
                return error;
        }

        return new Row(values);
    }

    private Raw Read(FieldPlan field, JsonElement item)
    {
        if (field.Json?.Find(item) is not { } value)
            return field.Json is null ? Text(field, item) : new Raw(null, IsMissing: true);
        return Text(field, value);
    }

    private Raw Text(FieldPlan field, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return new Raw(value.GetRawText(), Base: at)
                {
                    Typed = field.Field.Type is FieldType.Integer or FieldType.Number or FieldType.Money
                        && decimal.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
                };
            case JsonValueKind.Array when field.Field.Type == FieldType.Text:
                return new Raw(string.Join(',', value.EnumerateArray().Select(JsonAnswers.Words)));
            case JsonValueKind.String when value.GetString() is { } text:
                return field.Css is not null || field.Field.Attribute is not null || IsMarkup(text)
                    ? Fragment(field, text)
                    : new Raw(TextFold.Fold(text), Base: at);
            default:
                return new Raw(JsonAnswers.Words(value), Base: at);
        }
    }

    private Raw Fragment(FieldPlan field, string html)
    {
        // A row or cell alone is dropped by the parser; inside its table it stays.
        var lead = html.AsSpan().TrimStart();
        var wrapped = lead.StartsWith("<tr", StringComparison.OrdinalIgnoreCase) ? $"<table>{html}</table>"
            : lead.StartsWith("<td", StringComparison.OrdinalIgnoreCase) ? $"<table><tr>{html}</tr></table>" : html;
        return _elements.Read(field, _parser.ParseDocument(wrapped).Body!, at);
    }

    /// <summary>A tag or a character reference; a lone less-than sign is text.</summary>
    private static bool IsMarkup(string text)
    {
        for (var i = text.AsSpan().IndexOfAny('<', '&'); i >= 0 && i + 1 < text.Length; i++)
        {
            if (text[i] == '<' && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '/' or '!') && text.IndexOf('>', i) > 0)
                return true;
            if (text[i] == '&' && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '#') && text.IndexOf(';', i) is var end && end > 0 && end - i <= 10)
                return true;
        }

        return false;
    }
}
