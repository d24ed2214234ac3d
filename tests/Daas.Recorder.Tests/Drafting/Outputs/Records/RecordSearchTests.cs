using AngleSharp.Dom;
using Daas.Recorder.Drafting.Outputs.Records;

namespace Daas.Recorder.Tests.Drafting.Outputs.Records;

public class RecordSearchTests
{
    [Fact]
    public void Records_beside_the_first_are_found_across_an_advertisement()
    {
        var document = Body("""
            <div id=list>
              <div class="r odd"><b>张伟</b><i>1980</i></div><div class="ad"><img src=a></div>
              <div class="r even"><b>李娜</b></div><div class="r"><b>王芳</b><i>1991</i></div>
            </div>
            """);

        Assert.Equal(["张伟1980", "李娜", "王芳1991"], Texts(document, "#list > div"));
    }

    [Fact]
    public void Records_at_the_same_place_in_the_next_group_are_found_too()
    {
        var document = Body("""
            <section class=g><h2>甲</h2><ul><li class=x>一</li><li class=x>二</li></ul></section>
            <section class=g><h2>乙</h2><ul><li class=x>三</li></ul></section>
            <section class=foot><ul><li class=x>关于</li></ul></section>
            """);

        Assert.Equal(["一", "二", "三"], Texts(document, "li"));
    }

    [Fact]
    public void A_record_of_two_siblings_repeats_as_two()
    {
        var document = Body("<dl><dt>甲</dt><dd>一</dd><dt>乙</dt><dd>二</dd><dt>丙</dt><dd>三</dd></dl>");

        Assert.Equal(["甲一", "乙二", "丙三"], Texts(document, "dt", "dd"));
    }

    [Fact]
    public void A_record_over_two_tables_takes_one_row_of_each()
    {
        var document = Body("""
            <div><table id=a><tr><td>1</td></tr><tr><td>2</td></tr></table></div>
            <div><table id=b><tr><td>张伟</td></tr><tr><td>李娜</td></tr></table></div>
            """);

        Assert.Equal(["1张伟", "2李娜"], Texts(document, "#a tr", "#b tr"));
    }

    [Fact]
    public void Rows_that_are_headers_are_no_records()
    {
        var document = Body("<table><tr class=t><td>1</td><td>甲</td></tr><tr><th>编号</th><th>名称</th></tr><tr class=u><td>2</td><td>乙</td></tr></table>");

        Assert.Equal(["1甲", "2乙"], Texts(document, "tr"));
    }

    [Fact]
    public void An_empty_block_kept_for_an_advertisement_is_no_record()
    {
        var document = Body("<div id=l><div class=c><img src=a><b>一</b></div><div class=c><img src=ad></div><div class=c><img src=b><b>二</b></div></div>");

        Assert.Equal(["一", "二"], Texts(document, "#l > div"));
    }

    [Fact]
    public void A_record_in_a_wrapper_of_its_own_is_one_too()
    {
        var document = Body("""
            <main><article><h3>一</h3><p>甲</p></article><div class=promoted><span><article><h3>二</h3><p>乙</p></article></span></div>
            <article><h3>三</h3><p>丙</p></article></main>
            """);

        Assert.Equal(["一甲", "二乙", "三丙"], Texts(document, "main > article"));
    }

    [Fact]
    public void A_further_list_of_linked_entries_comes_with_the_first_and_buttons_do_not()
    {
        var document = Body($"""
            <section><h2>通知</h2><ul>{Entries("通知", 6)}</ul></section>
            <section><h2>公告</h2><ol>{Entries("公告", 6)}</ol></section>
            <div class=tools><span>打印</span><span>打印</span><span>打印</span><span>打印</span></div>
            """);

        var lists = new RecordSearch().From([document.QuerySelector("li")!]);

        Assert.Equal([6, 6], lists.Select(l => l.Records.Count));
        Assert.StartsWith("公告", lists[1].Records[0][0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_page_says_again_for_narrow_screens_is_no_further_list()
    {
        var document = Body($"<ul class=wide>{Entries("通知", 6)}</ul><ol class=narrow>{Entries("通知", 6)}</ol>");

        Assert.Single(new RecordSearch().From([document.QuerySelector("li")!]));
    }

    private static string Entries(string word, int count) => string.Concat(Enumerable.Range(1, count)
        .Select(i => $"<li><a href=/{i}>{word}第{i}号关于办理居民登记手续的有关事项</a><span>2024-0{i}-0{i}</span></li>"));

    private static IDocument Body(string html) => Shown.Page(html).Frames[0].Document;

    private static IEnumerable<string> Texts(IDocument document, params string[] first) =>
        new RecordSearch().Like([.. first.Select(css => document.QuerySelector(css)!)]).Records
            .Select(r => string.Concat(r.Select(e => string.Concat(e.TextContent.Where(c => !char.IsWhiteSpace(c))))));
}
