using System.Security.Cryptography;

namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary><c>login.aspx</c>.</summary>
internal sealed class SignInPage(CivilAffairsSystem system, ViewStateSeal seal)
{
    private const string Page = "login.aspx";

    internal Reply Show(Call call, Session session)
    {
        if (!call.IsPost) return Draw(session, "", "");
        var (post, refusal) = PostBack.Read(call, Page, session, seal);
        if (post is null) return refusal!;
        if (post.Clicked("btnCode")) return TakeCode(session, post["txtCode"]);
        var user = post["txtUser"];
        if (!post.Clicked("btnLogin")) return Draw(session, user, "");
        if (user.Length == 0 || post["txtPwd"].Length == 0) return Draw(session, user, "用户名和密码不能为空！");
        var account = system.Accounts.Find(user);
        switch (system.Accounts.Try(account, a => a.Password == post["txtPwd"]))
        {
            case SignIn.Accepted when system.Switches.AskCode:
                (session.Kept["codeOf"], session.Kept["code"]) = (user, system.Code = RandomNumberGenerator.GetString("0123456789", 6));
                return DrawCode(session, "");
            case SignIn.Accepted:
                system.Sessions.SignIn(session, account!);
                return Reply.Redirect("/default.aspx");
            case SignIn.Locked:
                return Draw(session, user, "该帐号已被锁定，请与系统管理员联系！");
            default:
                return Draw(session, user, account is null ? "用户名或密码错误！" : $"用户名或密码错误，您还可以尝试{system.Accounts.TriesLeft(account)}次！");
        }
    }

    private Reply TakeCode(Session session, string code)
    {
        if (!session.Kept.TryGetValue("codeOf", out var user)) return Draw(session, "", "");
        if (code != session.Kept["code"]) return DrawCode(session, "验证码不正确，请重新输入！");
        session.Kept.Remove("codeOf");
        system.Sessions.SignIn(session, system.Accounts.Find(user)!);
        return Reply.Redirect("/default.aspx");
    }

    private Reply DrawCode(Session session, string message)
    {
        var form = new WebForm(Page, session, seal, system.Wording);
        var body = $"""
            <table border="0" cellpadding="4" cellspacing="0" align="center">
            <tr><td colspan="2">短信验证码已发送到您的手机，请在下面输入。</td></tr>
            <tr><td align="right">短信验证码：</td><td>{WebForm.Input("txtCode", "", 150)}</td></tr>
            <tr><td>&nbsp;</td><td>{form.Button("btnCode", "确定")}</td></tr>
            <tr><td colspan="2" align="center"><span id="lblCode" style="color:Red;">{message}</span></td></tr>
            </table>
            """;
        return system.File("login", ("form", form.Close(body)));
    }

    private Reply Draw(Session session, string user, string message)
    {
        var form = new WebForm(Page, session, seal, system.Wording);
        var body = $"""
            <table border="0" cellpadding="4" cellspacing="0" align="center">
            <tr><td align="right">{system.Wording["用户名"]}：</td><td>{WebForm.Input("txtUser", user, 150)}</td></tr>
            <tr><td align="right">{system.Wording["密码"]}：</td><td>{WebForm.Input("txtPwd", "", 150, "password")}</td></tr>
            <tr><td>&nbsp;</td><td>{form.Button("btnLogin", "登录")}&nbsp;<input type="reset" value="重置" class="btn" /></td></tr>
            <tr><td colspan="2" align="center"><span id="lblMessage" style="color:Red;">{message}</span></td></tr>
            </table>
            """;
        return system.File("login", ("form", form.Close(body)));
    }
}
