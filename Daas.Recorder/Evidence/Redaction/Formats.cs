using System.Globalization;
using System.Text.RegularExpressions;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>Personal values that are told by their form, wherever they stand, and what a value must look like to be what its label says.</summary>
internal static partial class Formats
{
    public static readonly string[] Days =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "yyyy年MM月dd日", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "MM/dd/yyyy", "dd/MM/yyyy",
        "M/d/yyyy", "d/M/yyyy", "dd.MM.yyyy", "MM-dd-yyyy", "dd-MM-yyyy",
    ];

    /// <summary>Those in a text, of whatever kind.</summary>
    public static IEnumerable<PersonalValue> In(string text)
    {
        foreach (Match m in ResidentIds().Matches(text))
            yield return new PersonalValue(PersonalKind.ResidentId, m.Value, true);
        foreach (Match m in Mobiles().Matches(text))
            yield return new PersonalValue(PersonalKind.Phone, m.Value, true);
        foreach (Match m in Landlines().Matches(text))
            yield return new PersonalValue(PersonalKind.Phone, m.Value, true);
        foreach (Match m in Mails().Matches(text))
        {
            if (!Pictures().IsMatch(m.Value))
                yield return new PersonalValue(PersonalKind.Email, m.Value, true);
        }

        foreach (Match m in CreditCodes().Matches(text))
        {
            if (CheckDigits.Credit(m.ValueSpan[..17]) == m.ValueSpan[17])
                yield return new PersonalValue(PersonalKind.CreditCode, m.Value, true);
        }

        foreach (Match m in Cards().Matches(text))
        {
            if (!ResidentIds().IsMatch(m.Value) && CheckDigits.Luhn(m.ValueSpan[..^1]) == m.ValueSpan[^1])
                yield return new PersonalValue(PersonalKind.Card, m.Value, true);
        }

        foreach (Match m in Plates().Matches(text))
            yield return new PersonalValue(PersonalKind.Plate, m.Value, true);
    }

    /// <summary>What of a labelled value is personal; nothing when it does not look like what the label says.</summary>
    /// <param name="kind">By the label.</param>
    /// <param name="isSure">The label means nothing else.</param>
    /// <param name="value">Without blanks around.</param>
    public static IEnumerable<PersonalValue> Labelled(PersonalKind kind, bool isSure, string value)
    {
        if (value.Length is < 2 or > 200)
            return [];
        return kind switch
        {
            PersonalKind.Name => Names(value, isSure),
            PersonalKind.Account => ChineseNames.LooksLikeOne(value) ? [new PersonalValue(PersonalKind.Name, value, true)]
                : Account().IsMatch(value) && !IsCommon(value) ? [new PersonalValue(kind, value, false)]
                : FullName().IsMatch(value) ? [new PersonalValue(PersonalKind.Name, value, false)] : [],
            PersonalKind.ResidentId when OldIds().IsMatch(value) || ResidentIds().IsMatch(value) => [new PersonalValue(kind, value, true)],
            PersonalKind.ResidentId or PersonalKind.Document => OldIds().IsMatch(value) ? [new PersonalValue(PersonalKind.ResidentId, value, true)]
                : Document().IsMatch(value) && !ResidentIds().IsMatch(value) ? [new PersonalValue(PersonalKind.Document, value, isSure)] : [],
            PersonalKind.Phone => Phone().IsMatch(value) && value.Count(char.IsAsciiDigit) is >= 6 and <= 15 ? [new PersonalValue(kind, value, isSure)] : [],
            PersonalKind.Address => IsAddress(value) && (isSure || value.Any(char.IsAsciiDigit)) ? [new PersonalValue(kind, value, isSure)] : [],
            PersonalKind.Card => value.Count(char.IsAsciiDigit) is >= 8 and <= 34 && Document().IsMatch(value.Replace(" ", "", StringComparison.Ordinal))
                ? [new PersonalValue(kind, value, isSure)] : [],
            PersonalKind.CreditCode or PersonalKind.Plate => Document().IsMatch(value) || Plates().IsMatch(value) ? [new PersonalValue(kind, value, isSure)]
                : [],
            PersonalKind.BirthDate => Day(value) is { } day ? [new PersonalValue(kind, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), isSure)] : [],
            PersonalKind.Email => [],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>A calendar day in any of the usual forms, also with a time behind it; null when it is none.</summary>
    public static DateOnly? Day(string text)
    {
        var bare = Time().Replace(text.Trim(), "");
        return DateOnly.TryParseExact(bare, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1880 and < 2200 ? day : null;
    }

    /// <summary>A person as systems list their users: <c>zhangwei (张伟)</c>.</summary>
    public static bool IsAccountAndName(string text) => AccountAndName().IsMatch(text);

    /// <summary>Names of accounts that belong to no one.</summary>
    public static bool IsCommon(string account) => Common().IsMatch(account);

    private static IEnumerable<PersonalValue> Names(string value, bool isSure)
    {
        if (AccountAndName().Match(value) is { Success: true } both && !IsCommon(both.Groups["account"].Value))
            yield return new PersonalValue(PersonalKind.Account, both.Groups["account"].Value, false);
        foreach (var part in value.Split(['、', '，', ',', ';', '；', '/', '|', '\n', '(', ')', '（', '）', '<', '>'],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Prepend(value).Distinct())
        {
            if (part.Any(ChineseNames.IsIdeograph))
            {
                var bare = part.Replace(" ", "", StringComparison.Ordinal).Replace("\u3000", "", StringComparison.Ordinal);
                if (isSure && part == value ? ChineseNames.MayBeOne(bare) : ChineseNames.LooksLikeOne(bare))
                    yield return new PersonalValue(PersonalKind.Name, part, isSure && ChineseNames.LooksLikeOne(bare));
            }
            else if ((FullName().IsMatch(part) || (isSure && OneName().IsMatch(part))) && !IsCommon(part) && !Nobody().IsMatch(part))
            {
                yield return new PersonalValue(PersonalKind.Name, part, false);
            }
        }
    }

    private static bool IsAddress(string value) =>
        value.Length >= 4 && (value.Any(ChineseNames.IsIdeograph) ? Place().IsMatch(value) : value.Any(char.IsAsciiDigit)
            && value.Count(char.IsAsciiLetter) >= 4 && value.Contains(' ', StringComparison.Ordinal))
        && !value.Contains("://", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\d)[1-9]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")]
    private static partial Regex ResidentIds();

    [GeneratedRegex(@"^[1-9]\d{7}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}$")]
    private static partial Regex OldIds();

    [GeneratedRegex(@"(?<![\d.])1[3-9]\d([- ]?)\d{4}\1\d{4}(?![\d.]\d|\d)")]
    private static partial Regex Mobiles();

    [GeneratedRegex(@"(?<![\d.-])(\(0\d{2,3}\) ?|0\d{2,3}-)[2-9]\d{6,7}(?![\d-])")]
    private static partial Regex Landlines();

    [GeneratedRegex(@"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,60}@[A-Za-z0-9][\w-]*(\.[\w-]+)*\.[A-Za-z]{2,10}(?![\w])")]
    private static partial Regex Mails();

    [GeneratedRegex(@"\.(png|jpe?g|gif|svg|webp|css|js)$", RegexOptions.IgnoreCase)]
    private static partial Regex Pictures();

    [GeneratedRegex("(?<![0-9A-Za-z])[159Y][1239][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")]
    private static partial Regex CreditCodes();

    [GeneratedRegex(@"(?<!\d)(62\d{14,17}|[45]\d{15}|35\d{14})(?!\d)")]
    private static partial Regex Cards();

    [GeneratedRegex("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• -]?(?=[A-Z0-9]*[0-9])[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])")]
    private static partial Regex Plates();

    [GeneratedRegex(@"^(?=.*\d)[A-Za-z0-9()（）-]{5,34}$")]
    private static partial Regex Document();

    [GeneratedRegex(@"^[+()（）\d\s./x-]+$")]
    private static partial Regex Phone();

    [GeneratedRegex("[省市区县旗镇乡村路街道巷弄号幢栋楼室组里园苑湾庄屯寨坊]|\\d")]
    private static partial Regex Place();

    [GeneratedRegex(@"[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^[A-Za-z][\w.@-]{2,40}$")]
    private static partial Regex Account();

    [GeneratedRegex(@"^([A-Z][A-Za-z'’]*[a-z'’]|[A-Z]{2,})([ ,.]+([A-Z][A-Za-z'’-]*\.?)){1,3}$")]
    private static partial Regex FullName();

    [GeneratedRegex(@"^(?<account>[a-z][\w.-]{2,30}) ?[(（][^()（）]{2,40}[)）]$")]
    private static partial Regex AccountAndName();

    [GeneratedRegex(@"^[A-Z][a-z'’-]{2,}$")]
    private static partial Regex OneName();

    [GeneratedRegex(@"^(admin(istrator)?|root|user|users|guest|test(er)?|demo|system|sys|clerk|operator|manager|public|anonymous|default|service|"
        + @"support|info|webmaster|postmaster|superuser|supervisor|sa|me|staff)\d{0,3}$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Common();

    [GeneratedRegex(@"^(nobody|none|unassigned|anonymous|unknown|system|everyone|anyone|all|any|yes|no|name|null|n/?a|other|new|open|closed|active|"
        + @"inactive|true|false)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Nobody();
}
