using System.Globalization;
using System.Text;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Values;

/// <summary>Reads numbers as people write them; what could be read in two ways is refused.</summary>
internal static class Numbers
{
    private static readonly (string Unit, decimal Factor)[] Units =
    [
        ("亿元", 100_000_000m), ("亿", 100_000_000m), ("百万元", 1_000_000m), ("万元", 10_000m), ("万", 10_000m), ("千元", 1_000m),
        ("元整", 1m), ("元", 1m), ("圆", 1m), ("rmb", 1m), ("cny", 1m), ("usd", 1m), ("eur", 1m),
    ];

    private static readonly string[] Signs = ["人民币", "rmb", "cny", "usd", "eur", "¥", "￥", "$", "€", "£"];

    /// <summary>Null when the text is not one number for certain.</summary>
    public static decimal? Read(string raw)
    {
        if (Plain(raw, out var quick))
            return quick;
        var text = Normal(raw);
        var negative = TakeSign(ref text);
        return Digits(text) is { } number ? negative ? -number : number : null;
    }

    /// <summary>As <see cref="Read"/>, with a currency sign before or a unit after; the value is in the unit itself (<c>1.5万元</c> is 15000).</summary>
    public static decimal? Money(string raw)
    {
        if (Plain(raw, out var quick))
            return quick;
        var text = Normal(raw).ToLowerInvariant();
        var negative = TakeSign(ref text);
        foreach (var sign in Signs)
        {
            if (text.StartsWith(sign, StringComparison.Ordinal))
            {
                text = text[sign.Length..].TrimStart();
                if (!negative)
                    negative = TakeSign(ref text);
                break;
            }
        }

        var factor = 1m;
        foreach (var (unit, value) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                text = text[..^unit.Length].TrimEnd();
                factor = value;
                break;
            }
        }

        if (Digits(text) is not { } number)
            return null;
        try
        {
            return (negative ? -number : number) * factor;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Nearly all numbers there are: ASCII, grouped by commas or not. Nothing is allocated; what is not so plain is read the long way.</summary>
    private static bool Plain(string raw, out decimal number)
    {
        number = 0;
        if (raw.Length is 0 or > 40)
            return false;
        Span<char> digits = stackalloc char[raw.Length];
        var length = 0;
        var group = -1;
        var point = false;
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (c is >= '0' and <= '9')
            {
                digits[length++] = c;
                if (group >= 0 && !point)
                    group++;
            }
            else if (c == '-' && i == 0)
            {
                digits[length++] = c;
            }
            else if (c == '.' && !point && i > 0 && group is -1 or 3 && i + 1 < raw.Length)
            {
                digits[length++] = c;
                point = true;
            }
            else if (c == ',' && !point && (group == 3 || (group < 0 && length is >= 1 and <= 3 && digits[0] != '-')))
            {
                group = 0;
            }
            else
            {
                return false;
            }
        }

        return group is -1 or 3 && decimal.TryParse(digits[..length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Half width, one kind of blank, one kind of minus.</summary>
    private static string Normal(string raw)
    {
        var text = new StringBuilder(raw.Length);
        foreach (var c in raw.AsSpan().Trim())
        {
            if (TextFold.IsNothing(c))
                continue;
            text.Append(TextFold.IsBlank(c) ? ' ' : c is '−' or '–' or '—' or '﹣' or '－' ? '-' : c is '￥' ? '¥' : c is '，' ? ',' : TextFold.Narrow(c));
        }

        return text.ToString();
    }

    /// <summary>Takes off a leading or trailing minus, a plus, or the parentheses of accountants.</summary>
    private static bool TakeSign(ref string text)
    {
        switch (text)
        {
            case ['(', .. var inner, ')']:
                text = inner.Trim();
                return true;
            case ['-', .. var rest]:
                text = rest.TrimStart();
                return true;
            case ['+', .. var rest]:
                text = rest.TrimStart();
                return false;
            case [.. var front, '-']:
                text = front.TrimEnd();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Unsigned digits, grouped by three or not at all. <c>1.234,50</c> and <c>1 234,50</c> are certain; <c>12,5</c> is not.</summary>
    private static decimal? Digits(string text)
    {
        if (text is not [>= '0' and <= '9' or '.', ..])
            return null;
        var separators = text.Where(c => c is not (>= '0' and <= '9')).Distinct().ToArray();
        var plain = separators switch
        {
            [] or ['.'] when text.Count(c => c == '.') <= 1 => text,
            [','] => Ungroup(text, ',', null),
            [' '] or ['\''] => Ungroup(text, separators[0], null),
            [var group and (',' or ' ' or '\''), '.'] => Ungroup(text, group, '.'),
            ['.' or ' ', ','] => Ungroup(text, separators[0], ','),
            _ => null,
        };
        return plain is not null && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The digits without group separators; null where groups are not of three.</summary>
    private static string? Ungroup(string text, char group, char? point)
    {
        var end = point is { } p ? text.IndexOf(p) : text.Length;
        var fraction = point is null ? "" : text[(end + 1)..];
        if (fraction.Any(c => c is not (>= '0' and <= '9')))
            return null;
        var groups = text[..end].Split(group);
        if (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3))
            return null;
        return string.Concat(groups) + (fraction.Length > 0 ? "." + fraction : "");
    }
}
