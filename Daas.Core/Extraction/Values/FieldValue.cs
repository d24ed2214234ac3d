using System.Globalization;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Values;

/// <summary>Gives raw text its type. Nothing is guessed: what is not of the type is a problem, not a null.</summary>
internal static class FieldValue
{
    public static Converted Of(FieldPlan plan, in Raw raw)
    {
        var field = plan.Field;
        if (raw.Problem is { } problem)
            return Converted.Wrong(problem);
        if (raw.Typed is { } typed && plan.Pattern is null && field.Values.Count == 0 && SpreadsheetValue.Of(field.Type, typed) is { } direct)
            return direct;
        var text = raw.Text ?? (raw.Typed is null ? null : SpreadsheetValue.Text(raw.Typed));
        if (text is not null && plan.Pattern is not null)
            text = Patterns.Pick(plan.Pattern, text) is { } picked ? TextFold.Fold(picked) : null;
        if (field.Values.Count > 0)
        {
            if (field.Values.TryGetValue(text ?? "", out var mapped))
                text = mapped;
            else if (!string.IsNullOrEmpty(text) && field.Type == FieldType.Text)
                return Converted.Wrong($"is none of the known values ({string.Join(", ", field.Values.Keys)})");
        }

        if (string.IsNullOrEmpty(text) || (field.Type != FieldType.Text && IsDash(text)))
            return default;
        return field.Type switch
        {
            FieldType.Text => new Converted(text),
            FieldType.Integer => Whole(Numbers.Read(text)),
            FieldType.Number => Numbers.Read(text) is { } number ? new Converted(number) : Converted.Wrong("is not a number"),
            FieldType.Money => Numbers.Money(text) is { } amount ? new Converted(amount) : Converted.Wrong("is not an amount"),
            FieldType.Date => Dates.Read(text, field.Format, true),
            FieldType.DateTime => Dates.Read(text, field.Format, false),
            FieldType.Boolean => Truth(text),
            FieldType.Link => Link(text, raw.Base),
            _ => throw new InvalidOperationException($"No such type: {field.Type}"),
        };
    }

    public static Converted Whole(decimal? number) => number switch
    {
        null => Converted.Wrong("is not a whole number"),
        { } n when n != decimal.Truncate(n) || n is < long.MinValue or > long.MaxValue => Converted.Wrong("is not a whole number"),
        { } n => new Converted((long)n),
    };

    /// <summary>Dashes stand for "no value" in anything but text.</summary>
    private static bool IsDash(string text)
    {
        foreach (var c in text)
        {
            if (c is not ('-' or '—' or '–' or '－' or '―' or '─' or ' ' or '\n'))
                return false;
        }

        return true;
    }

    private static Converted Truth(string text) => (text.Length == 1 ? text : text.ToLower(CultureInfo.InvariantCulture)) switch
    {
        "true" or "yes" or "y" or "Y" or "t" or "T" or "1" or "on" or "是" or "有" or "真" or "对" or "√" or "✓" or "✔" or "☑" or "✅" => new Converted(true),
        "false" or "no" or "n" or "N" or "f" or "F" or "0" or "off" or "否" or "无" or "假" or "错" or "×" or "✗" or "✘" or "☐" or "□" or "❌" => new Converted(false),
        _ => Converted.Wrong("is neither yes nor no; give the field's values"),
    };

    private static Converted Link(string text, Uri? at)
    {
        if (text.StartsWith('#') || text.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
            return Converted.Wrong("is a script, not an address; give a pattern, or read it as text");
        var found = Uri.TryCreate(text, UriKind.Absolute, out var address) && !text.StartsWith('/')
            || (at is not null && Uri.TryCreate(at, text, out address));
        return found && address!.Scheme is "http" or "https" or "ftp" or "mailto" or "tel"
            ? new Converted(address!.AbsoluteUri)
            : Converted.Wrong("is not an address");
    }
}
