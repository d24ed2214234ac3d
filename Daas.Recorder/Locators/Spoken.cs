using System.Text.RegularExpressions;

namespace Daas.Recorder.Locators;

/// <summary>Words of a page as one would write them down.</summary>
internal static partial class Spoken
{
    /// <summary>One line; no blanks between Chinese characters.</summary>
    public static string Of(string? text)
    {
        var line = Blanks().Replace(text ?? "", " ").Trim();
        return Inner().Replace(line, "");
    }

    /// <summary>A label without its colon, asterisk and mark of being required.</summary>
    public static string Label(string? text) => Of(Required().Replace(Of(text).Trim('*', '＊', '★', ' '), "").Trim('*', '＊', '★', ':', '：', ';', '；', ' '));

    /// <summary>True when a label says that the field must be filled.</summary>
    public static bool IsRequired(string? text) => text is not null && (text.AsSpan().Trim().IndexOfAny('*', '＊', '★') >= 0 || Required().IsMatch(Of(text)));

    [GeneratedRegex(@"[\s\u00A0\u3000\u200B-\u200D\uFEFF]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?<=[\u3400-\u9FFF：]) (?=[\u3400-\u9FFF：])")]
    private static partial Regex Inner();

    [GeneratedRegex(@"[(（\[【](必填|必选|required)[)）\]】]", RegexOptions.IgnoreCase)]
    private static partial Regex Required();
}
