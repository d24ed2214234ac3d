using System.Text.Json;

namespace Daas.EndToEnd.Recording;

/// <summary>What <c>daas run</c> answered.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Error">What it said went wrong.</param>
/// <param name="Json">Rows, record or outcome; undefined when there was none.</param>
/// <param name="FileName">Of the file it saved; null when it saved none.</param>
/// <param name="File">The file's bytes.</param>
internal sealed record Answer(int Code, string Error, JsonElement Json, string? FileName, byte[]? File)
{
    /// <summary>The rows' values of some fields, one string a row, in the order of the answer.</summary>
    public IReadOnlyList<string> Column(params string[] fields)
    {
        Assert.True(Code == 0, Error);
        return [.. Json.EnumerateArray().Select(r => string.Join("|", fields.Select(f => r.GetProperty(f).ToString())))];
    }
}
