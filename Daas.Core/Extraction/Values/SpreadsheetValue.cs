using System.Globalization;

namespace Daas.Core.Extraction.Values;

/// <summary>Values that come with a type (spreadsheet cells, JSON numbers and booleans), without a detour over text where the types agree.</summary>
internal static class SpreadsheetValue
{
    /// <summary>Null when the text has to be read instead.</summary>
    public static Converted? Of(FieldType type, object typed) => (type, typed) switch
    {
        (FieldType.Boolean, bool truth) => new Converted(truth),
        (FieldType.Date, DateTime time) => new Converted(DateOnly.FromDateTime(time)),
        (FieldType.DateTime, DateTime time) => new Converted(DateTime.SpecifyKind(time, DateTimeKind.Unspecified)),
        (FieldType.Integer, DateTime) or (FieldType.Number or FieldType.Money, DateTime) => Converted.Wrong("is a date, not a number"),
        (FieldType.Integer, _) when Number(typed) is { } number => FieldValue.Whole(number),
        (FieldType.Number or FieldType.Money, _) when Number(typed) is { } number => new Converted(number),
        _ => null,
    };

    /// <summary>As people would read it in the sheet; days without a time have none.</summary>
    public static string Text(object typed) => typed switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString(time.Days == 0 ? @"hh\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture),
        _ when Number(typed) is { } number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        _ => Convert.ToString(typed, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>The shortest decimal that a double stands for: 0.1 is 0.1.</summary>
    private static decimal? Number(object typed) => typed switch
    {
        decimal number => number,
        long number => number,
        int number => number,
        double number => decimal.TryParse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : null,
        _ => null,
    };
}
