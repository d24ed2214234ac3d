using System.Text;
using System.Text.Json;
using Daas.Core.Extraction.Answers;
using Daas.Core.Extraction.Files;
using Daas.Core.Runs;

namespace Daas.Core.Extraction;

/// <summary>The marks that an answer shows by itself. None of them holds what the rows say.</summary>
public static class AnswerMarks
{
    private const int MostNames = 60;
    private const int LongestConstant = 16;

    /// <summary>Names under which answers count or tell the time: what they say is no mark.</summary>
    private static readonly string[] s_changing = ["total", "count", "record", "row", "size", "page", "time", "num", "id", "date"];

    /// <summary>Of the page, and of the JSON answer that has the rows or the record.</summary>
    public static void AddOf(Output output, PageView page, IReadOnlyDictionary<string, string> inputs, ICollection<AnswerMark> marks)
    {
        if (page.Title.Length > 0)
            marks.Add(new AnswerMark(MarkKind.Title, Masked(page.Title, inputs)));
        var (path, from) = output.Rows is RowSource.Json rows ? (rows.Path, rows.From) : (output.Record?.Json, output.Record?.From);
        if (path is null || JsonPath.Parse(path) is not { } where || JsonAnswers.Find(page, where, from) is not { } root)
            return;
        if (root.ValueKind == JsonValueKind.Object)
            AddMembers(root, marks);
        if (where.Find(root) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0)
            AddNames(list[0], MarkKind.Key, marks);
        else if (output.Record is not null && where.Find(root) is { ValueKind: JsonValueKind.Object } record)
            AddNames(record, MarkKind.Key, marks);
    }

    /// <summary>Of a table's header.</summary>
    public static void AddOf(PageRows rows, ICollection<AnswerMark> marks)
    {
        foreach (var header in rows.Headers)
            marks.Add(new AnswerMark(MarkKind.Header, WithoutNumbers(header)));
    }

    public static AnswerMark Of(FileContent file)
    {
        FileKinds.Of(file.Bytes, out var words);
        return new AnswerMark(MarkKind.File, words);
    }

    private static void AddMembers(JsonElement root, ICollection<AnswerMark> marks)
    {
        AddNames(root, MarkKind.Member, marks);
        foreach (var member in root.EnumerateObject().Take(MostNames))
        {
            if (!s_changing.Any(word => member.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) && Constant(member.Value) is { } value)
                marks.Add(new AnswerMark(MarkKind.Constant, $"{member.Name} = {value}"));
        }
    }

    private static void AddNames(JsonElement item, MarkKind kind, ICollection<AnswerMark> marks)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in item.EnumerateObject().Take(MostNames))
            marks.Add(new AnswerMark(kind, member.Name));
    }

    /// <summary>A flag, a small number or a word: what answers say of themselves. Longer texts are data, or a secret.</summary>
    private static string? Constant(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => value.GetRawText(),
        JsonValueKind.Number when value.TryGetInt32(out var number) && number is > -1000 and < 1000 => value.GetRawText(),
        JsonValueKind.String when value.GetString() is { Length: <= LongestConstant } text && !text.Any(char.IsDigit) => $"\"{text}\"",
        _ => null,
    };

    private static string Masked(string title, IReadOnlyDictionary<string, string> inputs)
    {
        foreach (var value in inputs.Values.Where(v => v.Length > 1).OrderByDescending(v => v.Length))
        {
            if (title.IndexOf(value, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && IsWord(title, at, value.Length))
                title = title.Replace(value, "…", StringComparison.OrdinalIgnoreCase);
        }

        return WithoutNumbers(title);
    }

    // What merely is part of a longer word is there by chance.
    private static bool IsWord(string text, int at, int length) =>
        (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]) || !char.IsAsciiLetterOrDigit(text[at]))
        && (at + length == text.Length || !char.IsAsciiLetterOrDigit(text[at + length]) || !char.IsAsciiLetterOrDigit(text[at + length - 1]));

    private static string WithoutNumbers(string text)
    {
        if (!text.Any(char.IsDigit))
            return text;
        var masked = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsDigit(c))
                masked.Append(c);
            else if (masked.Length == 0 || masked[^1] != '9')
                masked.Append('9');
        }

        return masked.ToString();
    }
}
