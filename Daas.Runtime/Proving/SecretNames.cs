using System.Text.RegularExpressions;

namespace Daas.Runtime.Proving;

/// <summary>Tells inputs whose values are never kept with a proof.</summary>
internal static partial class SecretNames
{
    /// <summary>In place of such a value.</summary>
    public const string Hidden = "•••";

    public static bool Is(string name, string? title) => Word().IsMatch(name) || (title is not null && Word().IsMatch(title));

    [GeneratedRegex(@"passw|passphrase|pwd|secret|token|credential|\bpin\b|密码|口令|密钥|令牌", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
