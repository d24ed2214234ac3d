using Daas.Core.Extraction;
using Daas.Core.Runs;
using static Daas.Core.Tests.Extraction.Pages;

namespace Daas.Core.Tests.Extraction;

public sealed class DetailTests
{
    [Theory]
    [InlineData("<table><tr><td>姓名</td><td>张伟</td><td>性别</td><td>男</td></tr></table>")]
    [InlineData("<table><tr><th>姓名</th><td>张伟</td></tr><tr><th scope=row>性别：</th><td>男</td></tr></table>")]
    [InlineData("<table><tr><th>姓名</th><th>性别</th></tr><tr><td>张伟</td><td>男</td></tr></table>")]
    [InlineData("<table><thead><tr><th>姓名</th><th>性别</th></tr></thead><tbody><tr><td>张伟</td><td>男</td></tr></tbody></table>")]
    [InlineData("<table><tr><td>姓　名：</td><td>张伟<td><font color=red>*</font>性&nbsp;别：</td><td>男</table>")]
    [InlineData("<table><tr><td>姓<b>名</b></td><td>张伟</td><td>性别<img src=help.gif></td><td>男</td></tr></table>")]
    [InlineData("<table><tr><td>姓名</td><td>：</td><td>张伟</td></tr><tr><td>性别</td><td>：</td><td>男</td></tr></table>")]
    [InlineData("<table><tr><td>姓名：张伟</td><td>性别: 男</td></tr></table>")]
    [InlineData("<div><div class=l><span>姓名:</span><svg class='icon question'><path d=M0></path></svg></div><div class=v>张伟</div><div class=l><span>性别:</span><i class=tooltip></i></div><div class=v>男</div></div>")]
    [InlineData("<p>姓名：张伟　性别：男</p>")]
    [InlineData("<p>姓 名：张伟 年龄：30 性 别：男 备注：无</p>")]
    [InlineData("<dl><dt>姓名</dt><dd>张伟</dd><dt>性别</dt><dd>男</dd></dl>")]
    [InlineData("<div class=r><span class=l>姓名</span><span class=v>张伟</span></div><div class=r><span class=l>性别</span><span class=v>男</span></div>")]
    [InlineData("<div><span class=l>姓名</span><span class=v>张伟</span><span class=l>年龄</span><span class=v>3</span><span class=l>性别</span><span class=v>男</span></div>")]
    [InlineData("<div><span>姓名：</span></div><div>张伟</div><div><span>性别：</span></div><div>男</div>")]
    [InlineData("<b>姓名：</b>张伟<br><b>性别：</b>男<br>")]
    [InlineData("<p><b>姓名</b>：张伟</p><p><b>性别</b>：男</p>")]
    [InlineData("<ul><li>姓名：<span>张伟</span></li><li>性别：<em>男</em></li></ul>")]
    [InlineData("<label for=a>姓名</label> <input id=a value=张伟> <label>性别 <select><option>女<option selected>男</select></label>")]
    [InlineData("<table><tr><td>姓名<td><input value=张伟><td>性别<td><input type=radio name=s checked>男<input type=radio name=s>女</table>")]
    [InlineData("<table><tr><td>姓名<td><textarea>张伟</textarea><td>性别<td><label><input type=radio name=s>女</label> <label><input type=radio name=s checked>男</label></table>")]
    [InlineData("<input placeholder=姓名 value=张伟><input aria-label=性别 value=男>")]
    [InlineData("<table><tr><td>姓名<td><img src=n.gif alt=张伟><td>性别<td><a href=x>男</a></table>")]
    [InlineData("<div style='display:none'>姓名：李四</div><p>姓名：张伟<p>性别：男")]
    [InlineData("<table><tr><td class=l>姓名</td><td class=l>性别</td></tr><tr><td>张伟</td><td>男</td></tr></table>")]
    public void Values_stand_beside_or_below_their_labels(string html) => Assert.Equal("张伟|男", Line(Record("姓名", "性别"), html));

    [Fact]
    public void A_blank_value_is_null_and_never_the_next_label()
    {
        Assert.Equal("-|男", Line(Record("姓名", "性别"), "<table><tr><td>姓名</td><td></td><td>性别</td><td>男</td></tr></table>"));
        Assert.Equal("-|男", Line(Record("姓名", "性别"), "<div class=r><span class=l>姓名</span><span class=v></span></div><div class=r><span class=l>性别</span><span class=v>男</span></div>"));
        Assert.Equal("-|男", Line(Record("姓名", "性别"), "<p>姓名：<br>性别：男</p>"));
        Assert.Equal("-|男", Line(Record("姓名", "性别"), "<b>姓名：</b><br><b>性别：</b>男"));
        Assert.Equal("-|男", Line(Record("姓名", "性别"), "<dl><dt>姓名<dd><dt>性别<dd>男</dl>"));
    }

    [Fact]
    public void A_value_keeps_what_follows_in_its_line() =>
        Assert.Equal("2026-01-05 10:30|http://a/b", Line(Record("时间", "地址"), "<p>时间：2026-01-05 <b>10:30</b></p><p>地址：http://a/b</p>"));

    [Fact]
    public void A_missing_label_is_drift_that_names_what_was_seen()
    {
        var error = RecordError(Record("姓名", "出生日期"), "<table><tr><th>姓名</th><td>张伟</td></tr><tr><th>出生年月</th><td>1990-01</td></tr></table>");
        Assert.Equal(ErrorClass.Drift, error.Class);
        Assert.Equal("出生日期", error.Details["missing"]);
        Assert.Equal("出生年月", error.Details["nearest"]);
        Assert.Equal("张伟|-", Line(Record("姓名").With(new Field { Name = "a", Label = "姓名" }, new Field { Name = "b", Label = "电话", Optional = true }), "<p>姓名：张伟"));
    }

    [Fact]
    public void One_label_in_two_sections_is_an_error_unless_narrowed()
    {
        const string Html = "<div id=a><h3>法人</h3><p>电话：110</p></div><div id=b><h3>联系人</h3><p>电话：119</p></div>";
        var error = RecordError(Record("电话"), Html);
        Assert.Equal(ErrorClass.ContractViolation, error.Class);
        Assert.Contains("within", error.Message);
        Assert.Equal("119", Line(Record("电话") with { Record = new RecordSource("#b") }, Html));
        Assert.Equal("1", Line(Record("电话"), "<p>电话：1</p><p>电话：1</p>"));
    }

    [Fact]
    public void A_missing_part_is_drift_and_the_declared_sign_is_no_such_record()
    {
        Assert.Contains("#x", RecordError(Record("电话") with { Record = new RecordSource("#x") }, "<p>电话：1").Message);
        Assert.Equal(ErrorClass.RecordNotFound, RecordError(Record("电话") with { Empty = Text("记录不存在") }, "<p>记录不存在").Class);
    }

    [Fact]
    public void Fields_of_a_record_have_types_links_and_css()
    {
        var output = Record().With(
            new Field { Name = "born", Label = "出生日期", Type = FieldType.Date },
            new Field { Name = "party", Label = "党员", Type = FieldType.Boolean },
            new Field { Name = "file", Label = "附件", Type = FieldType.Link },
            new Field { Name = "title", Css = "h1" },
            new Field { Name = "hobby", Label = "爱好" });
        const string Html = "<h1> 详 情 </h1><table><tr><td>出生日期<td>1990年1月5日<td>党员<td><input type=checkbox checked><tr><td>附件<td><a href='d.aspx?id=3'>简历.doc</a><td>爱好<td><input type=checkbox checked>读书<input type=checkbox>打球<input type=checkbox checked>书法</table>";
        Assert.Equal("1990-01-05|True|http://oa.example/list/d.aspx?id=3|详 情|读书,书法", Line(output, Html));
    }

    [Fact]
    public void Repeated_blocks_are_rows()
    {
        var output = new Output
        {
            Rows = new RowSource.Each("div.item", "#list", "/广告/"),
            Fields = [new Field { Name = "title", Css = "h3" }, new Field { Name = "by", Label = "作者" }, new Field { Name = "url", Css = "h3 a", Type = FieldType.Link }, new Field { Name = "id", Attribute = "data-id" }],
            Empty = Text("没有文章"),
        };
        const string Html = "<div class=item>不是</div><div id=list><div class=item data-id=7><h3><a href=a.html>甲</a></h3><p>作者：张</p></div><div class=item>广告</div><div class=item data-id=8><h3><a href=b.html>乙</a></h3><p>作者：李</p></div><div class=item hidden></div></div>";
        Assert.Equal(["甲|张|http://oa.example/list/a.html|7", "乙|李|http://oa.example/list/b.html|8"], Lines(output, Html));
        Assert.Equal(["甲|张|http://oa.example/list/a.html|7"], Lines(output, Html, 1));
        Assert.Equal(ErrorClass.Drift, Error(output, "<div class=item>不是</div>").Class);
        Assert.Equal(ErrorClass.Drift, Error(output, "<div id=list></div>").Class);
        Assert.True(Rows(output, Of("<div id=list>没有文章</div>")).EmptyShown);
        Assert.Equal("2", Error(output, Html.Replace("<a href=b.html>乙</a>", "乙")).Details["row"]);
    }

    [Fact]
    public void Css_that_cannot_be_read_is_a_defect_of_the_adapter() =>
        Assert.Equal(ErrorClass.AdapterBug, Error(new Output { Rows = new RowSource.Each("div[") }, "<div>").Class);
}
