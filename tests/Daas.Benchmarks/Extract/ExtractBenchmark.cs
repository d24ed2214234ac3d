using System.Text;
using System.Text.Json.Nodes;
using Daas.Core.Extraction;

namespace Daas.Benchmarks.Extract;

/// <summary>Rows out of one large table: parsing and reading, and reading alone.</summary>
internal sealed class ExtractBenchmark : Benchmark
{
    private const int Rows = 1_000;
    private const int Columns = 12;
    private const int Rounds = 40;

    public override string Name => "extract";

    public override string Summary => "rows per millisecond out of a table of 1000 rows and 12 columns; no anchor";

    public override async Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        var html = Page();
        var output = new Output
        {
            Rows = new RowSource.Table([.. Enumerable.Range(0, Columns).Select(c => $"列{c}")]),
            Fields = [.. Enumerable.Range(0, Columns).Select(c => new Field
            {
                Name = $"c{c}",
                Column = $"列{c}",
                Type = (c % 4) switch { 1 => FieldType.Integer, 2 => FieldType.Date, 3 => FieldType.Money, _ => FieldType.Text },
            })],
        };
        var (whole, reading) = (new Timings(), new Timings());
        for (var round = -10; round < Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var view = View(html);
            var (w, r) = round < 0 ? (new Timings(), new Timings()) : (whole, reading);
            await w.TimeAsync(() => Task.FromResult(Read(output, view)));
            await r.TimeAsync(() => Task.FromResult(Read(output, view)));
        }

        setting.Table(
            [$"{Rows} × {Columns} ({html.Length / 1024} KB)", "p50 ms", "p95 ms", "rows/ms"],
            ["parsed and read", $"{whole.P50:0.0}", $"{whole.P95:0.0}", $"{Rows / whole.P50:0}"],
            ["read", $"{reading.P50:0.0}", $"{reading.P95:0.0}", $"{Rows / reading.P50:0}"]);
        return new JsonObject { ["rowsPerMs"] = (Rows / whole.P50).Round(1), ["rowsPerMsParsed"] = (Rows / reading.P50).Round(1) };
    }

    private static int Read(Output output, PageView view)
    {
        var rows = Extractor.Rows(output, view, Rows + 1);
        return rows.Failed || rows.Value.Rows.Count != Rows ? throw new InvalidOperationException($"{rows.Error?.Message ?? "not all rows"}") : Rows;
    }

    private static PageView View(string html)
    {
        var url = new Uri("http://old.example/list");
        return new PageView { Url = url, Frames = [new FrameView(url, "", html)] };
    }

    private static string Page()
    {
        var html = new StringBuilder("<!DOCTYPE html><html><body><h1>台账</h1><table border=1><tr>");
        for (var c = 0; c < Columns; c++)
            html.Append($"<th>列{c}</th>");
        for (var r = 0; r < Rows; r++)
        {
            html.Append(r % 2 == 0 ? "</tr>\n<tr>" : "</tr>\n<tr class=\"alt\">");
            for (var c = 0; c < Columns; c++)
                html.Append($"<td>{(c % 4) switch { 1 => $"{(r * 7) + c}", 2 => $"2026年{(r % 12) + 1}月{(r % 28) + 1}日", 3 => $"￥{(r * 13) + c:N2}", _ => $"张{r} 西关街道 <b>第{c}项</b>" }}</td>");
        }

        return html.Append("</tr></table></body></html>").ToString();
    }
}
