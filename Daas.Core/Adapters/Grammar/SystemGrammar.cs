using System.Text.RegularExpressions;
using Daas.Core.Steps;

namespace Daas.Core.Adapters.Grammar;

/// <summary>The file <c>system.yaml</c>: the system itself, without its operations.</summary>
internal static partial class SystemGrammar
{
    private static readonly MapShape<Limits> Limits =
        new MapShape<Limits>("limits", "What the old system is spared: hard limits for one connection, whoever calls.", new Limits(), inline: true)
        .Key("sessions", Basics.Count(1, 100), l => l.Sessions, (l, v) => l with { Sessions = v },
            "Signed-in sessions the system grants one account at a time.")
        .Key("concurrency", Basics.Count(1, 100), l => l.Concurrency, (l, v) => l with { Concurrency = v }, "Runs at the same time.")
        .Key("perMinute", Basics.Count(1, 100_000), l => l.PerMinute, (l, v) => l with { PerMinute = v }, "Runs begun in any 60 seconds.")
        .Key("runSeconds", Basics.Count(1, 86_400), l => l.RunSeconds, (l, v) => l with { RunSeconds = v }, "Seconds one run may take, paging included.")
        .Key("stepSeconds", Basics.Count(1, 3600), l => l.StepSeconds, (l, v) => l with { StepSeconds = v }, "Seconds one step may wait for what it needs.")
        .Key("pages", Basics.Count(1, 1_000_000), l => l.Pages, (l, v) => l with { Pages = v }, "Pages one pull may fetch.")
        .Key("rows", Basics.Count(1, 100_000_000), l => l.Rows, (l, v) => l with { Rows = v }, "Rows one pull may return.")
        .Rule((limits, _, reading) =>
        {
            if (limits.StepSeconds > limits.RunSeconds)
                reading.Error(limits, $"one step may wait {limits.StepSeconds} seconds, but the whole run only {limits.RunSeconds}", "stepSeconds");
            if (limits.Concurrency > limits.Sessions)
                reading.Advise(limits, $"{limits.Concurrency} runs share {limits.Sessions} session(s); right only where pages keep no state in the session", "concurrency");
        });

    private static readonly MapShape<SignIn> SignIn =
        new MapShape<SignIn>("signIn", "How a session is made, and how its states are told apart.", new SignIn { Steps = [], SignedIn = new Sign([]) })
        .Key("steps", StepGrammar.Steps, s => s.Steps, (s, v) => s with { Steps = v },
            "What is done to sign in; ${credential.user} and ${credential.password} may be used.", required: true)
        .Key("signedIn", LocatorGrammar.Sign, s => s.SignedIn, (s, v) => s with { SignedIn = v }, "Shown only to someone who is signed in.", required: true)
        .Key("rejected", LocatorGrammar.Sign, s => s.Rejected, (s, v) => s with { Rejected = v },
            "Shown when user or password are refused; its text is the reason.")
        .Key("locked", LocatorGrammar.Sign, s => s.Locked, (s, v) => s with { Locked = v }, "Shown when the account is locked; its text is the reason.")
        .Key("needsPerson", LocatorGrammar.Sign, s => s.NeedsPerson, (s, v) => s with { NeedsPerson = v },
            "Shown when only a person can go on (CAPTCHA, code by SMS).")
        .Key("expired", LocatorGrammar.Sign, s => s.Expired, (s, v) => s with { Expired = v }, "Shown in place of an answer when the session is gone.")
        .Key("keepAlive", Basics.Maybe(0, 1440), s => s.KeepAlive, (s, v) => s with { KeepAlive = v },
            "Minutes without a run after which the session is looked after; 0: never. Left out: 10 where a person signed in.")
        .Key("eachRun", Basics.Flag, s => s.EachRun, (s, v) => s with { EachRun = v }, "True: every run signs in.")
        .Key("http", HttpGrammar.Http, s => s.Http, (s, v) => s with { Http = v }, "Signing in as plain requests; without it the browser signs in for both paths.");

    public static readonly MapShape<Adapter> System =
        new MapShape<Adapter>("system", "One old system: where it is, and how to sign in.", new Adapter { Id = "", Title = "", Url = new Uri("about:blank") })
        .Key("adapter", Names.Id, a => a.Id, (a, v) => a with { Id = v }, "Its name; the folder is named after it.", required: true)
        .Key("title", Basics.Text, a => a.Title, (a, v) => a with { Title = v }, "What people call it.", required: true)
        .Key("description", Basics.Text, a => a.Description, (a, v) => a with { Description = v }, "More about it, for the documentation.")
        .Key("url", Basics.Address, a => a.Url, (a, v) => a with { Url = v }, "Where the system was recorded; a connection may put another address in its place.", required: true)
        .Key("hosts", new ListShape<string>(Basics.Host, "a list of hosts", inline: true), a => a.Hosts, (a, v) => a with { Hosts = v },
            "Further hosts the pages may load from (host, host:port or *.domain); all else is refused.")
        .Key("charset", Basics.Charset, a => a.Charset, (a, v) => a with { Charset = v }, "Character set to assume where pages do not say.")
        .Key("language", Basics.Named("a language such as zh-CN", LanguageForm()), a => a.Language, (a, v) => a with { Language = v },
            "Language the browser asks for.")
        .Key("images", Basics.Flag, a => a.Images, (a, v) => a with { Images = v }, "True when the pages need their images to work.")
        .Key("limits", Limits, a => a.Limits, (a, v) => a with { Limits = v }, "What the old system is spared.")
        .Key("signIn", SignIn, a => a.SignIn, (a, v) => a with { SignIn = v }, "How to sign in; left out where no sign-in is needed.")
        .Key("down", LocatorGrammar.Sign, a => a.Down, (a, v) => a with { Down = v }, "What a page shows when the whole system is out of service.");

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageForm();
}
