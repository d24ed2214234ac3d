using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Drafting;

/// <summary>What a person did once, and must work for records that were not shown.</summary>
public sealed class WaysOfWorkTests
{
    private const string List = """
        <table id=list><tr><td class=h>文号<td class=h>标题<td class=h>状态
        <tr><td>甲〔2026〕1号<td><a href='view?id=1'>关于防汛工作的通知</a><td>已办
        <tr><td>甲〔2026〕2号<td><a href='view?id=2'>关于食堂改造的函</a><td>待办</table>
        """;

    private const string Detail = "<div id=d><table><tr><td class=lb>文号<td>甲〔2026〕1号<td class=lb>标题<td>关于防汛工作的通知"
        + "<tr><td class=lb>附件<td colspan=3>1. <a href=\"javascript:down('7')\">防汛方案.doc</a>（3 KB）<tr><td class=lb>备注<td colspan=3>无</table></div>";

    [Fact]
    public void A_title_that_was_clicked_in_a_list_belongs_to_its_row_and_not_to_the_way()
    {
        var script = Script(Opened().Recording, "get-document");

        Assert.DoesNotContain("防汛", Steps(script), StringComparison.Ordinal);
        Assert.Contains("row: '${documentNumber}'", script, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_not_there_is_told_by_the_empty_list()
    {
        var operation = Made(Opened().Recording, "get-document").Adapter.Operations[0];

        Assert.True(Shows(operation.NotFound!, "<table id=list><tr><td>文号<td>标题<td>状态</table><p>没有找到符合条件的公文</p>"));
        Assert.False(Shows(operation.NotFound!, List));
        Assert.False(Shows(operation.NotFound!, Detail + "<p>暂无数据</p>"));
    }

    [Fact]
    public void The_only_file_of_a_record_is_told_by_its_place_and_not_by_its_name()
    {
        var demo = Opened().Click("a", Downloaded("防汛方案.doc"));

        var script = Script(demo.Recording, "get-attachment");

        Assert.DoesNotContain("防汛", Steps(script), StringComparison.Ordinal);
        Assert.Contains("download: [{ role: link, row: 附件", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_files_the_caller_says_which()
    {
        var several = Detail.Replace("（3 KB）", "（3 KB）<br>2. <a href=\"javascript:down('8')\">物资清单.xls</a>", StringComparison.Ordinal);
        var demo = Opened(several).Click("a[href*='8']", Downloaded("物资清单.xls"));

        var script = Script(demo.Recording, "get-attachment");

        Assert.Contains("name: '${fileName}'", script, StringComparison.Ordinal);
        Assert.Contains("fileName:       { required: true, example: 物资清单.xls }", script, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_a_script_draws_under_a_field_is_one_choice()
    {
        const string Page = "<form>类型：<span id=type><input class=t readonly{0}><span class=arrow>v</span></span> <a href=# onclick='find()'>查询</a></form>"
            + "<div class=panel style='display:{1}'><div class=item>请选择</div><div class=item>环境</div><div class=item>治安</div></div>";
        var (shut, open, filled) = (Filled("", "none"), Filled("", "block"), Filled(" value=治安", "none"));
        var demo = new Demo("http://old.example/").Open("events", "事件", shut).Click("input").Show("events", "事件", open).Click(".item:nth-child(3)")
            .Show("events", "事件", filled).Click("a").Sent("POST", "events").Show("events", "事件", filled + List);

        var operation = Made(demo.Recording, "find-events").Adapter.Operations[0];

        var input = Assert.Single(operation.Input);
        Assert.Equal(("type", "治安", false), (input.Name, input.Example, input.Required));
        Assert.Equal(["环境", "治安"], input.OneOf);
        Assert.Equal(["open /events", "choose", "click link '查询'"], operation.Steps.Select(s => s is Step.Choose ? "choose" : StepText.Describe(s)));

        static string Filled(string value, string display) => Page.Replace("{0}", value, StringComparison.Ordinal)
            .Replace("style='display:{1}'", display == "none" ? FrameView.HiddenMark : "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_that_was_picked_in_a_calendar_is_entered_as_a_date()
    {
        const string Page = "<form>日期：<input name=day readonly{0}> <input type=submit value=查询></form>";
        const string Calendar = "<div class=cal><a>‹</a><b>2026年11月</b><a>›</a><table><tr><td>1<td>2<td>3</table></div>";
        var (blank, filled) = (Page.Replace("{0}", "", StringComparison.Ordinal), Page.Replace("{0}", " value=2026-11-02", StringComparison.Ordinal));
        var demo = new Demo("http://old.example/").Open("list", "事件", blank).Click("input[name=day]").Show("list", "事件", blank + Calendar)
            .Click("a:first-child").Show("list", "事件", blank + Calendar).Click("td:nth-child(2)").Show("list", "事件", filled)
            .Click("input[type=submit]").Sent("POST", "list").Show("list", "事件", filled + List);

        var operation = Made(demo.Recording, "find-events").Adapter.Operations[0];

        Assert.Equal([(ParameterType.Date, "2026-11-02")], operation.Input.Select(i => (i.Type, i.Example!)));
        Assert.Equal(3, operation.Steps.Count);
    }

    [Fact]
    public void An_entry_that_was_suggested_while_typing_is_what_was_given()
    {
        const string Page = "<form>公司：<input name=company{0}> <input type=submit value=查询></form>";
        var blank = Page.Replace("{0}", "", StringComparison.Ordinal);
        var typed = Page.Replace("{0}", " value=东方", StringComparison.Ordinal) + "<ul class=hints><li class=hint>东方建材<li class=hint>东方物流</ul>";
        var filled = Page.Replace("{0}", " value=东方物流", StringComparison.Ordinal);
        var demo = new Demo("http://old.example/").Open("list", "公司", blank).Fill("input", "东方").Show("list", "公司", typed).Click("li:nth-child(2)")
            .Show("list", "公司", filled).Click("input[type=submit]").Sent("POST", "list").Show("list", "公司", filled + List);

        var operation = Made(demo.Recording, "find-companies").Adapter.Operations[0];

        Assert.Equal(["东方物流"], operation.Input.Select(i => i.Example));
        Assert.Contains("${company}", AdapterWriter.WriteOperation(operation).Split("- click", StringSplitOptions.None)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_in_a_tree_of_another_window_takes_its_branch_along()
    {
        const string Form = "<form>承办人：<input name=who readonly{0}> <input type=button value=选择> <input type=submit value=保存></form>";
        const string Tree = "<div class=n><a href=\"javascript:fold('a')\">[+] 办公室</a></div><div id=a {0}><input type=radio name=p id=p1><label for=p1>张三</label></div>"
            + "<div class=n><a href=\"javascript:fold('b')\">[+] 财务科</a></div><div id=b {1}><input type=radio name=p id=p2><label for=p2>李四</label></div>"
            + "<input type=button value=确定>";
        var hidden = FrameView.HiddenMark;
        var demo = new Demo("http://old.example/").Open("add", "登记", Form.Replace("{0}", "", StringComparison.Ordinal))
            .Click("input[value=选择]", new RecordedSignal.Popup("w2"));
        demo.Window = "w2";
        demo.Show("pick", "选择人员", Tree.Replace("{0}", hidden, StringComparison.Ordinal).Replace("{1}", hidden, StringComparison.Ordinal)).Click("a[href*=b]")
            .Show("pick", "选择人员", Tree.Replace("{0}", hidden, StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal)).Check("#p2")
            .Click("input[value=确定]", new RecordedSignal.Closed("w2"));
        demo.Window = "w1";
        demo.Show("add", "登记", Form.Replace("{0}", " value=李四", StringComparison.Ordinal)).Click("input[value=保存]").Sent("POST", "save")
            .Show("saved", "登记", "<p>保存成功</p>");

        var operation = Made(demo.Recording, "register-document").Adapter.Operations[0];

        Assert.Equal(["branch", "handler"], operation.Input.Select(i => i.Name));
        Assert.Equal(["财务科", "李四"], operation.Input.Select(i => i.Example));
        Assert.Empty(operation.Input[1].OneOf);
    }

    [Fact]
    public void The_list_that_reads_back_is_reached_without_saving_again()
    {
        var listed = List.Replace("甲〔2026〕2号", "乙〔2026〕9号", StringComparison.Ordinal);
        var demo = new Demo("http://old.example/").Open("add", "登记", "<form>文号：<input name=no> <input type=submit value=保存></form>").Fill("input", "乙〔2026〕9号")
            .Click("input[type=submit]").Sent("POST", "save").Show("save", "登记", "<p>保存成功</p><a href=list>返回列表</a>").Click("a").Sent("GET", "list")
            .Show("list", "公文", listed);

        var draft = Made(demo.Recording, "register-document");

        var push = draft.Adapter.Find("register-document")!;
        Assert.Equal("register-document-check", push.Verify!.Operation);
        Assert.Equal(["open /list"], draft.Adapter.Find("register-document-check")!.Steps.Select(s => StepText.Describe(s)));
    }

    private static Demo Opened(string? detail = null) => new Demo("http://old.example/").Open("list", "公文", List).Click("a[href*='id=1']").Sent("GET", "view?id=1")
        .Show("view?id=1", "公文", detail ?? Detail);

    private static RecordedSignal.Downloaded Downloaded(string name) => new(new RecordedFile(name, "application/msword", [1]));

    private static bool Shows(Sign sign, string html) =>
        SignReader.Find(sign, new PageView { Url = new Uri("http://old.example/"), Frames = [new FrameView(new Uri("http://old.example/"), "", html)] },
            TemplateValues.None) is not null;

    private static string Steps(string script) => script[script.IndexOf("steps:", StringComparison.Ordinal)..script.IndexOf("output:", StringComparison.Ordinal)];

    private static string Script(Recording recording, string operation) => AdapterWriter.WriteOperation(Made(recording, operation).Adapter.Operations[0]);

    private static Draft Made(Recording recording, string operation)
    {
        var draft = Drafter.Draft(recording, null, null, new DraftNames("old", operation));
        var reading = AdapterReader.Read(draft.Adapter.Id, AdapterWriter.Write(draft.Adapter));
        Assert.False(reading.HasErrors, string.Join("\n", reading.Problems));
        return draft;
    }
}
