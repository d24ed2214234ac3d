using System.Globalization;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>Check digits of numbers, as their standards have them.</summary>
internal static class CheckDigits
{
    private const string CreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] ResidentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private static readonly int[] CreditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The 18th place of a resident ID number (GB 11643).</summary>
    public static char Resident(ReadOnlySpan<char> first17)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += (first17[i] - '0') * ResidentWeights[i];
        return "10X98765432"[sum % 11];
    }

    /// <summary>The 18th place of a unified social credit code (GB 32100); null where a character has no place in one.</summary>
    public static char? Credit(ReadOnlySpan<char> first17)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            if (CreditAlphabet.IndexOf(first17[i], StringComparison.Ordinal) is >= 0 and var value)
                sum += value * CreditWeights[i];
            else
                return null;
        }

        return CreditAlphabet[(31 - (sum % 31)) % 31];
    }

    /// <summary>The ninth place of an organisation code (GB 11714), which stands inside a credit code.</summary>
    public static char Organisation(ReadOnlySpan<char> first8)
    {
        var sum = 0;
        for (var i = 0; i < 8; i++)
            sum += (char.IsAsciiDigit(first8[i]) ? first8[i] - '0' : first8[i] - 'A' + 10) * OrganisationWeights[i];
        return (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }

    /// <summary>The last place of a bank card's number (Luhn).</summary>
    public static char Luhn(ReadOnlySpan<char> others)
    {
        var sum = 0;
        for (var i = 0; i < others.Length; i++)
        {
            var digit = others[^(i + 1)] - '0';
            sum += i % 2 != 0 ? digit : digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    /// <summary>The birth date in a resident ID number; null when it is none.</summary>
    public static DateOnly? BirthIn(string id) =>
        DateOnly.TryParseExact(id.Length == 15 ? "19" + id[6..12] : id.Length == 18 ? id[6..14] : "", "yyyyMMdd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day)
            ? day : null;
}
