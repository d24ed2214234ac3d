using Daas.Core.Extraction;
using Daas.Core.Extraction.Answers;
using Daas.Core.Runs;
using static Daas.Core.Tests.Extraction.Pages;

namespace Daas.Core.Tests.Extraction;

public sealed class JsonTests
{
    private static readonly Output Output = new()
    {
        Rows = new RowSource.Json("$.data.rows", Total: "$.data.total"),
        Fields =
        [
            new Field { Name = "id", Json = "$.id", Type = FieldType.Integer },
            new Field { Name = "name", Json = "name" },
            new Field { Name = "born", Json = "$.born", Type = FieldType.DateTime },
            new Field { Name = "url", Json = "$.op", Css = "a", Type = FieldType.Link },
        ],
    };

    private const string Rows1 = """{"id":"7","name":"张 <b>伟</b>&nbsp;","born":"/Date(1767571200000)/","op":"<a href='view.do?id=7'>看</a>"}""";

    [Fact]
    public void Rows_come_from_an_array_with_html_and_dates_in_its_cells()
    {
        var rows = Rows(Output, Json($$$"""{"data":{"total":"31","rows":[{{{Rows1}}}]}}"""));
        Assert.Equal(31, rows.Total);
        Assert.Equal([7L, "张 伟", new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero), "http://oa.example/list/view.do?id=7"], rows.Rows[0].Values);
    }

    [Theory]
    [InlineData("\uFEFF{0}")]
    [InlineData("jQuery1113_1700({0});")]
    [InlineData("/**/ cb ( {0} )")]
    public void A_byte_order_mark_and_a_call_around_it_do_not_matter(string shape) =>
        Assert.Single(Rows(Output, Json(shape.Replace("{0}", "{\"data\":{\"total\":1,\"rows\":[" + Rows1 + "]}}"))).Rows);

    [Fact]
    public void The_page_itself_may_be_the_json_as_a_browser_shows_it()
    {
        var output = new Output { Rows = new RowSource.Json("$"), Fields = [new Field { Name = "a", Json = "[1]" }] };
        Assert.Equal(["2", "4"], Lines(output, "<html><head></head><body><pre>[[1,2],[3,4]]</pre></body></html>"));
        Assert.Equal(["2", "4"], Lines(output, "[[1,2],[3,4]]"));
    }

    [Fact]
    public void The_last_answer_that_has_the_path_counts_and_others_do_not()
    {
        var output = new Output { Rows = new RowSource.Json("$.rows", From: "list.do"), Fields = [new Field { Name = "a", Json = "a" }] };
        var page = Of("<p>") with
        {
            Json =
            [
                new JsonView(new Uri("http://h/list.do?p=1"), """{"rows":[{"a":1}]}"""),
                new JsonView(new Uri("http://h/list.do?p=2"), """{"rows":[{"a":2}]}"""),
                new JsonView(new Uri("http://h/menu.do"), """{"rows":[{"a":3}]}"""),
                new JsonView(new Uri("http://h/list.do"), "not json"),
            ],
        };
        Assert.Equal(["2"], Lines(Rows(output, page).Rows));
    }

    [Fact]
    public void A_missing_path_or_field_is_drift_and_no_rows_need_their_sign()
    {
        Assert.Equal(ErrorClass.Drift, Error(Output, Json("""{"code":500,"msg":"会话过期"}""")).Class);
        Assert.Equal(ErrorClass.Drift, Error(Output, Of("<p>no json")).Class);
        Assert.Equal(ErrorClass.Drift, Error(Output, Json("""{"data":{"total":1,"rows":[{"id":1}]}}""")).Class);
        Assert.Equal(ErrorClass.Drift, Error(Output, Json("""{"data":{"rows":[]}}""")).Class);
        Assert.Equal(ErrorClass.Drift, Error(Output with { Rows = new RowSource.Json("$.data.rows") }, Json("""{"data":{"rows":[]}}""")).Class);
        Assert.True(Rows(Output, Json("""{"data":{"total":0,"rows":[]}}""")).EmptyShown);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("false")]
    [InlineData("\"\"")]
    public void What_stands_in_for_no_rows_is_understood_where_the_total_says_so(string list)
    {
        Assert.True(Rows(Output, Json("{\"data\":{\"total\":0,\"rows\":" + list + "}}")).EmptyShown);
        Assert.Equal(ErrorClass.Drift, Error(Output, Json("{\"data\":{\"total\":3,\"rows\":" + list + "}}")).Class);
    }

    [Fact]
    public void A_record_is_an_object()
    {
        var output = new Output { Record = new RecordSource(Json: "$.data"), Fields = [new Field { Name = "a", Json = "$.a['b c'][-1]", Type = FieldType.Number }, new Field { Name = "ok", Json = "ok", Type = FieldType.Boolean }] };
        Assert.Equal("2.5|True", Line(Extractor.Record(output, Json("""{"data":{"a":{"b c":[1,2.5]},"ok":true}}""")).Value!));
        Assert.Equal(ErrorClass.Drift, Extractor.Record(output, Json("""{"data":null}""")).Error!.Class);
    }

    [Theory]
    [InlineData("$.a.b[0]['c d']", """{"a":{"b":[{"c d":5}]}}""")]
    [InlineData("a.b[0][\"c d\"]", """{"a":{"b":[{"c d":5}]}}""")]
    [InlineData("[2]", "[1,2,5]")]
    [InlineData("$", "5")]
    [InlineData("$['a.b']", """{"a.b":5}""")]
    public void A_path_leads_to_its_value(string path, string json) =>
        Assert.Equal("5", JsonPath.Parse(path)!.Find(System.Text.Json.JsonDocument.Parse(json).RootElement)!.Value.GetRawText());

    [Theory]
    [InlineData("$.")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a..b")]
    [InlineData("")]
    public void What_is_no_path_is_refused(string path) => Assert.Null(JsonPath.Parse(path));
}
