using System.IO.Compression;
using System.Text;
using Daas.Core.Runs;
using Daas.Server.Gateway;

namespace Daas.Server.Tests.Gateway;

public sealed class NegotiationTests : GatewayTest
{
    private const string Find = "/api/sample-town/find-residents";

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json")]
    [InlineData("text/csv", "text/csv")]
    [InlineData("text/*", "text/csv")]
    [InlineData("application/json;q=0.5, text/csv;q=0.9", "text/csv")]
    [InlineData("*/*, text/csv", "text/csv")]
    [InlineData("*/*;q=0.1, application/json;q=0", "application/x-ndjson")]
    [InlineData("application/x-ndjson", "application/x-ndjson")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Rows_come_in_the_form_that_the_caller_likes_best(string? accept, string expected)
    {
        Host.Connection.Answers([SampleAdapter.Row(1)]);
        using var response = await GetAsync(Find, accept);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_form_that_is_not_offered_is_refused_before_the_old_system_is_troubled()
    {
        using var response = await GetAsync(Find, "application/pdf");
        await ProblemAsync(response, 406, "invalid-input");
        Assert.Empty(Host.Connection.Requests);
    }

    [Fact]
    public async Task Json_holds_typed_rows_and_says_whether_they_are_all()
    {
        Host.Connection.Answers([SampleAdapter.Row(1)], [SampleAdapter.Row(2) with { Values = [2L, null, null, null, null, null, null] }]);
        using var response = await GetAsync(Find);
        Assert.Equal(
            """{"rows":[{"id":1,"name":"张伟","birthDate":"1980-01-02","fee":12.50,"seenAt":"2026-05-06T07:08:09","active":true,"page":"http://127.0.0.1:9/r?id=1"},"""
            + """{"id":2,"name":null,"birthDate":null,"fee":null,"seenAt":null,"active":null,"page":null}],"count":2,"complete":true}""",
            await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal("http", response.Headers.GetValues("Daas-Path").Single());
        Assert.Equal("0123456789ab", response.Headers.GetValues("Daas-Adapter-Version").Single());
        Assert.Equal(Host.Connection.Requests.Single().Run, response.Headers.GetValues("Daas-Run").Single());
    }

    [Fact]
    public async Task A_record_comes_under_its_name()
    {
        Host.Connection.Ends(r => r with { Record = SampleAdapter.Row(7) });
        using var response = await GetAsync("/api/sample-town/view-resident?id=7");
        Assert.Equal(7, (await ReadAsync(response)).GetProperty("record").GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Csv_is_marked_as_utf8_quoted_where_needed_and_never_a_formula()
    {
        string[] names = ["=1+1", "+SUM(A1)", "-2-3", "@x", "\tx", "＝1", "-12.5", "a,\"b\"\nc", ""];
        Host.Connection.Answers([.. names.Select((n, i) => SampleAdapter.Row(i, n))]);
        using var response = await GetAsync(Find, "text/csv");
        var bytes = await response.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes[3..]);
        Assert.StartsWith("id,name,birthDate,fee,seenAt,active,page\r\n0,'=1+1,1980-01-02,12.50,2026-05-06T07:08:09,true,http", text, StringComparison.Ordinal);
        Assert.Equal(
            ["0,'=1+1", "1,'+SUM(A1)", "2,'-2-3", "3,'@x", "4,'\tx", "5,'＝1", "6,-12.5", "7,\"a,\"\"b\"\"\nc\"", "8,"],
            text.Split("\r\n").Skip(1).SkipLast(1).Select(l => l[..l.IndexOf(",1980", StringComparison.Ordinal)]));
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("true", response.Headers.GetValues("Daas-Complete").Single());
    }

    [Fact]
    public async Task A_workbook_has_typed_cells_and_no_formula()
    {
        var row = SampleAdapter.Row(0, "=1+1") with { Values = [110101198001021234L, "$=1+1", new DateOnly(1980, 1, 2), 12.5m, null, true, "=cmd|' /C calc'!A0"] };
        Host.Connection.Answers([SampleAdapter.Row(1, "=1+1"), row, SampleAdapter.Row(3, "坏\u0001字\u000b<&>")]);
        using var response = await GetAsync(Find, AnswerFormats.Xlsx);
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(Ct));
        using var reader = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var sheet = await reader.ReadToEndAsync(Ct);
        Assert.DoesNotMatch("<f[ />]", sheet);
        Assert.Contains("<t xml:space=\"preserve\">'=1+1</t>", sheet, StringComparison.Ordinal);
        Assert.Contains("'=cmd|", sheet, StringComparison.Ordinal);
        Assert.Contains("<c><v>12.5</v></c>", sheet, StringComparison.Ordinal);
        Assert.Contains(">110101198001021234</t>", sheet, StringComparison.Ordinal);
        Assert.Contains("坏字&lt;&amp;&gt;", sheet, StringComparison.Ordinal);
        Assert.Contains("<v>29222</v>", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_is_read_back_as_it_was_meant()
    {
        Host.Connection.Answers([SampleAdapter.Row(1), SampleAdapter.Row(2) with { Values = [2L, " 二 ", null, -0.1m, null, false, null] }]);
        using var response = await GetAsync(Find, AnswerFormats.Xlsx);
        using var workbook = new MemoryStream(await response.Content.ReadAsByteArrayAsync(Ct));
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelDataReader.ExcelReaderFactory.CreateOpenXmlReader(workbook);
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, 7).Select(reader.GetValue)]);
        Assert.Equal(["id", "name", "birthDate", "fee", "seenAt", "active", "page"], rows[0]);
        Assert.Equal([1.0, "张伟", new DateTime(1980, 1, 2), 12.5, new DateTime(2026, 5, 6, 7, 8, 9), true, "http://127.0.0.1:9/r?id=1"], rows[1]);
        Assert.Equal([2.0, " 二 ", null, -0.1, null, false, null], rows[2]);
    }

    [Fact]
    public async Task A_file_is_saved_under_its_own_name_and_never_shown()
    {
        Host.Connection.Ends(r => r with { File = new FileContent("居民 名单.html", "text/html", [1, 2, 3]) });
        using var response = await GetAsync("/api/sample-town/export", "application/pdf, */*;q=0.1");
        Assert.Equal([1, 2, 3], await response.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("attachment", "居民 名单.html"), (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
