using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.HttpPath.Reads;
using Xunit;

namespace Daas.Runtime.Tests.HttpPath.Reads;

public sealed class ExchangeReadsTests
{
    public static TheoryData<ExchangeRead, string?> Reads => new()
    {
        { Of() with { Css = "#h" }, "t0k" },
        { Of() with { Css = "select" }, "2" },
        { Of() with { Css = "p.in-frame" }, "in a frame" },
        { Of() with { Css = "a", Attribute = "href" }, "http://old.example/app/view?id=7" },
        { Of() with { Css = "a", Attribute = "href", Pattern = @"id=(\d+)" }, "7" },
        { Of() with { Css = "a", Attribute = "data-x" }, "9" },
        { Of() with { Css = "a[data-x='${nine}']" }, "go" },
        { Of() with { Find = new Locator([new Way { Label = "编号" }]) }, "A1" },
        { Of() with { Json = "$.data.token" }, "json" },
        { Of() with { Json = "$.n" }, "5" },
        { Of() with { Script = "sign='(.+?)'" }, "s1" },
        { Of() with { Alert = @"编号(\d+)" }, "42" },
        { Of() with { Header = "Location" }, "/there" },
        { Of() with { Url = @"p=(\d)" }, "3" },
        { Of() with { Text = "raw-(.)" }, "x" },
        { Of() with { Script = "${code}='(.+?)'" }, "s1" },
        { Of() with { Script = "${any}='(.+?)'", Optional = true }, null },
        { Of() with { Script = "${none}='(.+?)'", Optional = true }, null },
        { Of() with { Css = "#none", Optional = true }, null },
        { Of() with { Css = "#h", Pattern = "[0-9]{9}", Optional = true }, null },
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public void A_value_is_taken_from_where_it_is(ExchangeRead read, string? value)
    {
        var values = new TemplateValues { ["nine"] = "9", ["v"] = "old", ["code"] = "sign", ["any"] = "s..n" };
        Assert.Null(ExchangeReads.Take(read, Answer(), values));
        Assert.Equal(value, values.Find("v"));
    }

    public static TheoryData<ExchangeRead, string> Missing => new()
    {
        { Of() with { Css = "#none" }, "#none" },
        { Of() with { Css = "a", Attribute = "rel" }, "rel" },
        { Of() with { Json = "$.nothing" }, "$.nothing" },
        { Of() with { Script = "no(.)" }, "script" },
        { Of() with { Alert = "no" }, "alert" },
        { Of() with { Header = "ETag" }, "ETag" },
        { Of() with { Css = "#h", Pattern = "[0-9]{9}" }, "[0-9]{9}" },
        { Of() with { Text = "^(a+)+$" }, "second" },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public void A_value_that_is_not_there_is_drift_that_names_it(ExchangeRead read, string words)
    {
        var error = ExchangeReads.Take(read, Answer(), new TemplateValues())!;
        Assert.Equal(ErrorClass.Drift, error.Class);
        Assert.Contains("'v'", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static ExchangeRead Of() => new() { Name = "v" };

    private static ReadFrom Answer()
    {
        var page = Pages.Page(
            "<input type=hidden id=h value=t0k><select><option>1<option selected value=2>b</select><a href='view?id=7' data-x=9>go</a>"
            + "<script>var sign='s1';</script><table><tr><td>编号<td>A1</table>",
            "<p class=in-frame> in  a\nframe </p>");
        return new ReadFrom
        {
            Page = page with
            {
                Dialogs = ["编号41", "编号42"],
                Json = [new JsonView(page.Url, """{"data":{"token":"json"}}"""), new JsonView(page.Url, """{"n":5}""")],
            },
            Url = new Uri("http://old.example/app/list?p=3"),
            Charset = Encoding.UTF8,
            Header = name => name == "Location" ? "/there" : null,
            Text = $"{new string('a', 40)} raw-x",
        };
    }
}
