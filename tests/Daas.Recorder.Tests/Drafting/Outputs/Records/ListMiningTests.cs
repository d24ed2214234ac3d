using AngleSharp.Dom;
using Daas.Recorder.Drafting.Outputs.Records;

namespace Daas.Recorder.Tests.Drafting.Outputs.Records;

public class ListMiningTests
{
    [Fact]
    public void Sections_that_hold_lists_of_different_lengths_give_way_to_the_entries_in_them()
    {
        var page = Body(string.Concat(new[] { 2, 5, 3, 7 }.Select((n, i) => $"<section><h2>{i}</h2><ul>{Entries(n)}</ul></section>")));

        Assert.Equal(17, ListMining.Main(page)[0].Records.Count);
    }

    [Fact]
    public void Entries_that_have_as_many_fields_each_stay_entries()
    {
        var page = Body("<ul>" + string.Concat(Enumerable.Range(1, 6)
            .Select(i => $"<li><div><b>姓名</b>张伟第{i}位居民</div><div><b>地址</b>东关街道{i}号楼</div><div><b>电话</b>1380000{i}</div></li>")) + "</ul>");

        Assert.Equal("li", ListMining.Main(page)[0].Records[0][0].LocalName);
    }

    [Fact]
    public void A_group_with_a_single_entry_belongs_to_the_list_of_its_cousins()
    {
        var page = Body(string.Concat(new[] { 4, 1, 3 }.Select((n, i) => $"<div class=g><h3>{i}</h3><ul class=e>{Entries(n)}</ul></div>")));

        Assert.Equal(8, ListMining.Main(page)[0].Records.Count);
    }

    [Fact]
    public void A_page_without_anything_repeated_has_no_main_list() => Assert.Empty(ListMining.Main(Body("<p>系统维护中</p>")));

    private static string Entries(int count) => string.Concat(Enumerable.Range(1, count)
        .Select(i => $"<li><a href=/{count}/{i}>关于办理居民登记手续的有关事项第{count}之{i}号</a><span>2024-0{i}-01</span></li>"));

    private static IDocument Body(string html) => Shown.Page(html).Frames[0].Document;
}
