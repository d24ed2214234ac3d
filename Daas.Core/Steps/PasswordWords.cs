using System.Text.RegularExpressions;

namespace Daas.Core.Steps;

/// <summary>Tells what asks for a password by the words on it, so that none is ever kept in a script or shown.</summary>
public static partial class PasswordWords
{
    public static bool In(string text) => Words().IsMatch(text);

    public static bool On(Locator locator) => locator.Ways.Any(On);

    private static bool On(Way way) =>
        new[] { way.Label, way.Name, way.Css, way.XPath, way.Title, way.Placeholder }.Any(t => t is not null && In(t.Source));

    [GeneratedRegex("密码|口令|密碼|password|passwd|passphrase|passwort|pwd", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
