using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Values;

/// <summary>Reads days and times. Without a format only what begins with a four-digit year is certain; <c>05/06/2026</c> is refused.</summary>
internal static partial class Dates
{
    private static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch;

    private static readonly string[] MonthNames = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

    /// <param name="raw">Text with content.</param>
    /// <param name="format">As .NET writes it; <c>unix</c> or <c>unixms</c>, with an offset where the day counts (<c>unixms+08:00</c>);
    /// null: the common ones.</param>
    /// <param name="dayOnly">True: a DateOnly; else a DateTime, or a DateTimeOffset where a zone is given.</param>
    public static Converted Read(string raw, string? format, bool dayOnly)
    {
        if (format is null && Plain(raw) is { } day)
            return new Converted(dayOnly ? DateOnly.FromDateTime(day) : day);
        var text = Normal(raw);
        var epoch = EpochFormat().Match(format ?? "");
        if (Serialized().Match(text) is { Success: true } serialized)
            return Instant(serialized.Groups["ms"].Value, 1, serialized.Groups["zone"] is { Success: true } z ? z.Value : epoch.Success ? epoch.Groups["zone"].Value : "", dayOnly);
        if (epoch.Success)
            return Instant(text, format!.StartsWith("unixms", StringComparison.Ordinal) ? 1 : 1000, epoch.Groups["zone"].Value, dayOnly);
        if (format is not null)
            return Exact(raw, text, format, dayOnly);
        return Common(text, dayOnly);
    }

    /// <summary>Most dates there are, without a pattern: a day, with <c>10:30</c> or <c>10:30:00</c> after it.</summary>
    private static DateTime? Plain(string raw)
    {
        if (raw.Length is >= 8 and <= 11 && Day(raw) is { } written)
            return written;
        if (raw.Length is not (16 or 19) || raw[4] is not ('-' or '/' or '.') || raw[7] != raw[4])
            return null;
        if (raw[10] is not (' ' or 'T') || raw[13] != ':' || (raw.Length == 19 && raw[16] != ':'))
            return null;
        var text = raw.AsSpan();
        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
        var (hour, minute) = (Digits(text[11..13]), Digits(text[14..16]));
        var second = raw.Length == 19 ? Digits(text[17..19]) : 0;
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour is >= 0 and < 24
            && minute is >= 0 and < 60 && second is >= 0 and < 60
            ? new DateTime(year, month, day, hour, minute, second)
            : null;
    }

    /// <summary><c>2026-1-5</c>, <c>2026/01/05</c> or <c>2026年1月5日</c>.</summary>
    private static DateTime? Day(ReadOnlySpan<char> text)
    {
        var (first, second, tail) = text[4] == '年' ? ('年', '月', 1) : (text[4], text[4], 0);
        if (first is not ('-' or '/' or '.' or '年') || (tail > 0 && text[^1] != '日'))
            return null;
        var rest = text[5..^tail];
        var between = rest.IndexOf(second);
        if (between is not (1 or 2) || rest.Length - between - 1 is not (1 or 2))
            return null;
        var (year, month, day) = (Digits(text[..4]), Digits(rest[..between]), Digits(rest[(between + 1)..]));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day) : null;
    }

    /// <summary>-1 when one is no digit.</summary>
    private static int Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '9')
                return -1;
            number = (number * 10) + (c - '0');
        }

        return number;
    }

    private static Converted Exact(string raw, string text, string format, bool dayOnly)
    {
        const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces;
        var zoned = format.Contains('z') || format.Contains('K');
        foreach (var candidate in new[] { text, raw, text.Replace(" ", "") })
        {
            if (zoned && DateTimeOffset.TryParseExact(candidate, format, CultureInfo.InvariantCulture, Styles, out var instant))
                return new Converted(dayOnly ? DateOnly.FromDateTime(instant.DateTime) : instant);
            if (!zoned && DateTime.TryParseExact(candidate, format, CultureInfo.InvariantCulture, Styles, out var time))
                return new Converted(dayOnly ? DateOnly.FromDateTime(time) : DateTime.SpecifyKind(time, DateTimeKind.Unspecified));
        }

        return Converted.Wrong($"is not a date of the format '{format}'");
    }

    private static Converted Common(string text, bool dayOnly)
    {
        var match = YearFirst().Match(text);
        if (!match.Success)
            match = Compact().Match(text);
        if (!match.Success)
        {
            return Converted.Wrong(DayFirst().IsMatch(text)
                ? "is a date that can be read in two ways; give its format"
                : text.Length is 10 or 13 && text.All(char.IsAsciiDigit)
                    ? "looks like seconds or milliseconds since 1970; give format 'unix' or 'unixms'"
                    : "is not a date that is clear without a format");
        }

        var hour = Number(match, "hour");
        if (match.Groups["half"].Value is "下午" or "晚上" or "pm" or "中午" && hour is >= 1 and < 12)
            hour += 12;
        else if (match.Groups["half"].Value is "上午" or "凌晨" or "早上" or "am" && hour == 12)
            hour = 0;
        var fraction = match.Groups["fraction"].Value;
        if (!DateTime.TryParseExact(
                $"{match.Groups["year"].Value}-{Month(match):00}-{Number(match, "day"):00} {hour:00}:{Number(match, "minute"):00}:{Number(match, "second"):00}",
                "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time))
            return Converted.Wrong("is not a day of the calendar");
        if (fraction.Length > 0)
            time = time.AddTicks(long.Parse(fraction[..Math.Min(7, fraction.Length)].PadRight(7, '0'), CultureInfo.InvariantCulture));
        var zone = match.Groups["zone"].Value;
        if (zone.Length == 0)
            return new Converted(dayOnly ? DateOnly.FromDateTime(time) : time);
        if (Offset(zone) is not { } offset)
            return Converted.Wrong("has no zone that exists");
        if (!dayOnly)
            return new Converted(new DateTimeOffset(time, offset));
        return zone is "Z" or "z" && time.TimeOfDay != TimeSpan.Zero
            ? Converted.Wrong("is an instant in UTC whose local day is not certain; read it as dateTime")
            : new Converted(DateOnly.FromDateTime(time));
    }

    private static Converted Instant(string text, int milliseconds, string zone, bool dayOnly)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            || Math.Abs(count) > 250_000_000_000_000m / milliseconds)
            return Converted.Wrong("is not a number of seconds or milliseconds since 1970");
        var offset = zone.Length == 0 ? TimeSpan.Zero : Offset(zone);
        if (offset is null)
            return Converted.Wrong("has no zone that exists");
        var instant = Epoch.AddTicks((long)(count * milliseconds * TimeSpan.TicksPerMillisecond)).ToOffset(offset.Value);
        if (!dayOnly)
            return new Converted(instant);
        return zone.Length == 0 && instant.TimeOfDay != TimeSpan.Zero
            ? Converted.Wrong("is an instant whose local day is not certain; give its zone as format 'unixms+08:00', or read it as dateTime")
            : new Converted(DateOnly.FromDateTime(instant.DateTime));
    }

    private static TimeSpan? Offset(string zone)
    {
        if (zone is "Z" or "z")
            return TimeSpan.Zero;
        var digits = zone[1..].Replace(":", "");
        var offset = new TimeSpan(int.Parse(digits[..2], CultureInfo.InvariantCulture), int.Parse(digits[2..], CultureInfo.InvariantCulture), 0);
        return offset > TimeSpan.FromHours(14) ? null : zone[0] == '-' ? -offset : offset;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } g ? int.Parse(g.Value, CultureInfo.InvariantCulture) : 0;

    private static string Normal(string raw)
    {
        var text = new StringBuilder(raw.Length);
        foreach (var c in TextFold.Fold(raw))
            text.Append(TextFold.Narrow(c));
        return text.ToString();
    }

    /// <summary>The number of a month that is named in Chinese, as <c>2026-十一月-23</c> has it.</summary>
    private static int Month(Match match) =>
        match.Groups["named"] is { Success: true } named ? Array.IndexOf(MonthNames, named.Value) + 1 : Number(match, "month");

    private const string Time =
        @"(?:[ T]*(?<half>上午|下午|凌晨|早上|中午|晚上)? *(?<hour>\d{1,2})(?:[:点时] *(?<minute>\d{1,2})分?(?:[:]? *(?<second>\d{1,2})(?:[.,](?<fraction>\d{1,9}))?秒?)?)(?: *(?<half>am|pm))?)?";

    private const string Tail = @"(?: *(?<zone>[Zz]|[+-]\d{2}:?\d{2}))? *(?:\(?(?:星期|周)[一二三四五六日天]\)?)?$";

    [GeneratedRegex(@"^(?<year>\d{4}) *(?:(?<s>[-/.]) *(?:(?<month>\d{1,2})|(?<named>十[一二]?|[一二三四五六七八九])月) *\k<s> *(?<day>\d{1,2})|年 *(?<month>\d{1,2}) *月 *(?<day>\d{1,2}) *日?)(?: *\(?(?:星期|周)[一二三四五六日天]\)?)?" + Time + Tail, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<year>(?:1[6-9]|2[0-2])\d{2})(?<month>\d{2})(?<day>\d{2})(?:T?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?)?" + Tail, RegexOptions.CultureInvariant)]
    private static partial Regex Compact();

    [GeneratedRegex(@"^\d{1,2}[-/. ]\d{1,2}[-/. ](\d{4}|\d{2})\b", RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^\\?/Date\((?<ms>-?\d+)(?<zone>[+-]\d{4})?\)\\?/$", RegexOptions.CultureInvariant)]
    private static partial Regex Serialized();

    [GeneratedRegex(@"^unix(ms)?(?<zone>[+-]\d{2}:?\d{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex EpochFormat();
}
