using Daas.Core.Adapters;

namespace Daas.Runtime.Proving;

/// <summary>A value that an input takes and nothing in the old system is likely to have.</summary>
internal static class UnlikelyValue
{
    /// <summary>Null when none can be made.</summary>
    public static string? For(Parameter input)
    {
        IEnumerable<string> candidates = input switch
        {
            { OneOf.Count: > 0 } => [],
            { Type: ParameterType.String, Pattern: null } => ["zqxj-70731", "zqxj7", "zq"],
            { Type: ParameterType.String } when (input.Example ?? input.Default) is { } example => [Turned(example), Shifted(example)],
            { Type: ParameterType.Integer } => ["987654321", "98765432", "987654"],
            _ => [],
        };
        return candidates.FirstOrDefault(c => c != input.Example && InputReader.Takes(input, c));
    }

    // What has the example's shape is what a pattern takes.
    private static string Turned(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)('0' + '9' - c) : c));

    private static string Shifted(string text) => string.Concat(text.Select(c => c switch
    {
        >= '0' and <= '9' => (char)('0' + (c - '0' + 7) % 10),
        >= 'a' and <= 'z' => (char)('a' + (c - 'a' + 16) % 26),
        >= 'A' and <= 'Z' => (char)('A' + (c - 'A' + 16) % 26),
        _ => c,
    }));
}
