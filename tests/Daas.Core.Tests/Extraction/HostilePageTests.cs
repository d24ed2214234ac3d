using System.Text;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using static Daas.Core.Tests.Extraction.Pages;

namespace Daas.Core.Tests.Extraction;

public sealed class HostilePageTests
{
    private const string Table1 = "<table><tr><th>编号</th></tr><tr><td>1</td></tr></table>";

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b><i>")]
    [InlineData("<table><tr><td>")]
    public void Nesting_ten_thousand_deep_is_survived(string open)
    {
        var page = Of(string.Concat(Enumerable.Repeat(open, 10_000)) + "姓名：张" + Table1);
        _ = Extractor.Rows(Table("编号"), page, 10);
        _ = Extractor.Rows(new Output { Rows = new RowSource.Each("b b") }, page, 10);
        _ = Extractor.Record(Record("姓名"), page);
        _ = SignReader.ShowsPasswordField(page);
        Assert.NotNull(SignReader.Find(Text("张"), page, TemplateValues.None));
    }

    [Fact]
    public void A_long_table_is_read_only_as_far_as_asked()
    {
        var html = new StringBuilder("<table><tr><th>编号</th><th>姓名</th></tr>");
        for (var i = 0; i < 50_000; i++)
            html.Append("<tr><td>").Append(i).Append("</td><td>x</td></tr>");
        Assert.Equal(100, Rows(Table("编号", "姓名"), Of(html.ToString()), 100).Rows.Count);
    }

    [Fact]
    public void A_row_of_giant_spans_is_an_error_and_not_a_feast() =>
        Assert.Equal(ErrorClass.ContractViolation, Error(Table("编号", "姓名"), "<table><tr><th>编号<th>姓名<tr><td colspan=1000000 rowspan=1000000>1<td colspan=99999999999999999999>a</table>").Class);

    [Fact]
    public void A_pattern_that_never_ends_is_a_contract_violation()
    {
        var output = Table("编号").With(new Field { Name = "x", Column = "编号", Pattern = "^(a+)+$" });
        Assert.Equal(ErrorClass.ContractViolation, Error(output, $"<table><tr><th>编号<tr><td>{new string('a', 60)}!</table>").Class);
    }

    [Fact]
    public void Deep_json_is_no_json() => Assert.Equal(ErrorClass.Drift, Error(new Output { Rows = new RowSource.Json("$.a") }, Json(string.Concat(Enumerable.Repeat("{\"a\":[", 5000)))).Class);

    [Fact]
    public void Entities_are_characters_and_grow_no_further() =>
        Assert.Equal(["<b>&amp;"], Lines(Table("编号"), "<!DOCTYPE html [<!ENTITY a \"&b;&b;\">]><table><tr><th>编号<tr><td>&lt;b&gt;&amp;amp;</table>"));
}
