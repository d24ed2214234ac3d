using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Evidence.Redaction;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>Splits signing in off a demonstration: up to where the page of the password field was left.</summary>
/// <param name="shown">The demonstration.</param>
/// <param name="notes">Takes what was thought.</param>
internal sealed partial class SignInDraft(Demonstration shown, Notes notes)
{
    /// <summary>How many deeds are signing in; 0 when nobody signed in.</summary>
    public int Count()
    {
        if (shown.Recording.SignedIn && shown.Deeds.Select(d => d.After).FirstOrDefault(p => p is not null) is { } first && !SignReader.ShowsPasswordField(first))
            return 0;
        var count = 0;
        for (var i = 0; i < shown.Deeds.Count; i++)
        {
            if (shown.Deeds[i].Action is not RecordedAction.Fill { Secret: true })
                continue;
            // A password that was refused is typed again.
            for (var j = i + 1; j < shown.Deeds.Count; j++)
            {
                if (IsSubmit(shown.Deeds[j])
                    && (shown.Deeds[j].Left is { } after ? !SignReader.ShowsPasswordField(after) : shown.Deeds[j].Before is null))
                    return j + 1;
                if (shown.Deeds[j].Action is RecordedAction.Fill { Secret: true })
                    break;
            }

            count = Math.Max(count, i + 1);
        }

        return count;
    }

    /// <param name="deeds">Those that are signing in.</param>
    /// <param name="steps">Makes steps of deeds.</param>
    public SignIn? Make(IReadOnlyList<Deed> deeds, Func<IReadOnlyList<Deed>, IReadOnlyList<Step>> steps)
    {
        if (deeds.Count == 0)
            return null;
        var submit = deeds[^1];
        var login = deeds.Last(d => d.Action is RecordedAction.Fill { Secret: true }).Before;
        var others = deeds.Select(d => d.Before).OfType<PageView>().ToList();
        var signedIn = submit.Left is { } after ? SignedIn(submit, after, login, others) : SignWords.Seen(submit);
        if (signedIn is null)
        {
            notes.Ask("signIn.signedIn", "what does a page show only to someone who is signed in?", true);
            signedIn = SignWords.Text(SignWords.ToBeAnswered("signIn.signedIn"));
        }

        var captcha = deeds.FirstOrDefault(IsForPerson);
        var done = Last(deeds).Where(d => d != captcha).ToList();
        var result = new SignIn
        {
            Steps = steps(done),
            SignedIn = signedIn,
            Rejected = Rejected(deeds, login),
            NeedsPerson = captcha is null ? null : PersonSign(captcha),
            EachRun = submit.Left is null ? !LeadsOn(submit) : IsPosted(submit),
        };
        notes.Story.Add($"Sign-in: {done.Count} steps as the connection's user; signed in is who sees {signedIn}.");
        if (captcha is not null)
            notes.Story.Add($"Sign-in asks for '{captcha.Words}': a person signs in, the gateway keeps the session alive.");
        if (result.EachRun)
            notes.Because("signIn.eachRun", "the page after sign-in has no address of its own that is known");
        return result;
    }

    /// <summary>An attempt that was refused is left out: from the start, and then from the last time that the password was typed.</summary>
    private static IEnumerable<Deed> Last(IReadOnlyList<Deed> deeds)
    {
        var tries = deeds.Select((d, i) => (d, i)).Where(x => x.d.Action is RecordedAction.Fill { Secret: true }).Select(x => x.i).ToList();
        if (tries.Count < 2)
            return deeds;
        var firstSubmit = deeds.Select((d, i) => (d, i)).First(x => x.i > tries[0] && IsSubmit(x.d)).i;
        var open = deeds.TakeWhile(d => d.Action is RecordedAction.Open or RecordedAction.Click);
        var again = deeds.Skip(firstSubmit + 1).ToList();
        var user = deeds.Take(firstSubmit).Where(d => d.Action is RecordedAction.Fill { Text: "${credential.user}" } or RecordedAction.Choose);
        return open.Concat(again.Exists(d => d.Action is RecordedAction.Fill { Text: "${credential.user}" }) ? again : user.Concat(again));
    }

    private Sign? SignedIn(Deed last, PageView after, PageView? login, List<PageView> before)
    {
        var choice = new LocatorChoice(after);
        var links = after.Frames.SelectMany(f => Clickable(f.Document)).Select(e => (Element: e, Words: choice.WordsOf(e))).ToList();
        foreach (var (_, words) in links.Where(l => SignOut().IsMatch(l.Words)).OrderBy(l => l.Words.Length))
        {
            var sign = SignWords.Text(SignWords.Match(words, []));
            if (SignWords.Shows(sign, after) && !before.Exists(p => SignWords.Shows(sign, p)))
            {
                notes.Because("signIn.signedIn", $"'{words}' is offered only to who is signed in");
                return sign;
            }
        }

        foreach (var (element, words) in links.Where(l => SignOut().IsMatch(l.Words)
            || SignOutAddress().IsMatch(l.Element.GetAttribute("href") + l.Element.GetAttribute("onclick"))))
        {
            foreach (var css in SteadyCss.Of(element))
            {
                var sign = SignWords.Css(css);
                if (SignWords.Shows(sign, after) && !before.Exists(p => SignWords.Shows(sign, p)))
                {
                    notes.Because("signIn.signedIn", $"'{words}' leads out and is shown only to who is signed in");
                    return sign;
                }
            }
        }

        // Nothing is called sign out: what every later page shows too is the system's frame, and not the first page's own words.
        var others = links.Select(l => l.Words).Concat(SignWords.New(after, login)).Where(w => w.Length is > 1 and <= 20 && !Generated.IsData(w)).Distinct();
        var signs = others.Select(w => (Words: w, Sign: SignWords.Text(SignWords.Match(w, []))))
            .Where(s => SignWords.Shows(s.Sign, after) && !before.Exists(p => SignWords.Shows(s.Sign, p))).Take(40).ToList();
        var later = shown.PagesFrom(last).Where(p => p.Url.Authority == after.Url.Authority).ToList();
        if (signs.Count > 0)
        {
            // Another account has another person's name.
            var best = signs.OrderBy(s => ChineseNames.LooksLikeOne(s.Words)).ThenByDescending(s => later.Count(p => SignWords.Shows(s.Sign, p))).First();
            notes.Because("signIn.signedIn", $"'{best.Words}' is on the page after signing in and on none before; nothing there is called sign out");
            return best.Sign;
        }

        return after.Frames.SelectMany(f => f.Document.QuerySelectorAll("frame[name],iframe[name],[id]")).Select(SteadyCss.Own).OfType<string>().Take(60)
            .Select(SignWords.Css).FirstOrDefault(s => SignWords.Shows(s, after) && !before.Exists(p => SignWords.Shows(s, p)));
    }

    /// <summary>A refusal that was shown, or the empty place for messages beside the password field.</summary>
    private Sign? Rejected(IReadOnlyList<Deed> deeds, PageView? login)
    {
        foreach (var refused in deeds.SkipLast(1).SkipWhile(d => d.Action is not RecordedAction.Fill { Secret: true }).Where(d => IsSubmit(d)
            && d.After is { } after && SignReader.ShowsPasswordField(after)))
        {
            if (refused.Signal<RecordedSignal.Dialog>() is { } dialog)
                return new Sign([new SignAlternative { Alert = SignWords.Match(dialog.Text, []) }]);
            if (SignWords.New(refused.After!, refused.Before).FirstOrDefault(l => l.Length is > 2 and < 60 && !OutcomeWords.IsSuccess(l)) is { } line)
            {
                notes.Because("signIn.rejected", $"'{line}' was shown when sign-in did not go on");
                return SignWords.Text(SignWords.Match(line, []));
            }
        }

        if (login is not null)
        {
            foreach (var place in login.Frames.SelectMany(f => f.Document.QuerySelectorAll("span,div,p,label,td,font,em")))
            {
                if (PageText.Fold(PageText.Of(place)).Length == 0 && place.ChildElementCount == 0 && Message().IsMatch($"{place.Id} {place.ClassName}")
                    && SteadyCss.Of(place).FirstOrDefault(css => place.Owner!.QuerySelectorAll(css).Length == 1) is { } css)
                {
                    notes.Because("signIn.rejected", $"{css} is empty on the sign-in page and named as a place for messages");
                    notes.Ask("signIn.rejected", $"is a refused password told in {css}? It was not shown.", false, "yes", "no");
                    return SignWords.Css(css);
                }
            }
        }

        notes.Ask("signIn.rejected", "what does the system show when it refuses user or password? It was not shown.", false);
        return null;
    }

    private Sign PersonSign(Deed captcha)
    {
        notes.Because("signIn.needsPerson", $"'{captcha.Words}' is asked for, which only a person can tell");
        return captcha.Element is { } field && SteadyCss.Of(field).FirstOrDefault(css => field.Owner!.QuerySelectorAll(css).Length == 1) is { } css
            ? SignWords.Css(css) : SignWords.Text(SignWords.Match(captcha.Words, []));
    }

    /// <summary>Where no page was kept: it is known where the work goes on.</summary>
    private bool LeadsOn(Deed submit) => submit.Signal<RecordedSignal.Navigated>() is not null
        || shown.Deeds.SkipWhile(d => d != submit).Skip(1).FirstOrDefault()?.Action is RecordedAction.Open;

    /// <summary>The window's document came as the answer to a form, and its address by itself would not bring it.</summary>
    private bool IsPosted(Deed submit)
    {
        if (submit.Left is not { } after)
            return false;
        var document = shown.Exchanges(submit).LastOrDefault(e => e.Type == "document" && e.Url.AbsoluteUri == after.Url.AbsoluteUri
            && e.Status is >= 200 and < 300);
        return document is { Method: "POST" };
    }

    private static bool IsSubmit(Deed deed) => deed.Action is RecordedAction.Click or RecordedAction.Press;

    private static bool IsForPerson(Deed deed) =>
        deed.Action is RecordedAction.Fill { Secret: false }
            && (Captcha().IsMatch(deed.Words) || Captcha().IsMatch($"{deed.Element?.Id} {deed.Element?.GetAttribute("name")}"));

    /// <summary>The words by which a page offers to sign out; null when none does.</summary>
    public string? Leaving() => shown.Deeds.SelectMany(d => new[] { d.Before, d.After }).OfType<PageView>().Distinct().SelectMany(p => p.Frames)
        .SelectMany(f => Clickable(f.Document)).Select(e => Spoken.Of(PageText.Of(e))).FirstOrDefault(w => SignOutOnly().IsMatch(w));

    private static IEnumerable<IElement> Clickable(IDocument document) =>
        document.QuerySelectorAll(
            "a,button,input[type=button],input[type=submit],[onclick],[role=button],[role=link],[role=menuitem],[role=tab],[role=treeitem]").Where(PageText.IsShown);

    [GeneratedRegex(@"^[\[【]?(安全)?(退出|注销|登出|签退)(系统|登录|登陆|账号|帐号)?[\]】]?$|^(log|sign) ?(out|off)$", RegexOptions.IgnoreCase)]
    private static partial Regex SignOutOnly();

    [GeneratedRegex(@"退出|注销|登出|签退|\b(log|sign) ?(out|off)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SignOut();

    [GeneratedRegex("log_?(out|off)|sign_?(out|off)|exit|quit", RegexOptions.IgnoreCase)]
    private static partial Regex SignOutAddress();

    [GeneratedRegex("msg|message|error|err\\b|warn|tip|info|alert|prompt", RegexOptions.IgnoreCase)]
    private static partial Regex Message();

    [GeneratedRegex("验证码|校验码|附加码|动态码|动态口令|短信|captcha|verify_?code|valid(ate)?_?code|check_?code|otp", RegexOptions.IgnoreCase)]
    private static partial Regex Captcha();
}
