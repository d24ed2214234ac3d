using System.Text.RegularExpressions;

namespace Daas.Server.Gateway;

/// <summary>
/// Keeps text from an old system from becoming a live formula in a spreadsheet: what begins with <c>= + - @</c> (also full width), tab or a line
/// break gets an apostrophe before it. A plain number stays as it is.
/// </summary>
internal static partial class FormulaGuard
{
    private const string Starters = "=+-@\t\r\n＝＋－＠";

    public static string Disarm(string text) => text.Length > 0 && Starters.Contains(text[0]) && !Number().IsMatch(text) ? "'" + text : text;

    [GeneratedRegex(@"^[+-]?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex Number();
}
