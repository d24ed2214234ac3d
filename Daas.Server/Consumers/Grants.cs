using System.Text.RegularExpressions;

namespace Daas.Server.Consumers;

/// <summary>What a key may call: <c>*</c> everything, <c>adapter/*</c> one adapter, <c>adapter/operation</c> one operation.</summary>
internal static partial class Grants
{
    public static bool IsValid(string grant) => Shape().IsMatch(grant);

    public static bool Allow(IReadOnlyList<string> grants, string adapter, string operation) =>
        grants.Any(g => g == "*" || g == $"{adapter}/*" || g == $"{adapter}/{operation}");

    [GeneratedRegex(@"^(\*|[a-z0-9]+(-[a-z0-9]+)*/(\*|[a-z0-9]+(-[a-z0-9]+)*))$")]
    private static partial Regex Shape();
}
