using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Deriving;

namespace Daas.Recorder.Tests.Drafting.Deriving;

public sealed class DerivationTests
{
    private const string Login = "<form method=post action=login><label for=u>用户名</label><input name=user id=u><label for=p>密码</label><input type=password name=pwd id=p>"
        + "<input type=hidden name=token value=a81hf0s7d2kq><button id=go>登录</button></form>";

    private const string Home = "<a id=m1 href=people>人员查询</a> <a id=m2 href=app>在线查询</a> <a href=logout>退出系统</a>";

    private static readonly DraftNames Names = new("civil", "find-people");

    private static Demo SignedIn() => new Demo("http://old.example/").Open("login", "登录", Login).Sent("GET", "login", answer: Login)
        .Fill("#u", "${credential.user}").Secret("#p").Click("#go").Sent("POST", "login", "user=clerk01&pwd=${credential.password}&token=a81hf0s7d2kq", Home)
        .Show("home", "首页", Home);

    private static string Search(string state) => "<form id=f1 method=post action=people><input type=hidden name=__VIEWSTATE value=" + state + ">"
        + "<label for=n>姓名</label><input name=txtName id=n><label for=s>街道</label><select name=ddl id=s><option value=0>全部<option value=7>东关街道</select>"
        + "<input type=submit name=btnFind value=查询></form>";

    private static string Rows(params string[] names) => "<table><tr><th>编号<th>姓名<th>登记日期"
        + string.Concat(names.Select((n, i) => $"<tr><td>1000{i}<td>{n}<td>2026-01-0{i + 1}")) + "</table>共" + names.Length + "条";

    private static Demo Posted(string name, string state = "dDwtMTM0NTY3ODkwOzs2Pq8x") =>
        Sent(Asked(name, state).Choose("#s", "东关街道", "7"), name, state, 7);

    private static Demo Asked(string name, string state) => SignedIn()
        .Click("#m1").Sent("GET", "people", answer: Search(state)).Show("people", "人员", Search(state)).Fill("#n", name);

    private static Demo Sent(Demo asked, string name, string state, int street) => asked.Click("input[name=btnFind]")
        .Sent("POST", "people", $"__VIEWSTATE={state}&txtName={Uri.EscapeDataString(name)}&ddl={street}&btnFind=%E6%9F%A5%E8%AF%A2", Search(state) + Rows(name, "王芳"))
        .Show("people", "人员", Search(state) + Rows(name, "王芳"));

    private static Derived Of(Demo first, Demo? second = null, DerivingRule rule = DerivingRule.Whole)
    {
        var (one, other) = (Wired.Of(first), second is null ? null : Wired.Of(second));
        return Derivation.Of(Drafter.Draft(one, other, null, Names).Adapter, Names.Operation, one, other, rule);
    }

    private static ExchangeTemplate Last(Derived derived) => derived.Script?.Exchanges[^1] ?? throw new InvalidOperationException(string.Join("; ", derived.WhyNot));

    [Fact]
    public void A_form_is_sent_as_its_page_has_it_with_what_is_given_set()
    {
        var derived = Of(Posted("张伟"));

        Assert.Equal("/people", Assert.IsType<ExchangeTemplate.Get>(derived.Script?.Exchanges[0]).Url.Source);
        var submit = Assert.IsType<ExchangeTemplate.Submit>(Last(derived));
        Assert.Equal(("#f1", "input[name=\"btnFind\"]"), (submit.Of, submit.Button));
        Assert.Equal("${name}", submit.Set["txtName"].Source);
        // No view state, which will be another: the form has it.
        Assert.Equal(["ddl", "txtName"], submit.Set.Keys.Order());
        Assert.Null(derived.Script!.Proved);
        Assert.Contains(derived.Requests[1].Parts, p => p.Part == "form" && p.Because.Contains("as the page has them", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_markup_a_view_state_has_no_source_and_as_a_constant_it_is_a_lie()
    {
        var refused = Of(Posted("张伟"), rule: DerivingRule.WithoutMarkup);
        Assert.Null(refused.Script);
        Assert.Contains("__VIEWSTATE", Assert.Single(refused.WhyNot), StringComparison.Ordinal);
        var state = "dDwtMTM0NTY3ODkwOzs2Pq8x";
        Assert.Equal(state, Last(Of(Sent(Asked("张伟", state), "张伟", state, 0), rule: DerivingRule.ConstantsOnly)).Set["__VIEWSTATE"].Source);
    }

    private static Demo Fetched(string name, string body, string answer, string page = "<label for=n>姓名</label><input id=n><button id=q>查询</button>") => SignedIn()
        .Click("#m2").Sent("GET", "app", answer: page).Show("app", "查询", page)
        .Fill("#n", name).Click("#q").Sent("POST", "api/list", body, answer, "xhr").Show("app", "查询", page + Rows(name, "王芳"));

    private static string Json(params string[] names) =>
        "{\"total\":" + names.Length + ",\"rows\":[" + string.Join(",", names.Select((n, i) => $"{{\"id\":\"1000{i}\",\"name\":\"{n}\",\"day\":\"2026-01-0{i + 1}\"}}")) + "]}";

    [Theory]
    [InlineData("pageNo", "1", "2", true)]
    [InlineData("pageNo", "1", "1", false)]
    [InlineData("__EVENTARGUMENT", "", "Page$2", false)]
    public void Pages_are_turned_by_the_number_in_their_form_where_that_is_all_that_turning_changed(string field, string has, string sent, bool told)
    {
        var form = $"<form id=f1 method=post action=people><input type=hidden name={field} value='{has}'><label for=n>姓名</label><input name=txtName id=n value='VALUE'>"
            + "<input type=submit name=btnFind value=查询></form>";
        var found = form.Replace("VALUE", "王", StringComparison.Ordinal) + Rows("王芳", "王强") + "<a id=nx href='javascript:gotoPage(2)'>下一页</a>";
        var asked = SignedIn().Click("#m1").Sent("GET", "people", answer: form.Replace("VALUE", "", StringComparison.Ordinal))
            .Show("people", "人员", form.Replace("VALUE", "", StringComparison.Ordinal)).Fill("#n", "王").Click("input[name=btnFind]")
            .Sent("POST", "people", $"{field}={has}&txtName=%CD%F5&btnFind=%E6%9F%A5%E8%AF%A2", found).Show("people", "人员", found);
        var turned = asked.Click("#nx").Sent("POST", "people", $"{field}={sent}&txtName=%CD%F5", found).Show("people", "人员", found);

        var next = Of(turned).Script?.Next ?? throw new InvalidOperationException();
        Assert.Equal(told ? ["#f1 pageNo=${page}"] : [], next.Select(n => $"{((ExchangeTemplate.Submit)n).Of} {string.Join('&', n.Set.Select(s => $"{s.Key}={s.Value}"))}"));
    }

    [Fact]
    public void What_differs_between_two_demonstrations_is_taken_from_where_it_stood_each_time()
    {
        static Demo Shown(string name, string token) => Fetched(name, $"{{\"name\":\"{name}\",\"kind\":\"9\",\"token\":\"{token}\"}}", Json(name, "王芳"),
            $"<script>var cfg = {{ token: '{token}' }};</script><label for=n>姓名</label><input id=n><button id=q>查询</button>");
        var post = Assert.IsType<ExchangeTemplate.Post>(Last(Of(Shown("张伟", "tk-one"), Shown("李娜", "tk-two"))));

        Assert.Equal("{\"name\":\"${nameSent}\",\"kind\":\"9\",\"token\":\"${token}\"}", post.Json?.Source);
        var derived = Of(Shown("张伟", "tk-one"), Shown("李娜", "tk-two"));
        Assert.Equal("token", Assert.Single(derived.Script!.Exchanges[0].Read).Name);
        Assert.NotNull(derived.Script.Exchanges[0].Read[0].Script);
    }

    [Fact]
    public void What_differs_and_has_no_source_is_named_with_its_request()
    {
        static Demo Shown(string name, string odd) => Fetched(name, $"{{\"name\":\"{name}\",\"odd\":\"{odd}\"}}", Json(name, "王芳"));
        var derived = Of(Shown("张伟", "qqq"), Shown("李娜", "zzz"));

        Assert.Null(derived.Script);
        Assert.Equal("POST /api/list carries 'qqq' as odd, which no answer before it has; only the page's script can make it", Assert.Single(derived.WhyNot));
    }

    [Fact]
    public void A_sign_over_what_is_sent_is_made_again()
    {
#pragma warning disable CA5351 // The old systems' own choice.
        static string Md5(string text) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
        static Demo Shown(string name) => Fetched(name, $"name={Uri.EscapeDataString(name)}&page=1&sign={Md5($"name={name}&page=1&salt=s4ltOfToday")}", Json(name, "王芳"),
            "<script>var cfg = { salt: 's4ltOfToday' };</script><label for=n>姓名</label><input id=n><button id=q>查询</button>");
        var post = Last(Of(Shown("张伟")));

        Assert.Equal("${sign}", post.Set["sign"].Source);
        Assert.Equal("name=${name}&page=1&salt=${salt}", post.Make.Single(m => m.Name == "sign").Md5?.Source.Replace("${nameSent}", "${name}", StringComparison.Ordinal));
    }

    [Fact]
    public void The_code_of_a_word_is_looked_up_where_the_page_got_it()
    {
        var page = "<label for=n>姓名</label><input id=n><label for=k>类别</label><select id=k name=kind><option value=''>全部<option value=c>特困</select><button id=q>查询</button>";
        var shown = SignedIn().Click("#m2").Sent("GET", "app", answer: page).Show("app", "查询", page)
            .Fill("#n", "张伟").Choose("#k", "特困", "c").Click("#q").Sent("GET", "api/list?name=%E5%BC%A0%E4%BC%9F&kind=c", answer: Json("张伟", "王芳"), type: "xhr")
            .Show("app", "查询", page + Rows("张伟", "王芳"));
        var derived = Of(shown);

        Assert.EndsWith("kind=${kind}", Assert.IsType<ExchangeTemplate.Get>(Last(derived)).Url.Source.Replace("kind2", "kind", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("option", Assert.Single(derived.Script!.Exchanges[0].Read).Find!.Ways[0].XPath!.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_only_the_page_s_script_makes_has_no_plain_requests()
    {
        var shown = SignedIn().Click("#m1").Sent("GET", "people", answer: "<div id=app></div>").Show("people", "人员", Rows("张伟", "王芳"));
        Assert.Equal("no answer of the system has what the page shows: the page's own script makes it", Assert.Single(Of(shown).WhyNot));
    }

    [Fact]
    public void What_only_reads_never_sends_what_saves()
    {
        var recording = Wired.Of(Posted("张伟"));
        var adapter = Drafter.Draft(recording, null, null, Names).Adapter;
        var reads = adapter.Find(Names.Operation)!;
        Assert.NotNull(Derivation.Of(adapter, reads.Id, recording, null).Script);

        // The page that answers is the one to which saving led.
        var saves = reads with { Id = "register", Kind = OperationKind.Push, Output = null, Steps = [.. reads.Steps.SkipLast(1), reads.Steps[^1] with { Commit = true }] };
        var derived = Derivation.Of(adapter with { Operations = [reads, saves] }, reads.Id, recording, null);
        Assert.Null(derived.Script);
        Assert.Contains("saves", Assert.Single(derived.WhyNot), StringComparison.Ordinal);
    }

    [Fact]
    public void Signing_in_is_derived_with_the_account_in_place()
    {
        var recording = Wired.Of(Posted("张伟"));
        var derived = Derivation.OfSignIn(Drafter.Draft(recording, null, null, Names).Adapter, recording);

        var submit = Assert.IsType<ExchangeTemplate.Submit>(Last(derived));
        Assert.Equal(("${credential.user}", "${credential.password}"), (submit.Set["user"].Source, submit.Set["pwd"].Source));
        Assert.DoesNotContain("token", submit.Set.Keys);
    }

    [Fact]
    public void A_password_that_the_page_codes_is_never_sent_as_it_was_typed()
    {
        var recording = Wired.Of(Posted("张伟"));
        recording = recording with
        {
            Exchanges = [.. recording.Exchanges.Select(e => e.Method == "POST" && e.Url.AbsolutePath == "/login"
                ? e with { RequestHeaders = [.. e.RequestHeaders.Where(h => h.Key != "Content-Length"), new("Content-Length", "80")] } : e)],
        };
        var derived = Derivation.OfSignIn(Drafter.Draft(recording, null, null, Names).Adapter, recording);

        Assert.Equal("POST /login sends the password in a coding of the page's script", Assert.Single(derived.WhyNot));
    }
}
