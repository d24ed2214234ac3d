using System.Text;
using Daas.Core.Extraction;
using Daas.Runtime.HttpPath.Forms;
using Daas.Runtime.Tests.BrowserPath;
using Xunit;

namespace Daas.Runtime.Tests.HttpPath.Forms;

/// <summary>What is built from markup is what a real browser sends.</summary>
public sealed class FormEqualityTests(SharedBrowser browser)
{
    private const string Controls = """
        <input name=plain value="a b&amp;c='1'*-._"><input name="名&quot;称" value="张伟é€𠮷"><input type=hidden name=__VIEWSTATE value="/wEPDw+==">
        <input type=hidden name=_charset_>
        <textarea name=t>
        第一行
        第二行</textarea><select name=s><option>零<option value=2 selected>二<option disabled>三</select><select name=m multiple><option selected> a  b <option>c<option selected>d</select>
        <select name=g><optgroup disabled><option>x</optgroup><option>y</select><input type=checkbox name=c><input type=checkbox name=d checked>
        <input type=radio name=r value=1 checked>
        <input type=radio name=r value=2 checked><input name=off disabled value=1><fieldset disabled><legend><input name=legend></legend>
        <input name=inside></fieldset>
        <input type=number name=n value=x><input type=date name=day value=2024-02-30><input type=url name=u value=" http://x ">
        <input type=color name=col value=x>
        <input type=file name=file><input type=submit name=go value=查询><input type=submit name=go value=保存><button name=b value=1>b</button>
        <input form=f name=own><input form=no name=no>
        """;

    [Theory]
    [InlineData("utf-8", "<form id=f method=post action=/in?x=1>{0}</form>")]
    [InlineData("gbk", "<form id=f method=post action=/in?x=1>{0}</form>")]
    [InlineData("gb18030", "<form id=f method=post action=/in>{0}</form>")]
    [InlineData("big5", "<form id=f method=post action=/in>{0}</form>")]
    [InlineData("gb2312", "<form id=f action=/in?old=1>{0}</form>")]
    [InlineData("gb2312", "<form id=f method=post action=/in accept-charset=utf-8>{0}</form>")]
    [InlineData("gb2312", "<form id=f method=post action=/in enctype=multipart/form-data>{0}</form>")]
    [InlineData("utf-8", "<form id=f method=post action=/in enctype=text/plain>{0}</form>")]
    [InlineData("utf-8", "<table><form id=f method=post action=/in><tr><td>{0}</td></tr><input type=hidden name=h><input name=fosters></form></table>")]
    [InlineData("utf-8", "<div><form id=f method=post action=/in></div>{0}<!-- </form> --><input name=last></form><input name=out>")]
    [InlineData("gbk", "<base href=/deep/er/><form id=f method=post action='../../in?q=张𠮷&amp;r=%D5'>{0}</form>")]
    public async Task A_form_is_sent_as_a_browser_sends_it(string charset, string form)
    {
        var ct = TestContext.Current.CancellationToken;
        var html = $"<!DOCTYPE html><html><head><meta charset={charset}></head><body>{form.Replace("{0}", Controls, StringComparison.Ordinal)}</body></html>";
        var referring = html.Replace("𠮷", "&#134071;", StringComparison.Ordinal).Replace("é", "&#233;", StringComparison.Ordinal);
        var bytes = Charsets.Find(charset)!.GetBytes(charset == "gb18030" ? html : referring);
        await using var system = await OldSystem.StartAsync();
        var sent = new TaskCompletionSource<(string Request, string? Type, string Body)>();
        system.On("/page", async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.Body.WriteAsync(bytes, ct);
        });
        system.On("/in", async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, ct);
            var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
            sent.TrySetResult(($"{context.Request.Method} {target}", context.Request.ContentType, Encoding.Latin1.GetString(body.ToArray())));
        });
        var page = await browser.PageAsync();
        await page.GotoAsync(new Uri(system.Url, "/page").AbsoluteUri);
        await page.EvaluateAsync("document.querySelector('input[value=\"保存\"]').click()");
        var (request, type, sentBody) = await sent.Task.WaitAsync(TimeSpan.FromSeconds(20), ct);
        await page.Context.CloseAsync();

        var frame = new FrameView(new Uri(system.Url, "/page"), "", Charsets.Text(bytes));
        var order = new FormOrder { Frame = frame, Form = frame.Only("#f"), Button = frame.Only("input[value='保存']"), Charset = Charsets.Find(charset)! };
        var built = FormState.Build(order).Value!;
        Assert.Equal(request, $"{built.Method} {built.Url.PathAndQuery}");
        Assert.Equal(Bare(type, type), Bare(built.ContentType, built.ContentType));
        Assert.Equal(Bare(sentBody, type), Bare(built.Body is null ? "" : Encoding.Latin1.GetString(built.Body), built.ContentType));
    }

    /// <summary>Without the random part of a boundary.</summary>
    private static string? Bare(string? text, string? type) =>
        type?.Split("boundary=") is [_, var boundary] ? text?.Replace(boundary, "B", StringComparison.Ordinal) : text;
}
