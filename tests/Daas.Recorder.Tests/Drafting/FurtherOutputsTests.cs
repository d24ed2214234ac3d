using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Drafting;

/// <summary>What an operation answers beside its main list or record.</summary>
public sealed class FurtherOutputsTests
{
    private const string Search = "<form>Customer <input name=who> <input type=submit value=Search> <input type=button name=exp value=Export></form>";

    private const string Rows = """
        <table id=orders><tr><th>Number<th>Customer<th>Total<th><tr><td>A-17<td>Ada Byron<td>12.50<td><a href="order?id=17">Show</a>
        <tr><td>A-18<td>Grace Hall<td>9.00<td><a href="order?id=18">Show</a><tr><td>A-19<td>Mary Field<td>7.25<td><a href="order?id=19">Show</a></table>
        """;

    private static Draft Made(Recording recording, string operation) => Drafter.Draft(recording, null, null, new DraftNames("shop", operation));

    private static Demo Listed() => new Demo("http://old.example/").Open("orders", "Shop", Search).Fill("input[name=who]", "Byron")
        .Click("input[type=submit]").Sent("GET", "orders?who=Byron").Show("orders?who=Byron", "Shop", Search + Rows);

    private static RecordedSignal Taken(string name, byte[] bytes, string type = "application/octet-stream") =>
        new RecordedSignal.Downloaded(new RecordedFile(name, type, bytes));

    [Fact]
    public void A_record_behind_an_empty_list_is_not_found()
    {
        var demo = Listed().Click("a[href='order?id=18']").Sent("GET", "order?id=18")
            .Show("order?id=18", "Shop", "<table><tr><td>Number:<td>A-18<td>Customer:<td>Grace Hall<tr><td>Total:<td>9.00<td>Paid:<td>yes</table>");

        var operation = Made(demo.Recording, "get-order").Adapter.Find("get-order")!;

        Assert.NotNull(operation.Output!.Record);
        var empty = new PageView
        {
            Url = new Uri("http://old.example/"),
            Frames = [new FrameView(new Uri("http://old.example/"), "",
            Search + "<table id=orders><tr><th>Number<th>Customer<th>Total<th><tr><td colspan=4>No records found</table>")]
        };
        Assert.NotNull(SignReader.Find(operation.NotFound!, empty, Daas.Core.Steps.TemplateValues.None));
    }

    [Theory]
    [InlineData("orders.csv", "Orders of today\r\nNumber,Customer,Ordered,Total\r\n007,Ada Byron,2026-01-02,\"1,200.50\"\r\n008,Grace Hall,2026-01-03,9.00\r\n", 2)]
    [InlineData("orders.xls", "<html><table><tr><td>Number<td>Customer<td>Ordered<td>Total<tr><td>007<td>Ada Byron<td>2026-01-02<td>12.50<tr><td>008<td>Grace Hall<td>2026-01-03<td>9.00"
        + "<tr><td>009<td>Mary Field<td>2026-01-04<td>7.00<tr><td>Total<td><td><td>28.50</table></html>", 3)]
    public void The_rows_of_a_file_are_an_operation_of_their_own(string name, string content, int rows)
    {
        var demo = Listed().Click("input[name=exp]", Taken(name, Encoding.UTF8.GetBytes(content))).Sent("GET", "export");

        var adapter = Made(demo.Recording, "export-orders").Adapter;

        Assert.True(adapter.Find("export-orders")!.Output!.File);
        var table = adapter.Find("export-orders-rows")!;
        Assert.Equal(["Number", "Customer", "Ordered", "Total"], table.Output!.Fields.Select(f => f.Column));
        Assert.Equal(FieldType.Date, table.Output.Fields[2].Type);
        Assert.Equal(FieldType.Text, table.Output.Fields[0].Type);
        Assert.Equal(rows, Extractor.FileRows(table.Output, new FileContent(name, "", Encoding.UTF8.GetBytes(content)), 10).Value!.Count);
        Assert.DoesNotContain(AdapterReader.Read(adapter.Id, AdapterWriter.Write(adapter)).Problems, p => p.Severity == ScriptSeverity.Error);
    }

    [Theory]
    [InlineData("letter.txt", "Dear Ada,\nthank you, and yours, for the lamps.\nGrace\n")]
    [InlineData("letter.pdf", "%PDF-1.4 x")]
    public void A_file_without_a_table_is_only_a_file(string name, string content)
    {
        var demo = Listed().Click("input[name=exp]", Taken(name, Encoding.UTF8.GetBytes(content))).Sent("GET", "export");

        Assert.Single(Made(demo.Recording, "get-letter").Adapter.Operations);
    }

    [Fact]
    public void A_push_answers_the_number_that_the_system_gave()
    {
        const string form = "<form method=post>Customer <input name=c> <input type=submit name=b value=Save></form><div id=result></div>";
        var demo = new Demo("http://old.example/").Open("new", "Shop", form).Fill("input[name=c]", "Ada 1").Click("input[name=b]").Sent("POST", "new",
            "c=Ada+1")
            .Show("new", "Shop", form.Replace("<div id=result>", "<div id=result>Saved. Order number: A-20417", StringComparison.Ordinal));

        var push = Made(demo.Recording, "create-order").Adapter.Find("create-order")!;

        var field = Assert.Single(push.Output!.Fields);
        var page = new PageView
        {
            Url = new Uri("http://old.example/"),
            Frames = [new FrameView(new Uri("http://old.example/"), "",
                form.Replace("<div id=result>", "<div id=result>Saved. Order number: B-7", StringComparison.Ordinal))]
        };
        Assert.Equal("B-7", Extractor.Record(push.Output, page).Value!.Values[0]);
        Assert.True(field.Optional);
    }

    [Fact]
    public void A_push_that_tells_no_number_answers_none()
    {
        const string form = "<form method=post>Customer <input name=c> <input type=submit name=b value=Save></form><div id=result></div>";
        var demo = new Demo("http://old.example/").Open("new", "Shop", form).Fill("input[name=c]", "Ada").Click("input[name=b]").Sent("POST", "new", "c=Ada")
            .Show("new", "Shop", form.Replace("<div id=result>", "<div id=result>Saved at 12:05 by clerk 3", StringComparison.Ordinal));

        Assert.Null(Made(demo.Recording, "create-order").Adapter.Find("create-order")!.Output);
    }

    [Fact]
    public void What_adds_rows_below_is_paging_that_accumulates()
    {
        var demo = new Demo("http://old.example/").Open("orders", "Shop", Rows + "<button type=button>Load more</button>");

        var output = Made(demo.Recording, "find-orders").Adapter.Operations[0].Output!;

        Assert.True(output.Paging.Accumulates);
        Assert.Contains("Load more", output.Next!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_more_elsewhere_is_no_paging()
    {
        var demo = new Demo("http://old.example/").Open("orders", "Shop", Rows + "<a href=news>View more</a>");

        Assert.Null(Made(demo.Recording, "find-orders").Adapter.Operations[0].Output!.Next);
    }

    [Theory]
    [InlineData("text/html", "", "gb18030")]
    [InlineData("text/html; charset=gbk", "", null)]
    [InlineData("text/html", "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>", null)]
    public void The_charset_is_said_where_pages_do_not_say_theirs(string type, string head, string? charset)
    {
        var demo = new Demo("http://old.example/").Open("orders", "Shop", Rows).Recording;
        var page = new RecordedExchange
        {
            Id = "e1",
            Method = "GET",
            Url = new Uri("http://old.example/orders"),
            Type = "document",
            Status = 200,
            ResponseHeaders = [new("Content-Type", type)],
            Body = Charsets.Gb18030.GetBytes(head + "<p>订单查询结果列表</p>"),
        };

        Assert.Equal(charset, Made(demo with { Exchanges = [page] }, "find-orders").Adapter.Charset);
    }
}
