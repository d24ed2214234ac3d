using Daas.Core.Extraction;
using Daas.Recorder.Drafting.Outputs;

namespace Daas.Recorder.Tests.Drafting.Outputs;

public class OutputFinderTests
{
    private const string Residents = """
        <table class="layout"><tr><td>
          <ul><li><a href="/a">首页</a></li><li><a href="/b">帮助</a></li></ul>
        </td><td>
          <table id="gvList">
            <tr><th>序号</th><th>编号</th><th>姓名</th><th>出生日期</th><th>补助金额</th><th>操作</th></tr>
            <tr><td>1</td><td>R001</td><td><a href="/r?id=1">张伟</a></td><td>1980-02-03</td><td>1,200.50</td><td>编辑</td></tr>
            <tr><td>2</td><td>R002</td><td><a href="/r?id=2">李娜</a></td><td>1981-12-13</td><td>300.00</td><td>编辑</td></tr>
            <tr><td>3</td><td>R003</td><td><a href="/r?id=3">张伟</a></td><td>1990-06-07</td><td>95.00</td><td>编辑</td></tr>
          </table>
          <div>共 43 条 第1页/共15页 <a href="?p=2">下一页</a></div>
        </td></tr></table>
        """;

    [Fact]
    public void The_main_table_is_found_inside_a_layout_table_with_names_types_key_and_paging()
    {
        var best = OutputFinder.Find(Shown.Page(Residents))[0];

        var table = Assert.IsType<RowSource.Table>(best.Output.Rows);
        Assert.Equal(["序号", "编号", "姓名", "出生日期", "补助金额"], table.Headers);
        Assert.Equal(["number", "id", "name", "birthDate", "subsidyAmount", "link"], best.Output.Fields.Select(f => f.Name));
        Assert.Equal(
            [FieldType.Integer, FieldType.Text, FieldType.Text, FieldType.Date, FieldType.Money, FieldType.Link], best.Output.Fields.Select(f => f.Type));
        Assert.Equal(["id"], best.Output.Key);
        Assert.Contains("下一页", best.Output.Next!.ToString());
        Assert.Contains("total", best.Output.Paging.Shown);
        Assert.Equal(3, best.Rows.Count);
        Assert.Equal(new DateOnly(1980, 2, 3), best.Rows[0].Values[3]);
        Assert.NotEmpty(best.Reasons);
    }

    [Fact]
    public void The_sign_of_emptiness_is_learned_from_a_page_that_had_no_rows()
    {
        var none = Shown.Page("<table id='gvList'><tr><th>编号</th><th>姓名</th><th>出生日期</th></tr></table><p>没有符合条件的记录</p>");
        var full = Shown.Page("<table id='gvList'><tr><th>编号</th><th>姓名</th><th>出生日期</th></tr><tr><td>1</td><td>张伟</td><td>1980-01-02</td></tr></table>");

        Assert.Equal("没有符合条件的记录", OutputFinder.Find(full, others: [none])[0].Output.Empty!.AnyOf[0].Text!.Source.Source);
    }

    [Fact]
    public void A_calendar_is_no_answer()
    {
        var days = string.Concat(Enumerable.Range(0, 4).Select(w => $"<tr>{string.Concat(Enumerable.Range(1, 7).Select(d => $"<td>{(w * 7) + d}</td>"))}</tr>"));
        var page = Shown.Page($"""
            <table><tr><th>日</th><th>一</th><th>二</th><th>三</th><th>四</th><th>五</th><th>六</th></tr>{days}</table>
            <table><tr><th>文号</th><th>标题</th></tr><tr><td>东政〔2026〕1号</td><td>关于防汛工作的通知</td></tr></table>
            """);

        var best = Assert.Single(OutputFinder.Find(page), p => p.Output.Rows is RowSource.Table);
        Assert.Equal(["文号", "标题"], ((RowSource.Table)best.Output.Rows!).Headers);
    }

    [Fact]
    public void A_detail_page_is_a_record_of_its_labels()
    {
        var page = Shown.Page("""
            <div id="detail"><table>
              <tr><td class="lb">姓名</td><td>张伟</td><td class="lb">性别</td><td>男</td></tr>
              <tr><td class="lb">身份证号</td><td>330101198002030011</td><td class="lb">出生日期</td><td>1980-02-03</td></tr>
            </table></div>
            """);

        var best = OutputFinder.Find(page)[0];
        Assert.NotNull(best.Output.Record);
        Assert.Equal(["name", "gender", "idNumber", "birthDate"], best.Output.Fields.Select(f => f.Name));
        Assert.Equal(["张伟", "男", "330101198002030011", new DateOnly(1980, 2, 3)], best.Rows[0].Values);
    }

    [Fact]
    public void Json_that_holds_the_shown_rows_is_the_better_source_and_takes_the_titles_of_the_columns()
    {
        const string Shown1 = "<table><tr><th>名称</th><th>数量</th></tr><tr><td>桌子</td><td>12</td></tr><tr><td>椅子</td><td>40</td></tr></table>";
        const string Answer = """{"code":0,"data":{"total":2,"rows":[{"id":7,"goods":"桌子","n":12},{"id":8,"goods":"椅子","n":40}]}}""";
        var page = Shown.Page(Shown1, ("/menu", """[{"text":"首页"},{"text":"帮助"}]"""), ("/api/goods?x=1", Answer));

        var best = OutputFinder.Find(page)[0];
        var json = Assert.IsType<RowSource.Json>(best.Output.Rows);
        Assert.Equal(("$.data.rows", "$.data.total"), (json.Path, json.Total));
        Assert.Equal(["$.goods", "$.n", "$.id"], best.Output.Fields.Select(f => f.Json));
        Assert.Equal(["名称", "数量"], best.Output.Fields.Take(2).Select(f => f.Title));
    }

    [Fact]
    public void Json_that_lacks_a_shown_column_does_not_replace_the_table()
    {
        const string Shown1 = "<table><tr><th>名称</th><th>状态</th></tr><tr><td>桌子</td><td>启用</td></tr><tr><td>椅子</td><td>停用</td></tr></table>";
        var page = Shown.Page(Shown1, ("/api/goods", """[{"goods":"桌子","state":1},{"goods":"椅子","state":0}]"""));

        Assert.IsType<RowSource.Table>(OutputFinder.Find(page)[0].Output.Rows);
    }

    [Fact]
    public void Repeated_blocks_are_rows_and_the_menu_is_not_the_answer()
    {
        string Notice(int n) => $"<div class='notice'><h3><a href='/n/{n}'>关于第{n}批救助资金发放的通知</a></h3><span class='date'>2026-03-0{n}</span><p>各街道办事处：请于本月底前上报名单。</p></div>";
        var page = Shown.Page($"""
            <ul class="menu"><li><a href="/1">首页</a></li><li><a href="/2">居民</a></li><li><a href="/3">公文</a></li><li><a href="/4">退出</a></li></ul>
            <div id="main">{Notice(1)}{Notice(2)}<div class="ad"><img src="x.png"></div>{Notice(3)}</div>
            """);

        var best = OutputFinder.Find(page)[0];
        Assert.Equal("#main > div.notice", Assert.IsType<RowSource.Each>(best.Output.Rows).Css);
        Assert.Equal(3, best.Rows.Count);
        var date = best.Output.Fields.ToList().FindIndex(f => f.Name == "date");
        Assert.Equal([new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3)], best.Rows.Select(r => r.Values[date]));
    }

    [Fact]
    public void What_a_person_pointed_at_comes_first()
    {
        var page = Shown.Page(Residents + "<table><tr><th>街道</th><th>户数</th></tr><tr><td>东关街道</td><td>120</td></tr></table>");

        var best = OutputFinder.Find(page, ["东关街道"])[0];
        Assert.Equal(["街道", "户数"], ((RowSource.Table)best.Output.Rows!).Headers);
        Assert.Equal(1, best.Picked);
    }

    [Theory]
    [InlineData("出生日期", "birthDate")]
    [InlineData("Order No.", "orderNo")]
    [InlineData("#", "number")]
    [InlineData("金额（元）", "amount")]
    [InlineData("魑魅", null)]
    public void A_title_gets_an_English_name_where_its_words_are_known(string title, string? name) => Assert.Equal(name, FieldNames.Of(title));

    [Theory]
    [InlineData("编号", FieldType.Text, "10021", "10022")]
    [InlineData("数量", FieldType.Integer, "3", "1,204")]
    [InlineData("电话", FieldType.Text, "0571", "88990011")]
    [InlineData("日期", FieldType.Date, "13/02/2026", "01/02/2026")]
    [InlineData("日期", FieldType.Text, "03/02/2026", "01/02/2026")]
    [InlineData("更新", FieldType.DateTime, "2026-01-02 10:30", "2026-01-02 10:31:05")]
    public void Types_come_from_all_values_and_the_title(string title, FieldType type, params string[] values) =>
        Assert.Equal(type, ValueTypes.Guess(title, values)?.Type ?? FieldType.Text);
}
