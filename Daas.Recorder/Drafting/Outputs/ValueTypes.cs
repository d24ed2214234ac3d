using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Says of what type a column's values are, by looking at them and at the header; in doubt they are text.</summary>
internal static partial class ValueTypes
{
    /// <param name="output">All fields text.</param>
    /// <param name="rows">Its texts.</param>
    /// <param name="reads">Whether Core reads the page with typed fields.</param>
    /// <param name="reasons">Added to.</param>
    public static IReadOnlyList<Field> Settle(Output output, IReadOnlyList<Row> rows, Func<Output, bool> reads, List<string> reasons)
    {
        var fields = output.Fields.ToArray();
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].Type != FieldType.Text)
                continue;
            var texts = rows.Select(r => r.Values[i] as string).Where(t => !string.IsNullOrWhiteSpace(t) && t is not ("-" or "--" or "—" or "/"))
                .Select(t => t!.Trim()).ToList();
            if (texts.Count == 0 || Guess(fields[i].Title ?? fields[i].Name, texts) is not { } guess)
                continue;
            var plain = fields[i];
            fields[i] = plain with { Type = guess.Type, Format = guess.Format };
            if (reads(output with { Fields = fields }))
                reasons.Add($"'{plain.Title ?? plain.Name}' is {Words(guess.Type)}: {guess.Why}");
            else
                fields[i] = plain;
        }

        return fields;
    }

    public static (FieldType Type, string? Format, string Why)? Guess(string title, IReadOnlyList<string> texts)
    {
        if (texts.All(t => Day().IsMatch(t)))
            return (FieldType.Date, null, $"every value is a day, such as {texts[0]}");
        if (texts.All(t => Time().IsMatch(t)))
            return (FieldType.DateTime, null, $"every value is a day with a time, such as {texts[0]}");
        if (texts.All(t => DayFirst().IsMatch(t)))
            return Order(texts);
        if (texts.All(t => t is "是" or "否") || texts.All(t => t.ToUpperInvariant() is "YES" or "NO")
            || texts.All(t => t.ToUpperInvariant() is "TRUE" or "FALSE"))
            return (FieldType.Boolean, null, $"every value is yes or no, such as {texts[0]}");
        if (texts.All(t => Currency().IsMatch(t)))
            return (FieldType.Money, null, $"every value is an amount with its unit, such as {texts[0]}");
        var money = MoneyTitle().IsMatch(title);
        if (IsCode(title, texts))
            return null;
        if (texts.All(t => Whole().IsMatch(t)) && !money)
            return (FieldType.Integer, null, $"every value is a whole number, such as {texts[0]}");
        if (texts.All(t => Decimal().IsMatch(t)))
            return money ? (FieldType.Money, null, $"its title names an amount, and every value is a number, such as {texts[0]}")
                : (FieldType.Number, null, $"every value is a number, such as {texts[0]}");
        return null;
    }

    private static (FieldType, string?, string)? Order(IReadOnlyList<string> texts)
    {
        var parts = texts.Select(t => t.Split('/', '-', '.')).ToList();
        var separator = texts[0].First(c => !char.IsAsciiDigit(c));
        if (texts.Any(t => t.Count(c => c == separator) != 2))
            return null;
        var first = parts.Any(p => p[0].Length > 2 || int.Parse(p[0], System.Globalization.CultureInfo.InvariantCulture) > 12);
        var second = parts.Any(p => int.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture) > 12);
        if (first == second)
            return null;
        var format = first ? $"d{separator}M{separator}yyyy" : $"M{separator}d{separator}yyyy";
        return (FieldType.Date, format, $"every value is a day, and one of them can only be read as {format}");
    }

    /// <summary>Digits that name something and are not counted: with leading zeros, long, or under a title that says so.</summary>
    private static bool IsCode(string title, IReadOnlyList<string> texts) =>
        texts.Any(t => t.Length > 1 && t[0] == '0' && t.All(char.IsAsciiDigit)) || texts.Any(t => t.Count(char.IsAsciiDigit) > 9 && !t.Contains('.'))
        || CodeTitle().IsMatch(title);

    private static string Words(FieldType type) => type switch
    {
        FieldType.Integer => "a whole number",
        FieldType.Number => "a number",
        FieldType.Money => "an amount",
        FieldType.Date => "a day",
        FieldType.DateTime => "a time",
        FieldType.Boolean => "yes or no",
        FieldType.Link => "a link",
        FieldType.Text => "text",
        _ => throw new InvalidOperationException($"No such type: {type}"),
    };

    [GeneratedRegex(@"^\d{4}(-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日)$")]
    private static partial Regex Day();

    [GeneratedRegex(@"^\d{4}(-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|年\d{1,2}月\d{1,2}日)[ T]?\d{1,2}:\d{2}(:\d{2})?$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^\d{1,2}([/.-])\d{1,2}\1\d{4}$")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^-?(\d{1,9}|\d{1,3}(,\d{3})+)$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^-?(\d{1,12}|\d{1,3}(,\d{3})+)(\.\d+)?$")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^(-?[¥￥$€£] ?-?[\d,]+(\.\d+)?|-?[\d,]+(\.\d+)? ?(元|万元|亿元))$")]
    private static partial Regex Currency();

    [GeneratedRegex("金额|价|费|款|工资|薪|amount|price|cost|salary|fee", RegexOptions.IgnoreCase)]
    private static partial Regex MoneyTitle();

    [GeneratedRegex(@"(?<!序)号$|编码|代码|编号|电话|手机|邮编|证件|账户|卡号|\bcode\b|phone|mobile|zip|postal|\bnumber$|\bno\.?$|version|版本", RegexOptions.IgnoreCase)]
    private static partial Regex CodeTitle();
}
