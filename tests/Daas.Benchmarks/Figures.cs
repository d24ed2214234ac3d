namespace Daas.Benchmarks;

/// <summary>Numbers as tables and the last line show them.</summary>
internal static class Figures
{
    public static double Round(this double value, int digits = 3) => double.IsFinite(value) ? Math.Round(value, digits) : -1;

    public static string Met(bool met) => met ? "met" : "MISSED";
}
