using System.Text;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Runtime.HttpPath.Clicking;
using Xunit;

namespace Daas.Runtime.Tests.HttpPath.Clicking;

public sealed class ClicksTests
{
    private const string Functions = """
        <script>
        var theForm = document.forms['form1'];
        if (!theForm) { theForm = document.form1; }
        function __doPostBack(t, a) { if (!theForm.onsubmit || (theForm.onsubmit() != false)) { theForm.__EVENTTARGET.value = t; theForm.submit(); } }
        function goPage(n) { document.form1.pageNo.value = n; document.form1.submit(); }
        function next() { var f = document.getElementById('form1'); f.pageNo.value = parseInt(f.pageNo.value) + 1; f.action = 'l.do'; f.submit(); return !1; }
        function view(id) { window.location.href = "view.jsp?id=" + id + '&t=' + encodeURIComponent('a b'); }
        function guarded(n) { if (isNaN(n)) { alert('bad'); return false; } if (!check()) return; goPage(n); }
        function branch(n) { if (total > n) location = 'a'; else location = 'b'; }
        function small(n) { if (n < 5) location = 'small'; else location = 'big'; }
        function pop(u) { window.open(u + '?x=1', 'detail', 'width=1'); }
        function unsure(x) { if (x == window.name) document.form1.pageNo.value = 7; document.form1.submit(); }
        var go2 = function (n) { $('#form1').attr('action', 'jq.do'); $('#p').val(n); $('#form1').submit(); };
        </script>
        <form id=form1 name=form1 method=post><input name=pageNo id=p value=1><input type=hidden name=__EVENTTARGET><input type=hidden name=__EVENTARGUMENT>
        """;

    [Theory]
    [InlineData("<a id=x href='view.aspx?id=1&amp;b=2'>v</a>", "GET http://old.example/app/view.aspx?id=1&b=2")]
    [InlineData("<a href=/v><b id=x>v</b></a>", "GET http://old.example/v")]
    [InlineData("<base href='/b/' target=main><a id=x href=v>v</a>", "GET http://old.example/b/v in main")]
    [InlineData("<a id=x href='?p=2' target=_top>2</a>", "GET http://old.example/app/list.aspx?p=2 in _top")]
    [InlineData("<a id=x href=\"javascript:location.href='v.jsp'\">v</a>", "GET http://old.example/app/v.jsp")]
    [InlineData("<a id=x href='javascript:void(0)' onclick=\"location='v'\">v</a>", "GET http://old.example/app/v")]
    [InlineData("<a id=x href='#' onclick=\"window.location.replace('v?n=\\u5f20'); return false;\">v</a>", "GET http://old.example/app/v?n=%E5%BC%A0")]
    [InlineData("<a id=x href='#' onclick=\"top.location='v'\">v</a>", "GET http://old.example/app/v in _top")]
    [InlineData("<input id=x type=button onclick=\"window.open('v')\">", "GET http://old.example/app/v in _blank")]
    [InlineData("<tr><td><div onclick=\"location.href='v'\"><span id=x>v</span></div></table>", "GET http://old.example/app/v")]
    [InlineData("<a id=x href='javascript:view(12)'>v</a>", "GET http://old.example/app/view.jsp?id=12&t=a%20b")]
    [InlineData("<a id=x onclick='pop(\"d\")'>v</a>", "GET http://old.example/app/d?x=1 in detail")]
    [InlineData("<a id=x onclick='return small(3)'>v</a>", "GET http://old.example/app/small")]
    [InlineData("<a id=x onclick='showMask(); small(30)'>v</a>", "GET http://old.example/app/big")]
    [InlineData("<a id=x href=v onclick='showMask()'>v</a>", "GET http://old.example/app/v")]
    [InlineData("<a id=x href=v onclick=\"return confirm('sure?')\">v</a>", "GET http://old.example/app/v")]
    [InlineData("<a id=x href=\"javascript:__doPostBack('gv','Page$2')\">2</a>", "form1 __EVENTTARGET=gv __EVENTARGUMENT=Page$2")]
    [InlineData("<a id=x href=\"javascript:__doPostBack(&#39;gv&#39;,&#39;&#39;)\">2</a>", "form1 __EVENTTARGET=gv __EVENTARGUMENT=")]
    [InlineData(
        "<a id=x href='javascript:WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions(\"b\", \"\", true, \"\", \"\", false, true))'>2</a>",
        "form1 __EVENTTARGET=b __EVENTARGUMENT=")]
    [InlineData("<a id=x onclick=\"javascript:setTimeout('__doPostBack(\\'d\\',\\'\\')', 0)\">2</a>", "form1 __EVENTTARGET=d __EVENTARGUMENT=")]
    [InlineData("<a id=x href='javascript:goPage(3)'>3</a>", "form1 pageNo=3")]
    [InlineData("<a id=x href='#' onclick='next()'>3</a>", "form1 pageNo=2 action=l.do")]
    [InlineData("<a id=x href='#' onclick='return next();'>3</a>", "form1 pageNo=2 action=l.do")]
    [InlineData("<a id=x href='javascript:guarded(4)'>3</a>", "form1 pageNo=4")]
    [InlineData("<a id=x onclick='go2(5)'>3</a>", "form1 pageNo=5 action=jq.do")]
    [InlineData("<a id=x href='javascript:document.form1.pageNo.value=\"2\";document.form1.submit()'>2</a>", "form1 pageNo=2")]
    [InlineData("<a id=x href=\"javascript:document.forms[0].elements['pageNo'].value=2,document.forms[0].submit()\">2</a>", "form1 pageNo=2")]
    [InlineData("<input id=x type=button onclick='this.form.submit()'>", "form1")]
    [InlineData("<input id=x type=button onclick='pageNo.value=9;form.submit()'>", "form1 pageNo=9")]
    [InlineData("<input id=x name=go type=submit value=1>", "form1 by go")]
    [InlineData("<button id=x name=go onclick='return check(this.form)'>1</button>", "form1 by go")]
    [InlineData("<label id=x for=y>1</label><input id=y name=img type=image>", "form1 by img")]
    [InlineData("<a id=x onclick=\"document.getElementById('y').click()\">1</a><input id=y name=img type=image>", "form1 by img")]
    [InlineData("<a id=x href='v' onclick='return false'>1</a>", "nothing")]
    public void A_click_asks_for_what_markup_tells(string html, string asked)
    {
        var frame = Pages.Frame(html.StartsWith("<base", StringComparison.Ordinal) ? html : Functions + html);
        var told = Clicks.Of(frame.Only("#x"), frame, Encoding.UTF8);
        Assert.Null(told.Error);
        Assert.Equal(asked, Written(told.Value!));
    }

    [Theory]
    [InlineData("<a id=x href='#'>v</a>")]
    [InlineData("<a id=x href='javascript:void(0)'>v</a>")]
    [InlineData("<a id=x href='javascript:elsewhere(3)'>v</a>")]
    [InlineData("<span id=x>v</span>")]
    [InlineData("<a id=x onclick='branch(3)'>v</a>")]
    [InlineData("<a id=x onclick='unsure(3)'>v</a>")]
    [InlineData("<a id=x onclick='location = base + \"x\"'>v</a>")]
    [InlineData("<a id=x onclick='document.form1.pageNo.value = pick(); document.form1.submit()'>v</a>")]
    [InlineData("<input id=x type=submit disabled>")]
    [InlineData("<fieldset disabled><button id=x>v</button></fieldset>")]
    [InlineData("<div aria-disabled=true><a id=x href=v>v</a></div>")]
    public void What_markup_does_not_tell_is_drift(string html)
    {
        var frame = Pages.Frame(Functions + html);
        Assert.Equal(ErrorClass.Drift, Clicks.Of(frame.Only("#x"), frame, Encoding.UTF8).Error?.Class);
    }

    [Theory]
    [InlineData("<a id=x href=v>下一页</a>", false, false)]
    [InlineData("<a id=x class='btn disabled' href=v>下一页</a>", false, true)]
    [InlineData("<li class=page-item-disabled><a id=x href=v>下一页</a></li>", false, true)]
    [InlineData("<li class=active><a id=x href=v>2</a></li>", true, true)]
    [InlineData("<a id=x class=inactive href=v>2</a>", false, false)]
    [InlineData("<span id=x>下一页</span>", false, true)]
    [InlineData("<span id=x>下一页</span>", true, false)]
    [InlineData("<a id=x>下一页</a>", false, true)]
    [InlineData("<a id=x onclick='next()'>下一页</a>", false, false)]
    [InlineData("<button id=x disabled>下一页</button>", true, true)]
    public void A_way_on_is_dead_where_a_person_would_not_click_it(string html, bool expected, bool dead)
    {
        Assert.Equal(dead, Clicks.IsDead(Pages.Frame(html).Only("#x"), expected));
    }

    [Fact]
    public void A_link_in_a_gbk_page_is_asked_for_in_gbk()
    {
        var frame = Pages.Frame("<a id=x href='查/v?n=张&amp;m=%D5%C5&amp;e=𠮷'>v</a>");
        var told = (Asked.Go)Clicks.Of(frame.Only("#x"), frame, Charsets.Gb18030).Value!;
        Assert.Equal("http://old.example/app/%E6%9F%A5/v?n=%D5%C5&m=%D5%C5&e=%26%23134071%3B", told.Url.AbsoluteUri);
    }

    private static string Written(Asked asked) => asked switch
    {
        Asked.Go go => $"GET {go.Url.AbsoluteUri}{(go.Target is null ? "" : $" in {go.Target}")}",
        Asked.Submit submit => string.Join(' ', [
            submit.Form.Id, .. submit.Set.Select(set => $"{set.Key}={set.Value}"), .. submit.Attributes.Select(set => $"{set.Key}={set.Value}"),
            .. submit.Button is null ? Array.Empty<string>() : [$"by {submit.Button.GetAttribute("name")}"]]),
        Asked.Nothing => "nothing",
        _ => throw new ArgumentOutOfRangeException(nameof(asked)),
    };
}
