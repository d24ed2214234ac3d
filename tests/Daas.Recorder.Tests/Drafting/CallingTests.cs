using Daas.Core.Adapters;
using Daas.Core.Steps;
using Daas.Recorder.Drafting;

namespace Daas.Recorder.Tests.Drafting;

/// <summary>Lists that call up fields, rows that are opened by their own words, pages turned by words with arrows.</summary>
public sealed class CallingTests
{
    private const string Adding = "<select id=more><option value=''>　<option>标题<option>单位</select>";
    private const string Go = "<a href=go class=go>应用</a>";

    private const string List = """
        <table class=list><thead><tr><th>编号<th>标题<th>单位<tbody>
        <tr><td><input type=checkbox>12<td><a href=/doc/12>防火通知</a><td>县统计局<tr><td><input type=checkbox>13<td><a href=/doc/13>会议纪要</a><td>县民政局
        <tr><td><input type=checkbox>14<td><a href=/doc/14>年度总结</a><td>县财政局</table> <a href=?page=2>下一页 »</a>
        """;

    [Fact]
    public void A_list_that_calls_up_a_field_is_left_out_together_with_it()
    {
        const string Called = Adding + "<label for=t>标题</label> <input id=t name=t>" + Go;
        var demo = new Demo("http://doc.example/").Open("docs", "公文", Adding + Go).Choose("#more", "标题").Became(Called)
            .Fill("#t", "通知").Click("a.go").Show("docs", "公文", Called + List);

        var operation = Assert.Single(Drafter.Draft(demo.Recording, null, null, new DraftNames("docs", "find-docs")).Adapter.Operations);

        Assert.Equal(["title"], operation.Input.Select(i => i.Name));
        var choose = Assert.Single(operation.Steps.OfType<Step.Choose>());
        Assert.Equal(("标题", "title"), (choose.Option.Source, choose.When));
    }

    [Fact]
    public void A_list_whose_choice_stays_is_an_input_also_when_it_brings_up_fields()
    {
        const string Kinds = "<label for=k>类别</label><select id=k><option>公文<option>信访</select>";
        const string Shown = "<label for=k>类别</label><select id=k><option>公文<option selected>信访</select><label for=t>来访人</label><input id=t name=t>";
        var demo = new Demo("http://doc.example/").Open("docs", "公文", Kinds + Go).Choose("#k", "信访").Became(Shown + Go)
            .Fill("#t", "张伟").Click("a.go").Show("docs", "公文", Shown + List);

        var operation = Assert.Single(Drafter.Draft(demo.Recording, null, null, new DraftNames("docs", "find-docs")).Adapter.Operations);

        Assert.Equal(2, operation.Input.Count);
    }

    [Fact]
    public void A_record_is_opened_by_its_key_and_never_by_its_own_words()
    {
        var demo = new Demo("http://doc.example/").Open("docs", "公文", List).Click("a[href='/doc/13']")
            .Show("doc/13", "公文", "<table><tr><td>标题：<td>会议纪要<tr><td>单位：<td>县民政局</table>");

        var draft = Drafter.Draft(demo.Recording, null, null, new DraftNames("docs", "get-doc"));
        var script = AdapterWriter.WriteOperation(Assert.Single(draft.Adapter.Operations));

        Assert.Contains("row: '${id}'", script, StringComparison.Ordinal);
        Assert.DoesNotContain("会议纪要", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_with_an_arrow_turn_the_page_too()
    {
        var demo = new Demo("http://doc.example/").Open("home", "公文", "<a href=docs>公文</a>").Click("a").Show("docs", "公文", List)
            .Click("a[href='?page=2']").Show("docs?page=2", "公文", List);

        var operation = Assert.Single(Drafter.Draft(demo.Recording, null, null, new DraftNames("docs", "find-docs")).Adapter.Operations);

        Assert.Equal(["Open", "Click"], operation.Steps.Select(s => s.GetType().Name));
        Assert.NotNull(operation.Output!.Next);
    }
}
