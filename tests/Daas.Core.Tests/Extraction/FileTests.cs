using System.Text;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Core.Tests.Extraction;

public sealed class FileTests
{
    private static readonly Output Output = new()
    {
        Rows = new RowSource.File("auto", ["编号", "姓名"]),
        Fields =
        [
            new Field { Name = "id", Column = "编号" },
            new Field { Name = "name", Column = "姓名" },
            new Field { Name = "born", Column = "出生日期", Type = FieldType.Date },
            new Field { Name = "sum", Column = "金额", Type = FieldType.Money },
        ],
    };

    private static readonly string[] Expected = ["001|张伟|2026-01-05|1234.50", "002|王芳|-|-3"];

    private static Fallible<IReadOnlyList<Row>> Read(byte[] bytes, Output? output = null, int maxRows = 1000) =>
        Extractor.FileRows(output ?? Output, new FileContent("导出.xls", "application/vnd.ms-excel", bytes), maxRows);

    private static string[] Lines(byte[] bytes, Output? output = null)
    {
        var rows = Read(bytes, output);
        Assert.Null(rows.Error);
        return Pages.Lines(rows.Value!);
    }

    private static RunError Error(string text, Output? output = null)
    {
        var rows = Read(Encoding.UTF8.GetBytes(text), output);
        Assert.True(rows.Failed, "rows were given where an error was due");
        return rows.Error!;
    }

    private const string Csv = "居民名册\r\n导出时间：2026-01-05,,,\r\n编号,姓名,出生日期,金额\r\n=\"001\",张伟,2026年1月5日,\"1,234.50\"\r\n\r\n002,王芳,,(3)\r\n制表人：李\r\n";

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Csv_is_read_in_any_charset_with_any_delimiter(char delimiter)
    {
        var text = delimiter == ',' ? Csv : Csv.Replace("\"1,234.50\"", "1#234.50").Replace(',', delimiter).Replace('#', ',');
        Assert.Equal(Expected, Lines(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(Expected, Lines(Charsets.Gb18030.GetBytes(text)));
        Assert.Equal(Expected, Lines([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]));
        Assert.Equal(Expected, Lines([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]));
    }

    [Fact]
    public void A_quoted_cell_may_hold_line_breaks_quotes_and_delimiters()
    {
        var output = Output with { Fields = [new Field { Name = "a", Column = "编号" }, new Field { Name = "b", Column = "姓名" }] };
        Assert.Equal(["1|a\n\"b\",c", "2|d"], Lines(Encoding.UTF8.GetBytes("编号,姓名\n1,\"a\r\n\"\"b\"\",c\"\n2,d"), output));
    }

    [Fact]
    public void A_line_that_does_not_fit_is_an_error()
    {
        Assert.Equal(ErrorClass.ContractViolation, Error("编号,姓名,出生日期,金额\n1,a,,,x\n").Class);
        Assert.Equal("2", Error("编号,姓名,出生日期,金额\n1,a,,\n2,b\n").Details["row"]);
    }

    [Fact]
    public void A_missing_header_is_drift()
    {
        var error = Error("编号,姓名,出生年月,金额\n1,a,,\n");
        Assert.Equal((ErrorClass.Drift, "出生日期", "出生年月"), (error.Class, error.Details["missing"], error.Details["nearest"]));
    }

    [Fact]
    public void A_file_with_its_headers_and_no_rows_is_empty() => Assert.Empty(Read(Encoding.UTF8.GetBytes("编号,姓名,出生日期,金额\n")).Value!);

    [Fact]
    public void The_html_table_that_is_called_xls_is_read_in_its_charset()
    {
        const string Html = "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><body><table><tr><td colspan=4>名册</td></tr><tr><td>编号<td>姓名<td>出生日期<td>金额</tr><tr><td style=\"mso-number-format:'@'\">001<td>张伟<td>2026/1/5<td>1,234.50</tr><tr><td>002<td>王芳<td><td>-3</tr></table>";
        Assert.Equal(Expected, Lines(Charsets.Gb18030.GetBytes(Html)));
        Assert.Equal(Expected, Lines(Charsets.Gb18030.GetBytes(Html), Output with { Rows = new RowSource.File("xls", ["编号"]) }));
    }

    [Fact]
    public void An_error_page_saved_as_a_file_is_drift_with_its_words()
    {
        var error = Error("<html><body><h1>会话已过期</h1>请重新登录</body></html>");
        Assert.Equal(ErrorClass.Drift, error.Class);
        Assert.Contains("会话已过期", error.Message);
        Assert.Contains("会话已过期", Error("<html><body>会话已过期", Output with { Rows = new RowSource.File("csv", ["编号"]) }).Message);
        Assert.Equal(ErrorClass.Drift, Error("{\"code\":500}").Class);
        Assert.Equal(ErrorClass.Drift, Error("%PDF-1.4").Class);
        Assert.Equal(ErrorClass.Drift, Read([]).Error!.Class);
    }

    [Fact]
    public void A_workbook_gives_its_typed_cells()
    {
        var bytes = Workbooks.Xlsx(
            [
                ["居民名册", null, null, null],
                ["编号", "姓名", "出生日期", "金额"],
                ["001", "张伟", new DateTime(2026, 1, 5), 1234.5],
                [null, null, null, null],
                ["002", "王芳", null, "(3)"],
                ["制表人：李", null, null, null],
            ]);
        Assert.Equal(["001|张伟|2026-01-05|1234.5", "002|王芳|-|-3"], Lines(bytes));
        Assert.Equal(["001|张伟|2026-01-05|1234.5", "002|王芳|-|-3"], Lines(bytes, Output with { Rows = new RowSource.File("xlsx", ["编号"], Sheet: "名册") }));
        Assert.Contains("其他", Read(bytes, Output with { Rows = new RowSource.File("xlsx", ["编号"], Sheet: "其他") }).Error!.Message);
        Assert.Single(Read(bytes, maxRows: 1).Value!);
    }

    [Fact]
    public void A_number_in_a_workbook_is_the_decimal_it_shows()
    {
        var output = new Output
        {
            Rows = new RowSource.File("auto", ["a"]),
            Fields = [new Field { Name = "n", Column = "a", Type = FieldType.Number }, new Field { Name = "t", Column = "a" }, new Field { Name = "i", Column = "b", Type = FieldType.Integer }],
        };
        Assert.Equal(["0.1|0.1|3"], Lines(Workbooks.Xlsx([["a", "b"], [0.1, 3.0]]), output));
    }

    [Fact]
    public void A_damaged_workbook_is_an_error()
    {
        var bytes = Workbooks.Xlsx([["编号", "姓名", "出生日期", "金额"]]);
        Assert.Equal(ErrorClass.ContractViolation, Read(bytes[..(bytes.Length / 2)]).Error!.Class);
        Assert.Equal(ErrorClass.ContractViolation, Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 1, 2, 3]).Error!.Class);
    }

    [Fact]
    public void A_true_xls_is_read() => Assert.Equal(Expected, Lines(Workbooks.Xls([["编号", "姓名", "出生日期", "金额"], ["001", "张伟", "2026-01-05", "1,234.50"], ["002", "王芳", "", "(3)"]])));
}
