using System.Globalization;

namespace Daas.Core.Adapters.Checks;

/// <summary>Judges formats as .NET writes them.</summary>
internal static class Formats
{
    private static readonly DateTime Sample = new(2026, 11, 23, 14, 5, 9);

    /// <summary>True when a date so written tells at least two of year, month and day, or a time.</summary>
    public static bool IsDate(string format)
    {
        try
        {
            var text = Sample.ToString(format, CultureInfo.InvariantCulture);
            return text != format && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var back)
                && (back.Month == Sample.Month || back.Hour == Sample.Hour);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public static bool IsNumber(string format)
    {
        try
        {
            return 1234.5m.ToString(format, CultureInfo.InvariantCulture) != 98765m.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
