using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Drafting;

public sealed class DrafterTests
{
    private const string Login = """
        <form id=form1 method=post action=login.aspx><table><tr><td>用户名：<td><input name=txtUser id=txtUser>
        <tr><td>密　码：<td><input type=password name=txtPwd id=txtPwd>
        <tr><td><td><input type=submit name=btnLogin id=btnLogin value="登 录"></table><span id=lblMessage></span></form>
        """;

    private const string Home = "<a href=residents.aspx>居民信息查询</a> <a href=edit.aspx>新增居民</a> <a href=logout.aspx>退出系统</a> 欢迎您，测试员 2026-11-23";

    private const string Search = """
        <form id=form2 method=post action=residents.aspx><table><tr><td>姓名：<td><input name=txtName id=txtName maxlength=20>
        <td>街道：<td><select name=ddlStreet id=ddlStreet>
        <option value="">全部<option>东关街道<option>西关街道</select><td><input type=submit name=btn value=查询> <input type=submit name=btn value=导出></table></form>
        """;

    private const string Rows = """
        <table id=gv><tr><th>编号<th>姓名<th>身份证号<th>出生日期<th>操作
        <tr><td>10001<td>张伟<td>990101195311070081<td>1953-11-07<td><a href="view.aspx?id=10001">查看</a>
        <tr><td>10002<td>张伟<td>990101196002030042<td>1960-02-03<td><a href="view.aspx?id=10002">查看</a>
        <tr><td>10003<td>李娜<td>990101197105060023<td>1971-05-06<td><a href="view.aspx?id=10003">查看</a></table>
        <div>共3条记录 第1页/共2页 <a href="javascript:__doPostBack('gv','Page$2')">下一页</a></div>
        """;

    private const string Detail = """
        <table class=detail><tr><td>编号：<td>10002<td>姓名：<td>张伟<tr><td>身份证号：<td>990101196002030042<td>出生日期：<td>1960-02-03
        <tr><td>联系电话：<td>13800000000<td>家庭住址：<td>和平路12号</table>
        """;

    private const string Form = """
        <form id=form3 method=post><table><tr><td>姓名：<td><input name=txtName> <font color=red>*</font>
        <tr><td>身份证号：<td><input name=txtIdNo maxlength=18><tr><td>出生日期：<td><input name=txtBirth>
        <tr><td>性别：<td><input type=radio name=rblSex value=1 id=s1><label for=s1>男</label> <input type=radio name=rblSex value=2 id=s2><label for=s2>女</label>
        <tr><td><td><input type=submit name=btnSave value=保存></table><span id=lblMessage></span></form><span id=lblResult></span>
        """;

    private static readonly DraftNames Find = new("civil", "find-residents");

    private static Demo SignedIn() => new Demo("http://old.example/login.aspx").Open("login.aspx", "登录", Login)
        .Fill("#txtUser", "${credential.user}").Secret("#txtPwd").Click("#btnLogin").Sent("POST", "login.aspx", "x").Sent("GET", "default.aspx")
        .Show("default.aspx", "民政系统", Home);

    private static Demo Listed(string name = "张伟") => SignedIn().Click("a[href='residents.aspx']").Show("residents.aspx", "民政系统", Home, Search)
        .Fill("#txtName", name).Choose("#ddlStreet", "东关街道").Click("input[value=查询]").Sent("POST", "residents.aspx", $"txtName={Uri.EscapeDataString(name)}")
        .Show("residents.aspx", "民政系统", Home, Search + Rows);

    [Fact]
    public void Signing_in_is_split_off_with_its_signs()
    {
        var signIn = Made(Listed().Recording, Find).Adapter.SignIn!;

        Assert.Equal(["open /login.aspx", "fill '用户名'", "fill '密码'", "click button '登录'"], signIn.Steps
            .Select(s => Daas.Core.Steps.StepText.Describe(s).Split(" with")[0]));
        Assert.Equal("text '退出系统'", signIn.SignedIn.ToString());
        Assert.Equal("css '#lblMessage'", signIn.Rejected!.ToString());
    }

    [Fact]
    public void The_system_is_asked_in_the_language_in_which_it_was_recorded()
    {
        var demo = new Demo("http://old.example/login.aspx") { Language = "en-GB,en;q=0.9" }.Open("login.aspx", "Login", Login).Sent("GET", "login.aspx")
            .Fill("#txtUser", "${credential.user}").Secret("#txtPwd").Click("#btnLogin").Sent("GET", "default.aspx").Show("default.aspx", "Home", Home)
            .Click("a[href='residents.aspx']").Show("residents.aspx", "Residents", Home, Search + Rows);

        Assert.Equal("en-GB", Made(demo.Recording, Find).Adapter.Language);
        Assert.Equal("zh-CN", Made(Listed().Recording, Find).Adapter.Language);
    }

    [Fact]
    public void A_list_becomes_a_pull_with_what_was_typed_as_inputs()
    {
        var draft = Made(Listed().Recording, Find);
        var operation = Assert.Single(draft.Adapter.Operations);

        Assert.Equal(OperationKind.Pull, operation.Kind);
        Assert.Equal(["name", "street"], operation.Input.Select(i => i.Name));
        Assert.Equal("张伟", operation.Input[0].Example);
        Assert.Equal(20, operation.Input[0].MaxLength);
        Assert.Equal(["东关街道", "西关街道"], operation.Input[1].OneOf);
        Assert.Contains("编号", operation.Output!.Fields.Select(f => f.Column));
        Assert.NotNull(operation.Output.Next);
        Assert.True(draft.IsReady, string.Join("\n", draft.Story));
        var script = AdapterWriter.WriteOperation(operation);
        Assert.Contains("- open: /default.aspx", script, StringComparison.Ordinal);
        Assert.Contains("{ role: link, name: 居民信息查询 }", script, StringComparison.Ordinal);
        Assert.Contains("with: ${name}", script, StringComparison.Ordinal);
        Assert.Contains("{ role: button, name: 查询 }", script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_row_that_was_clicked_is_found_by_what_tells_it_from_the_others()
    {
        var demo = Listed().Click("a[href='view.aspx?id=10002']").Sent("GET", "view.aspx?id=10002").Show("view.aspx?id=10002", "民政系统", Home, Detail);

        var draft = Made(demo.Recording, new DraftNames("civil", "get-resident"));

        var operation = Assert.Single(draft.Adapter.Operations);
        var key = operation.Input[^1];
        Assert.Contains(key.Title, new[] { "编号", "身份证号" });
        Assert.True(key.Required);
        Assert.Contains($"row: '${{{key.Name}}}'", AdapterWriter.WriteOperation(operation).Replace("row: ${", "row: '${", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.NotNull(operation.Output!.Record);
    }

    [Fact]
    public void Frames_that_stayed_as_they_were_hold_no_answer()
    {
        const string Top = "<table><tr><td>当前用户：<td>张晓燕<td>值班电话：<td>8123456<tr><td>当前部门：<td>民政局<td>值班人：<td>李强</table>";
        var demo = new Demo("http://old.example/").Open("list", "民政系统", Top, Rows).Click("a[href='view.aspx?id=10002']").Show("list", "民政系统", Top, Detail);

        var operation = Assert.Single(Made(demo.Recording, new DraftNames("civil", "get-resident")).Adapter.Operations);

        Assert.DoesNotContain("当前用户", operation.Output!.Fields.Select(f => f.Label));
        Assert.Contains("身份证号", operation.Output.Fields.Select(f => f.Label));
    }

    [Fact]
    public void A_row_that_shows_what_was_typed_is_found_by_that_input()
    {
        var demo = Listed("李娜").Click("a[href='view.aspx?id=10003']").Show("view.aspx?id=10003", "民政系统", Home, Detail);

        var operation = Assert.Single(Made(demo.Recording, new DraftNames("civil", "get-resident")).Adapter.Operations);

        Assert.Equal(["name", "street"], operation.Input.Select(i => i.Name));
        Assert.Contains("row: ${name}", AdapterWriter.WriteOperation(operation).Replace("'", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_that_was_saved_becomes_a_push_that_is_read_back()
    {
        var demo = SignedIn().Click("a[href='edit.aspx']").Show("edit.aspx", "民政系统", Home, Form)
            .Fill("input[name=txtName]", "王芳").Fill("input[name=txtIdNo]", "990101198801010022").Fill("input[name=txtBirth]", "1988/1/1").Check("#s2")
            .Click("input[name=btnSave]").Sent("POST", "edit.aspx", "txtName=%E7%8E%8B%E8%8A%B3")
            .Show("edit.aspx", "民政系统", Home, Form.Replace("<span id=lblResult>", "<span id=lblResult>保存成功，居民编号：10087", StringComparison.Ordinal));
        var existing = Made(Listed().Recording, Find).Adapter;

        var draft = Drafter.Draft(demo.Recording, null, existing, new DraftNames("civil", "register-resident"));

        Assert.True(draft.IsReady, string.Join("\n", draft.Story));
        var push = draft.Adapter.Find("register-resident")!;
        Assert.Equal(OperationKind.Push, push.Kind);
        Assert.Equal([("name", true), ("idNumber", false), ("birthDate", false), ("gender", false)], push.Input.Select(i => (i.Name, i.Required)));
        Assert.Equal((ParameterType.Date, "yyyy/M/d", "1988-01-01"), (push.Input[2].Type, push.Input[2].Format, push.Input[2].Example));
        Assert.Equal(["男", "女"], push.Input[3].OneOf);
        Assert.True(push.Steps[^1].Commit);
        Assert.Equal("text '保存成功'", push.Applied!.ToString());
        Assert.Contains("#lblMessage", push.Rejected!.ToString(), StringComparison.Ordinal);
        Assert.Equal("find-residents", push.Verify!.Operation);
        Assert.Same(existing.Operations[0], draft.Adapter.Operations[0]);
    }

    [Fact]
    public void A_second_demonstration_tells_what_stays_and_what_is_given()
    {
        var draft = Drafter.Draft(Listed().Recording, Listed("李娜").Recording, null, Find);

        var operation = Assert.Single(draft.Adapter.Operations);
        Assert.Equal(["name"], operation.Input.Select(i => i.Name));
        Assert.Contains("option: 东关街道", AdapterWriter.WriteOperation(operation), StringComparison.Ordinal);
        Assert.Contains(draft.Reasons, r => r.Because.Contains("李娜", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_that_hang_on_another_choice_are_not_the_only_ones()
    {
        const string Page = "<form>街道：<select name=street id=s><option value=''>请选择<option>东关<option>西关</select> "
            + "社区：<select name=community id=c><option value=''>请选择{0}</select> <input type=submit value=查询></form>";
        var filled = Page.Replace("{0}", "<option>和平<option>幸福", StringComparison.Ordinal);
        var demo = new Demo("http://old.example/").Open("list", "居民", Page.Replace("{0}", "", StringComparison.Ordinal)).Choose("#s", "东关")
            .Show("list", "居民", filled).Choose("#c", "和平").Click("input").Sent("POST", "list").Show("list", "居民", filled + Rows);

        var operation = Assert.Single(Made(demo.Recording, Find).Adapter.Operations);

        Assert.Equal([["东关", "西关"], []], operation.Input.Select(i => i.OneOf));
    }

    [Fact]
    public void Going_to_further_pages_is_paging_and_no_step()
    {
        var demo = Listed().Click("a[href^='javascript:__doPostBack']").Show("residents.aspx", "民政系统", Home, Search + Rows);

        Assert.Equal(Made(Listed().Recording, Find).Adapter.Operations[0].Steps, Made(demo.Recording, Find).Adapter.Operations[0].Steps);
    }

    [Fact]
    public void A_file_that_is_downloaded_is_the_answer()
    {
        var demo = Listed().Click("input[value=导出]", new RecordedSignal.Downloaded(new RecordedFile("居民.xls", "application/vnd.ms-excel", [1, 2])));

        var operation = Assert.Single(Made(demo.Recording, new DraftNames("civil", "export-residents")).Adapter.Operations);

        Assert.True(operation.Output!.File);
        Assert.IsType<Daas.Core.Steps.Step.Download>(operation.Steps[^1]);
    }

    [Fact]
    public void Windows_and_questions_become_steps_of_their_own()
    {
        const string Page = "<form><table><tr><td>文号：<td><input name=docNo><tr><td>来文单位：<td><input name=unit readonly>"
            + "<input type=button value=选择单位></table><input type=button name=b value=提交><input type=button name=b value=取消></form>";
        var demo = new Demo("http://oa.example/doc.do").Open("doc.do", "收文登记", Page).Fill("input[name=docNo]", "市民发〔2026〕88号")
            .Click("input[value=选择单位]", new RecordedSignal.Popup("w2"));
        demo.Window = "w2";
        demo.Show("pick.do?x=83712938", "选择单位", "<a href=#>市民政局</a> <a href=#>市财政局</a>").Click("a", new RecordedSignal.Closed("w2"));
        demo.Window = "w1";
        var filled = Page.Replace("name=unit", "name=unit value=市民政局", StringComparison.Ordinal);
        demo.Show("doc.do", "收文登记", filled)
            .Click("input[value=提交]", new RecordedSignal.Dialog("confirm", "确定要提交该公文吗？", true, null),
                new RecordedSignal.Dialog("alert", "公文登记成功，收文编号：2026-0088", true, null))
            .Sent("POST", "save.do", "docNo=%E5%B8%82").Show("doc.do", "收文登记", Page);

        var draft = Made(demo.Recording, new DraftNames("oa", "register-document"));

        var script = AdapterWriter.WriteOperation(draft.Adapter.Operations[0]);
        Assert.Contains("inWindow: { title: 选择单位 }", script, StringComparison.Ordinal);
        Assert.Equal(["documentNumber", "incomingUnit"], draft.Adapter.Operations[0].Input.Select(i => i.Name));
        Assert.Contains("name: '${incomingUnit}'", script, StringComparison.Ordinal);
        Assert.Contains("- answer: accept", script, StringComparison.Ordinal);
        Assert.Contains("says: 确定要提交该公文吗", script, StringComparison.Ordinal);
        Assert.Contains("alert: 公文登记成功", script, StringComparison.Ordinal);
        Assert.DoesNotContain("0088", script, StringComparison.Ordinal);
        Assert.True(draft.IsReady, string.Join("\n", draft.Story));
    }

    private static Draft Made(Recording recording, DraftNames names)
    {
        var draft = Drafter.Draft(recording, null, null, names);
        var reading = AdapterReader.Read(draft.Adapter.Id, AdapterWriter.Write(draft.Adapter));
        Assert.False(reading.HasErrors, string.Join("\n", reading.Problems));
        Assert.Equal(draft.Adapter.Operations, reading.Adapter!.Operations);
        Assert.Equal(draft.Adapter.SignIn, reading.Adapter.SignIn);
        return draft;
    }
}
