using System.Globalization;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Values;

namespace Daas.Core.Tests.Extraction;

public sealed class ValueTests
{
    private static Converted Of(string raw, FieldType type, string? format = null, params (string, string)[] values) =>
        FieldValue.Of(
            FieldPlan.Of(new Field { Name = "f", Type = type, Format = format, Values = values.ToDictionary(v => v.Item1, v => v.Item2) }, 0),
            new Raw(raw, Base: new Uri("http://oa.example/list/index.aspx")));

    private static object? Value(string raw, FieldType type, string? format = null)
    {
        var converted = Of(raw, type, format);
        Assert.Null(converted.Problem);
        return converted.Value;
    }

    [Theory]
    [InlineData("1234.50", "1234.50")]
    [InlineData("1,234.50", "1234.50")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1 234 567", "1234567")]
    [InlineData("1 234,50", "1234.50")]
    [InlineData("1.234,50", "1234.50")]
    [InlineData("１，２３４．５", "1234.5")]
    [InlineData("(12.5)", "-12.5")]
    [InlineData("（12.5）", "-12.5")]
    [InlineData("－3", "-3")]
    [InlineData("−3", "-3")]
    [InlineData("3-", "-3")]
    [InlineData("+3", "3")]
    [InlineData("0", "0")]
    [InlineData(".5", "0.5")]
    [InlineData("-0.05", "-0.05")]
    public void A_number_is_read_as_people_write_it(string raw, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Value(raw, FieldType.Number));

    [Theory]
    [InlineData("12,5")]
    [InlineData("1,23,456")]
    [InlineData("1.2.3")]
    [InlineData("12 34")]
    [InlineData("1,2345")]
    [InlineData("1234,567")]
    [InlineData(",123")]
    [InlineData("35%")]
    [InlineData("12 人")]
    [InlineData("1E3")]
    [InlineData("--5")]
    [InlineData("一百")]
    [InlineData("999999999999999999999999999999999")]
    public void What_is_not_one_number_for_certain_is_refused(string raw) => Assert.NotNull(Of(raw, FieldType.Number).Problem);

    [Theory]
    [InlineData("¥1,234.50", "1234.50")]
    [InlineData("￥ 1,234.50元", "1234.50")]
    [InlineData("1.5万元", "15000")]
    [InlineData("2亿元", "200000000")]
    [InlineData("人民币100元整", "100")]
    [InlineData("-¥5", "-5")]
    [InlineData("¥-5", "-5")]
    [InlineData("(¥5.00)", "-5")]
    [InlineData("$12", "12")]
    public void An_amount_has_its_sign_or_unit(string raw, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Value(raw, FieldType.Money));

    [Theory]
    [InlineData("壹佰元")]
    [InlineData("12元5角")]
    [InlineData("10%")]
    [InlineData("元")]
    public void What_is_not_one_amount_for_certain_is_refused(string raw) => Assert.NotNull(Of(raw, FieldType.Money).Problem);

    [Fact]
    public void A_whole_number_is_whole()
    {
        Assert.Equal(12L, Value("12.00", FieldType.Integer));
        Assert.Equal(1234L, Value("1,234", FieldType.Integer));
        Assert.NotNull(Of("12.5", FieldType.Integer).Problem);
        Assert.NotNull(Of("99999999999999999999", FieldType.Integer).Problem);
    }

    [Theory]
    [InlineData("2026-01-05", null)]
    [InlineData("2026/1/5", null)]
    [InlineData("2026.01.05", null)]
    [InlineData("2026年1月5日", null)]
    [InlineData("２０２６年　１月　５日", null)]
    [InlineData("2026年1月5日 星期一", null)]
    [InlineData("2026-一月-05", null)]
    [InlineData("2026-一月-05 17:59:02 星期一", null)]
    [InlineData("20260105", null)]
    [InlineData("2026-01-05 23:59:59", null)]
    [InlineData("2026-01-05T00:00:00Z", null)]
    [InlineData("2026-01-05T10:30:00+08:00", null)]
    [InlineData("05/01/2026", "dd/MM/yyyy")]
    [InlineData("5.1.2026", "d.M.yyyy")]
    [InlineData("26-1-5", "yy-M-d")]
    [InlineData("2026年 1月 5日", "yyyy年M月d日")]
    [InlineData("1767571200", "unix")]
    [InlineData("1767542400000", "unixms+08:00")]
    [InlineData("/Date(1767571200000)/", null)]
    [InlineData("/Date(1767542400000+0800)/", null)]
    [InlineData("\\/Date(1767571200000)\\/", null)]
    public void A_day_is_read(string raw, string? format) => Assert.Equal(new DateOnly(2026, 1, 5), Value(raw, FieldType.Date, format));

    [Theory]
    [InlineData("05/06/2026")]
    [InlineData("25/06/2026")]
    [InlineData("26-01-05")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("2026-1/5")]
    [InlineData("1767571200")]
    [InlineData("37 分钟前")]
    [InlineData("/Date(1767542400000)/")]
    [InlineData("2026-01-04T16:00:00Z")]
    [InlineData("2026年1月")]
    public void A_day_that_is_not_certain_is_refused(string raw) => Assert.NotNull(Of(raw, FieldType.Date).Problem);

    [Fact]
    public void A_time_keeps_the_zone_that_the_page_gives_and_no_other()
    {
        Assert.Equal(new DateTime(2026, 1, 5, 10, 30, 0), Value("2026-1-5 10:30", FieldType.DateTime));
        Assert.Equal(new DateTime(2026, 1, 5, 15, 4, 5), Value("2026年1月5日 下午3点4分5秒", FieldType.DateTime));
        Assert.Equal(new DateTime(2026, 1, 5), Value("2026-01-05", FieldType.DateTime));
        Assert.Equal(new DateTime(2026, 1, 5, 10, 30, 5), Value("20260105103005", FieldType.DateTime));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 10, 30, 0, TimeSpan.FromHours(8)), Value("2026-01-05T10:30:00.000+08:00", FieldType.DateTime));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero), Value("2026-01-05T00:00:00Z", FieldType.DateTime));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.FromHours(8)), Value("1767542400", FieldType.DateTime, "unix+08:00"));
    }

    [Theory]
    [InlineData("是", true)]
    [InlineData("否", false)]
    [InlineData("TRUE", true)]
    [InlineData("0", false)]
    [InlineData("√", true)]
    [InlineData("×", false)]
    [InlineData("有", true)]
    public void Yes_and_no_are_read(string raw, bool expected) => Assert.Equal(expected, Value(raw, FieldType.Boolean));

    [Fact]
    public void Values_map_raw_text_and_unknown_codes_are_refused()
    {
        Assert.Equal(true, Of("在册", FieldType.Boolean, null, ("在册", "true"), ("注销", "false")).Value);
        Assert.Equal(false, Of("", FieldType.Boolean, null, ("", "false")).Value);
        Assert.Equal("active", Of("1", FieldType.Text, null, ("1", "active")).Value);
        Assert.NotNull(Of("2", FieldType.Text, null, ("1", "active")).Problem);
        Assert.Equal(0m, Of("面议", FieldType.Number, null, ("面议", "0")).Value);
        Assert.NotNull(Of("也许", FieldType.Boolean).Problem);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("—")]
    [InlineData("")]
    public void Dashes_and_blanks_are_no_value_but_a_dash_is_a_text(string raw)
    {
        Assert.Null(Value(raw, FieldType.Number));
        Assert.Null(Value(raw, FieldType.Date));
        Assert.Equal(raw.Length == 0 ? null : raw, Value(raw, FieldType.Text));
    }

    [Theory]
    [InlineData("view.aspx?id=1", "http://oa.example/list/view.aspx?id=1")]
    [InlineData("/a/b", "http://oa.example/a/b")]
    [InlineData("//other.example/a", "http://other.example/a")]
    [InlineData("https://x.example/", "https://x.example/")]
    [InlineData("?page=2", "http://oa.example/list/index.aspx?page=2")]
    public void A_link_is_absolute(string raw, string expected) => Assert.Equal(expected, Value(raw, FieldType.Link));

    [Theory]
    [InlineData("javascript:void(0)")]
    [InlineData("JavaScript:__doPostBack('a','')")]
    [InlineData("#")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    public void A_script_is_no_link(string raw) => Assert.NotNull(Of(raw, FieldType.Link).Problem);
}
