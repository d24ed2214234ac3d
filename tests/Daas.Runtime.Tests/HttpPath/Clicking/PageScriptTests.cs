using System.Text;
using Daas.Runtime.HttpPath.Clicking;
using Xunit;

namespace Daas.Runtime.Tests.HttpPath.Clicking;

public sealed class PageScriptTests
{
    [Theory]
    [InlineData("<script>alert('保存成功');location.href='list.jsp'</script>", "保存成功", "http://old.example/app/list.jsp")]
    [InlineData("<script>alert(\"\\u4fdd\\x41\" + '1' /* + x */);history.back();</script>", "保A1", null)]
    [InlineData("<script language=javascript>\n<!--\nalert('a')\nalert('b')\n//-->\n</script>", "a|b", null)]
    [InlineData("<script>window.top.location.replace('/login')</script>", "", "http://old.example/login in _top")]
    [InlineData("<script>parent.location='x'</script>", "", "http://old.example/app/x in _parent")]
    [InlineData("<script>if (x) { alert('no'); location='no' }</script>", "", null)]
    [InlineData("<script>if (true) alert('yes'); else alert('no')</script>", "yes", null)]
    [InlineData("<script>var msg='错误'; if (msg != '') alert(msg); if ('' != '') alert('no');</script>", "错误", null)]
    [InlineData("<script>function f() { alert('no') }</script>", "", null)]
    [InlineData("<script>function f(m) { alert(m); self.location = 'x' } f('yes')</script>", "yes", "http://old.example/app/x")]
    [InlineData("<body onload=\"alert('later')\"><script>alert('first')</script>", "first|later", null)]
    [InlineData("<body onload='init()'><script>function init() { if (window.x) return; location='no' }</script>", "", null)]
    [InlineData("<script>var u='a'; if (window.x) u='b'; location=u</script>", "", null)]
    [InlineData("<script>setTimeout(\"location='x'\", 3000)</script>", "", "http://old.example/app/x")]
    [InlineData("<script>setTimeout(function () { location = 'x' }, 60000)</script>", "", null)]
    [InlineData("<script>setTimeout(() => location.assign('x'), 1)</script>", "", "http://old.example/app/x")]
    [InlineData("<script>window.onload = function () { alert('w') }; $(function () { alert('j') })</script>", "w|j", null)]
    [InlineData("<script>(function () { alert('now') })()</script>", "now", null)]
    [InlineData("<script>try { alert('t') } catch (e) { alert('no') }</script>", "t", null)]
    [InlineData("<script>for (var i = 0; i < 3; i++) alert(i)</script>", "", null)]
    [InlineData("<script>window.open('x')</script>", "", null)]
    [InlineData("<script>alert(unknown())</script>", "", null)]
    [InlineData("<script type=text/template>alert('no')</script><script src=x>alert('no')</script>", "", null)]
    [InlineData("<script>var a = /alert('no')/; var b = \"</\" + \"script>\"; alert('ok')</script>", "ok", null)]
    [InlineData("<script>if (top != self) top.location = self.location; alert('x')</script>", "x", null)]
    [InlineData("<meta http-equiv=Refresh content=\"3;url='next.asp'\">", "", "http://old.example/app/next.asp")]
    [InlineData("<meta http-equiv=refresh content='0; URL = /x'>", "", "http://old.example/x")]
    [InlineData("<meta http-equiv=refresh content='60;url=x'>", "", null)]
    [InlineData("<meta http-equiv=refresh content='5'>", "", null)]
    [InlineData("<form name=f id=f></form><script>document.f.submit()</script>", "", "submits f")]
    [InlineData("<body onload='document.forms[0].submit()'><form id=f></form>", "", "submits f")]
    [InlineData("<body onload=\"document.getElementById('f').submit();\"><form id=f></form>", "", "submits f")]
    [InlineData("<form id=f><input type=submit id=go></form><script>document.getElementById('go').click()</script>", "", "submits f")]
    [InlineData("<script>((((((((</script><script>alert('after')</script>", "after", null)]
    public void A_page_does_by_itself_only_what_is_certain(string html, string alerts, string? then)
    {
        var effects = PageScript.Read(Pages.Frame(html), Encoding.UTF8);
        Assert.Equal(alerts, string.Join('|', effects.Alerts));
        Assert.Equal(then, effects.Then switch
        {
            null => null,
            Asked.Go go => $"{go.Url.AbsoluteUri}{(go.Target is null ? "" : $" in {go.Target}")}",
            Asked.Submit submit => $"submits {submit.Form.Id}",
            var other => other.ToString(),
        });
    }

    [Theory]
    [InlineData('(')]
    [InlineData('{')]
    [InlineData('!')]
    [InlineData('[')]
    public void A_hostile_script_does_no_harm(char c)
    {
        Assert.Empty(PageScript.Read(Pages.Frame($"<script>alert{new string(c, 200_000)}</script>"), Encoding.UTF8).Alerts);
    }

    [Fact]
    public void A_script_that_calls_itself_ends()
    {
        Assert.Empty(PageScript.Read(Pages.Frame("<script>function f() { f(); f(); alert('x') } f()</script>"), Encoding.UTF8).Alerts);
    }
}
