using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Preview;

/// <summary>What is answered.</summary>
public enum AnswerKind
{
    Rows,
    Record,
    File,

    /// <summary>Of a push: whether it was saved, and nothing else.</summary>
    Outcome,

    /// <summary>Nothing could be read; <see cref="AnswerPreview.Why"/> says why.</summary>
    Nothing,
}

/// <summary>What an operation answers for the page that was recorded, as the REST surface would give it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Columns">Its fields, in order.</param>
/// <param name="Rows">At most 50; one for a record. Values as text in the order of the columns; null where there is none.</param>
public sealed record AnswerPreview(AnswerKind Kind, IReadOnlyList<AnswerColumn> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows)
{
    private const int MostRows = 50;
    private const string NoFile = "no file was taken in the recording";

    /// <summary>The page shows more rows than are here.</summary>
    public bool IsMore { get; init; }

    /// <summary>Number of all rows, where the page or the answer says it.</summary>
    public int? Total { get; init; }

    /// <summary>Of a file: its name when it was recorded.</summary>
    public string? FileName { get; init; }

    /// <summary>Of a file: its length in bytes when it was recorded.</summary>
    public int FileBytes { get; init; }

    /// <summary>Why there are no rows, in plain English; null when there are, or none are due.</summary>
    public string? Why { get; init; }

    /// <summary>Values that are not of the type that their column has are shown as they are on the page; the column says what is wrong.</summary>
    public bool IsWrong => Columns.Any(c => c.Why is not null);

    /// <param name="first">The demonstration.</param>
    /// <param name="second">The second one, looked at where the first shows nothing; null when there is none.</param>
    /// <param name="adapter">As it was drafted and corrected.</param>
    /// <param name="operation">Which of its operations.</param>
    public static AnswerPreview Of(Recording first, Recording? second, Adapter adapter, Operation operation)
    {
        if (operation.Output is not { } output)
            return operation.Kind == OperationKind.Push ? Without(AnswerKind.Outcome, null) : Without(AnswerKind.Nothing, "it is not said what the answer is");
        var shown = Of(first, adapter, operation, output);
        return shown.Why is not null && second is not null && Of(second, adapter, operation, output) is { Why: null } other ? other : shown;
    }

    private static AnswerPreview Of(Recording recording, Adapter adapter, Operation operation, Output output)
    {
        var answer = RecordedAnswer.Of(recording, adapter, operation);
        if (output.File)
        {
            return answer.File is { } file ? Without(AnswerKind.File, null) with { FileName = file.Name, FileBytes = file.Bytes.Length }
                : Without(AnswerKind.Nothing, NoFile);
        }

        var columns = ColumnsOf(output);
        var missing = output.Rows is RowSource.File ? answer.File is null ? NoFile : null : answer.Page is null ? "the page with the answer was not kept" : null;
        if (missing is not null)
            return new AnswerPreview(AnswerKind.Nothing, columns, []) { Why = missing };
        var read = Read(output, answer);
        if (read.Failed)
        {
            // One value that is not of its type must not hide all others.
            columns = [.. columns.Select((c, i) => c with { Why = Read(output with { Fields = [output.Fields[i]] }, answer).Error?.Message })];
            output = output with { Fields = [.. output.Fields.Select((f, i) => columns[i].Why is null ? f : Plain(f))] };
            if (Read(output, answer) is { Failed: false } plain)
                read = plain;
            else
                return new AnswerPreview(AnswerKind.Nothing, ColumnsOf(output), []) { Why = read.Error.Message };
        }

        var rows = read.Value.Rows.Take(MostRows).Select(r => (IReadOnlyList<string?>)[.. r.Values.Select(v => v is null ? null : RowJson.Text(v))]).ToList();
        return new AnswerPreview(output.Record is null ? AnswerKind.Rows : AnswerKind.Record, columns, rows)
        {
            IsMore = read.Value.Rows.Count > MostRows,
            Total = read.Value.Total,
            Why = rows.Count == 0 ? "the recorded page shows that there is nothing" : null,
        };
    }

    private static Fallible<PageRows> Read(Output output, RecordedAnswer answer)
    {
        if (output.Record is not null)
        {
            var record = Extractor.Record(output, answer.Page!);
            return record.Failed ? record.Error : new PageRows([record.Value], false, null, null, null);
        }

        if (output.Rows is not RowSource.File)
            return Extractor.Rows(output, answer.Page!, MostRows + 1);
        var read = Extractor.FileRows(output, new FileContent(answer.File!.Name, answer.File.MediaType, answer.File.Bytes), MostRows + 1);
        return read.Failed ? read.Error : new PageRows(read.Value, false, null, null, null);
    }

    /// <summary>As the page shows it.</summary>
    private static Field Plain(Field field) => field with { Type = FieldType.Text, Format = null, Values = new Dictionary<string, string>() };

    private static List<AnswerColumn> ColumnsOf(Output output) => [.. output.Fields.Select(f => AnswerColumn.Of(f, output.Key.Contains(f.Name)))];

    private static AnswerPreview Without(AnswerKind kind, string? why) => new(kind, [], []) { Why = why };
}
