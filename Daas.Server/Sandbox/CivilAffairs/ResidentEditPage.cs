using System.Globalization;

namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary>
/// <c>resident_edit.aspx</c>: registers a resident. The communities come by a post-back when the street is chosen; every rule is the
/// server's alone.
/// </summary>
internal sealed class ResidentEditPage(CivilAffairsSystem system, ResidentLedger ledger, ViewStateSeal seal)
{
    private const string Page = "resident_edit.aspx";

    internal Reply Show(Call call, Session session)
    {
        if (!call.IsPost) return Draw(session, _ => "", "");
        var (post, refusal) = PostBack.Read(call, Page, session, seal, "ddlNation", "ddlStreet", "ddlCommunity");
        if (post is null) return refusal!;
        if (post.Clicked("btnBack")) return Reply.Redirect("/residents.aspx");
        if (!post.Clicked("btnSave")) return Draw(session, name => post[name], "");
        if (Refuse(post) is { } message) return Draw(session, name => post[name], message);
        var made = Resident(post);
        if (!system.Switches.FakeSave) ledger.Add(made);
        return system.Content("新增居民", $"""
            <div id="pnlDone" class="done"><span id="lblResult">保存成功！居民编号：{made.No}</span><br /><br />
            <a href="resident_edit.aspx">继续新增</a>&nbsp;&nbsp;<a href="residents.aspx">返回列表</a></div>
            """);
    }

    private static bool IsDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private string? Refuse(PostBack post)
    {
        var id = post["txtIdNo"];
        if (post["txtName"].Length == 0) return "姓名不能为空！";
        if (id.Length != 18 || !id[..17].All(char.IsAsciiDigit) || !(char.IsAsciiDigit(id[17]) || id[17] == 'X')) return "身份证号格式不正确，应为18位！";
        if (!IsDate(post["txtBirth"], out var birth)) return "出生日期格式不正确，应为yyyy-MM-dd！";
        if (id.Substring(6, 8) != $"{birth:yyyyMMdd}") return "出生日期与身份证号不一致！";
        if (post["ddlStreet"].Length == 0) return "请选择街道！";
        if (post["ddlCommunity"].Length == 0) return "请选择社区！";
        return ledger.Knows(id) ? $"身份证号{id}已存在，不能重复登记！" : null;
    }

    private Resident Resident(PostBack post)
    {
        IsDate(post["txtBirth"], out var birth);
        return new Resident(ledger.NextNo, post["txtName"], post["rblSex"] == "女" ? "女" : "男", post["ddlNation"], birth, post["txtIdNo"], "", "",
            post["ddlStreet"], post["ddlCommunity"], post["txtTel"], post["txtAddress"], post["chkSubsidy"] == "on", 0, DateOnly.FromDateTime(system.Now));
    }

    private Reply Draw(Session session, Func<string, string> typed, string message)
    {
        var form = new WebForm(Page, session, seal, system.Wording);
        const string star = "<font color=\"red\">*</font>";
        var subsidy = typed("chkSubsidy") == "on" ? " checked=\"checked\"" : "";
        var sex = typed("rblSex") is "女" ? "女" : "男";
        var body = $"""
            <table class="detail" width="100%" border="1" cellspacing="0" cellpadding="4">
            <tr><td class="lbl">{system.Wording["姓名"]}：</td><td>{WebForm.Input("txtName", typed("txtName"))}{star}</td>
                <td class="lbl">性别：</td><td>{Radio("男", 0, sex)} {Radio("女", 1, sex)}</td></tr>
            <tr><td class="lbl">{system.Wording["身份证号"]}：</td><td>{WebForm.Input("txtIdNo", typed("txtIdNo"), 160)}{star}</td>
                <td class="lbl">{system.Wording["出生日期"]}：</td><td>{WebForm.Input("txtBirth", typed("txtBirth"), 90)}{star}(yyyy-MM-dd)</td></tr>
            <tr><td class="lbl">民族：</td><td>{form.Select("ddlNation", "请选择", Invented.Nations, typed("ddlNation"))}</td>
                <td class="lbl">{system.Wording["联系电话"]}：</td><td>{WebForm.Input("txtTel", typed("txtTel"))}</td></tr>
            <tr><td class="lbl">{system.Wording["街道"]}：</td><td>{form.Select("ddlStreet", "请选择", Invented.Streets, typed("ddlStreet"), postsBack: true)}{star}</td>
                <td class="lbl">社区：</td><td>{form.Select("ddlCommunity", "请选择", Invented.CommunitiesOf(typed("ddlStreet")), typed("ddlCommunity"))}{star}</td></tr>
            <tr><td class="lbl">家庭住址：</td><td>{WebForm.Input("txtAddress", typed("txtAddress"), 260)}</td>
                <td class="lbl">是否低保：</td><td><input id="chkSubsidy" type="checkbox" name="chkSubsidy"{subsidy} /><label for="chkSubsidy">是</label></td></tr>
            <tr><td colspan="4" align="center">{form.Button("btnSave", "保存")} {form.Button("btnBack", "返回")}</td></tr>
            </table>
            <p align="center"><span id="lblMessage" style="color:Red;">{message}</span></p>
            """;
        return system.Content("新增居民", form.Close(body));
    }

    private static string Radio(string text, int at, string chosen) =>
        $"""<input id="rblSex_{at}" type="radio" name="rblSex" value="{text}"{(text == chosen ? " checked=\"checked\"" : "")} /><label for="rblSex_{at}">{text}</label>""";
}
