using System.Text.RegularExpressions;
using Daas.Core.Steps;

namespace Daas.Recorder.Import;

/// <summary>Tells by the names that authors give to fields what holds a password, or signs in.</summary>
internal static partial class PasswordNames
{
    public static bool IsPassword(string text) => PasswordWords.In(text) || Short().IsMatch(text);

    public static bool IsUser(string text) => User().IsMatch(text);

    public static bool IsSignIn(string text) => SignIn().IsMatch(text);

    [GeneratedRegex(@"(^|[^a-z])(user|login|txt|my|new|old|re|confirm|j_)?[-_]?(pass|psw|psd|passcode|mima|kouling|pin)(word|code)?([^a-z]|$)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Short();

    [GeneratedRegex("用户|账号|帐号|账户|登录名|工号|user|login|account|uname|logon|yhm|zhanghao", RegexOptions.IgnoreCase)]
    private static partial Regex User();

    [GeneratedRegex(@"登录|登陆|登入|log-?_?[io]n\b|login|logon|sign-?_?in", RegexOptions.IgnoreCase)]
    private static partial Regex SignIn();
}
