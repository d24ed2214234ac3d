using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Core.Tests.Extraction;

/// <summary>Makes pages and outputs in one line, so that a test shows the markup and little else.</summary>
internal static class Pages
{
    public static readonly Uri Here = new("http://oa.example/list/index.aspx");

    public static PageView Of(params string[] frames) => new()
    {
        Url = Here,
        Frames = [.. frames.Select((html, i) => new FrameView(Here, i == 0 ? "" : $"f{i}", html))],
    };

    public static PageView Json(string text) => new() { Url = Here, Frames = [new FrameView(Here, "", "<body></body>")], Json = [new JsonView(Here, text)] };

    public static Sign Text(string text) => new([new SignAlternative { Text = text }]);

    /// <summary>A table output whose fields are its headers, all of type text.</summary>
    public static Output Table(params string[] headers) => new()
    {
        Rows = new RowSource.Table(headers),
        Fields = [.. headers.Select(h => new Field { Name = h, Column = h })],
    };

    public static Output Record(params string[] labels) => new()
    {
        Record = new RecordSource(),
        Fields = [.. labels.Select(l => new Field { Name = l, Label = l })],
    };

    public static Output With(this Output output, params Field[] fields) => output with { Fields = fields };

    public static PageRows Rows(Output output, PageView page, int maxRows = 10_000)
    {
        var rows = Extractor.Rows(output, page, maxRows);
        Assert.Null(rows.Error);
        return rows.Value!;
    }

    /// <summary>Rows as text: values joined by a bar, null as a dash.</summary>
    public static string[] Lines(Output output, string html, int maxRows = 10_000) => Lines(Rows(output, Of(html), maxRows).Rows);

    public static string[] Lines(IEnumerable<Row> rows) => [.. rows.Select(Line)];

    public static string Line(Row row) => string.Join('|', row.Values.Select(v => v switch
    {
        null => "-",
        DateOnly day => day.ToString("yyyy-MM-dd", null),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", null),
        IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => v.ToString(),
    }));

    public static RunError Error(Output output, string html) => Error(output, Of(html));

    public static RunError Error(Output output, PageView page)
    {
        var rows = Extractor.Rows(output, page, 10_000);
        Assert.True(rows.Failed, "rows were given where an error was due");
        return rows.Error!;
    }

    public static string Line(Output output, string html)
    {
        var record = Extractor.Record(output, Of(html));
        Assert.Null(record.Error);
        return Line(record.Value!);
    }

    public static RunError RecordError(Output output, string html)
    {
        var record = Extractor.Record(output, Of(html));
        Assert.True(record.Failed, "a record was given where an error was due");
        return record.Error!;
    }
}
