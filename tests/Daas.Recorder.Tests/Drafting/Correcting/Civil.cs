using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Drafting.Correcting;

/// <summary>Recordings of a small system of residents.</summary>
internal static class Civil
{
    public const string Find = "find-residents";

    public const string Register = "register-resident";

    private const string Login = """
        <form id=form1 method=post action=login.aspx><table><tr><td>用户名：<td><input name=txtUser id=txtUser>
        <tr><td>密　码：<td><input type=password name=txtPwd id=txtPwd>
        <tr><td><td><input type=submit name=btnLogin id=btnLogin value="登 录"></table><span id=lblMessage></span></form>
        """;

    private const string Home = "<a href=residents.aspx>居民信息查询</a> <a href=edit.aspx>新增居民</a> <a href=logout.aspx>退出系统</a> 欢迎您，测试员";

    private const string Search = """
        <form id=form2 method=post action=residents.aspx><table><tr><td>姓名：<td><input name=txtName id=txtName maxlength=20>
        <td>登记日期：<td><input name=txtFrom id=txtFrom>
        <td>街道：<td><select name=ddlStreet id=ddlStreet>
        <option value="">全部<option>东关街道<option>西关街道</select><td><input type=submit name=btn value=查询> <input type=submit name=btn value=导出></table></form>
        """;

    private const string Rows = """
        <table id=gv><tr><th>编号<th>姓名<th>身份证号<th>出生日期<th>备注
        <tr><td>10001<td>张伟<td>990101195311070081<td>1953-11-07<td>REMARK
        <tr><td>10002<td>张伟<td>990101196002030042<td>1960-02-03<td>低保
        <tr><td>10003<td>李娜<td>990101197105060023<td>1971-05-06<td>迁入</table>
        <div>共3条记录 第1页/共2页 <a href="javascript:__doPostBack('gv','Page$2')">下一页</a></div>
        """;

    private const string Notices = """
        <table id=notices><tr><th>公告标题<th>发布单位<th>发布日期<tr><td>停电通知<td>办公室<td>2026-01-02<tr><td>放假通知<td>人事科<td>2026-01-03
        <tr><td>体检通知<td>工会<td>2026-01-04</table>
        """;

    private const string Form = """
        <form id=form3 method=post><table><tr><td>姓名：<td><input name=txtName> <font color=red>*</font>
        <tr><td>身份证号：<td><input name=txtIdNo maxlength=18><tr><td>出生日期：<td><input name=txtBirth>
        <tr><td>性别：<td><input type=radio name=rblSex value=1 id=s1><label for=s1>男</label> <input type=radio name=rblSex value=2 id=s2><label for=s2>女</label>
        <tr><td><td><input type=submit name=btnSave value=保存></table><span id=lblMessage></span></form><span id=lblResult></span>
        """;

    public static Demo SignedIn() => new Demo("http://old.example/login.aspx").Open("login.aspx", "登录", Login)
        .Fill("#txtUser", "${credential.user}").Secret("#txtPwd").Click("#btnLogin").Sent("POST", "login.aspx", "x").Sent("GET", "default.aspx")
        .Show("default.aspx", "民政系统", Home);

    /// <param name="name">What is typed.</param>
    /// <param name="remark">What one cell of the answer shows.</param>
    /// <param name="date">What is typed as a date.</param>
    public static Demo Listed(string name = "张伟", string remark = "孤寡", string date = "2026/1/5") => SignedIn()
        .Click("a[href='residents.aspx']").Show("residents.aspx", "民政系统", Home, Search)
        .Fill("#txtName", name).Fill("#txtFrom", date).Choose("#ddlStreet", "东关街道")
        .Click("input[value=查询]").Sent("POST", "residents.aspx", $"txtName={Uri.EscapeDataString(name)}")
        .Show("residents.aspx", "民政系统", Home, Search + Rows.Replace("REMARK", remark, StringComparison.Ordinal) + Notices);

    public static Demo Paged() => Listed().Click("a[href^='javascript:__doPostBack']").Show("residents.aspx", "民政系统", Home, Search + Rows);

    public static Demo Exported() => Listed().Click("input[value=导出]", new RecordedSignal.Downloaded(new RecordedFile("居民.csv", "text/csv", [1, 2])));

    public static Demo Saved(string name = "王芳") => SignedIn().Click("a[href='edit.aspx']").Show("edit.aspx", "民政系统", Home, Form)
        .Fill("input[name=txtName]", name).Fill("input[name=txtIdNo]", "990101198801010022").Fill("input[name=txtBirth]", "1988/1/1").Check("#s2")
        .Click("input[name=btnSave]").Sent("POST", "edit.aspx", $"txtName={Uri.EscapeDataString(name)}")
        .Show("edit.aspx", "民政系统", Home, Form.Replace("<span id=lblResult>", "<span id=lblResult>保存成功，居民编号：10087", StringComparison.Ordinal));

    public static Draft Draft(Recording first, string operation = Find, Recording? second = null) => Drafter.Draft(first, second, null, new DraftNames("civil", operation));

    /// <summary>A push that is read back by the list that was there already.</summary>
    public static Draft Push() => Drafter.Draft(Saved().Recording, null, Draft(Listed().Recording).Adapter, new DraftNames("civil", Register));
}
