namespace Daas.Recorder.Drafting.Correcting;

/// <summary>What people call things: one line.</summary>
internal static class Titles
{
    private const int Longest = 200;

    /// <summary>What is wrong with it; null when nothing.</summary>
    public static string? Wrong(string? title) =>
        title?.Trim() is not { } text ? null
        : text.Length > Longest ? $"a title has at most {Longest} characters"
        : text.Any(char.IsControl) ? "a title is one line" : null;

    public static string? Of(string? title) => title?.Trim() is { Length: > 0 } text ? text : null;
}
