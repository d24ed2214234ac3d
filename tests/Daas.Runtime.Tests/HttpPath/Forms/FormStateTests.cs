using System.Text;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Runtime.HttpPath.Forms;
using Xunit;

namespace Daas.Runtime.Tests.HttpPath.Forms;

public sealed class FormStateTests
{
    [Theory]
    [InlineData("<input name=a value=1><input name=b><input value=nameless>", "a=1&b=")]
    [InlineData("<input name=a value='x y&z*-._~'>", "a=x+y%26z*-._%7E")]
    [InlineData("<input name=a disabled value=1><fieldset disabled><legend><input name=b value=2></legend><input name=c></fieldset>", "b=2")]
    [InlineData("<select name=s><option>一<option value=2>二</select>", "s=%E4%B8%80")]
    [InlineData("<select name=s><option disabled>x<option value=2>y</select>", "s=2")]
    [InlineData("<select name=s><option selected>1<option selected>2</select>", "s=2")]
    [InlineData("<select name=s size=3><option>1<option>2</select>", "")]
    [InlineData("<select name=s multiple><option selected>1<option>2<option selected> 3  4 </select>", "s=1&s=3+4")]
    [InlineData("<select name=s><optgroup disabled><option selected>1</optgroup><option>2</select>", "")]
    [InlineData("<textarea name=t>\nl1\nl2</textarea>", "t=l1%0D%0Al2")]
    [InlineData("<input type=checkbox name=c><input type=checkbox name=d checked><input type=checkbox name=e value=5 checked>", "d=on&e=5")]
    [InlineData("<input type=radio name=r value=1 checked><input type=radio name=r value=2 checked>", "r=2")]
    [InlineData("<input type=hidden name=_charset_ value=x>", "_charset_=UTF-8")]
    [InlineData("<input type=submit name=go value=1><button name=b value=2>x</button><input type=image name=i>", "")]
    [InlineData("<input type=reset name=z><input type=button name=y>", "")]
    [InlineData("<input name=n type=number value=abc><input name=d type=date value=2024-02-30><input name=u type=url value=' x '>", "n=&d=&u=x")]
    [InlineData("<input type=file name=f>", "f=")]
    [InlineData("<datalist><input name=x></datalist><input type=unknown name=y value=1>", "y=1")]
    public void The_fields_of_a_form_are_sent_as_a_browser_sends_them(string controls, string body)
    {
        Assert.Equal(body, Body($"<form id=f method=post>{controls}</form>"));
    }

    [Theory]
    [InlineData("<table><form id=f method=post><tr><td><input name=a value=1></td></tr><input type=hidden name=h></form></table><input name=o>", "a=1&h=")]
    [InlineData("<div><form id=f method=post><input name=a></div><input name=b><!-- </form> --><input name=c></form><input name=d>", "a=&b=&c=")]
    [InlineData("<input form=f name=before><form id=f method=post><input name=a><input form=g name=b></form><form id=g></form>", "before=&a=")]
    [InlineData("<table><form id=f method=post><tr><td><script>'</form>'</script><input name=a></td></tr></table><form id=g><input name=b></form>", "a=&b=")]
    [InlineData("<form id=f method=post><div></form><input name=a></div>", "a=")]
    public void Controls_belong_to_the_form_that_is_open_in_the_source(string html, string body)
    {
        Assert.Equal(body, Body(html));
    }

    [Theory]
    [InlineData("a", "9", "a=9&h=2&s=1&c=on")]
    [InlineData("new", "9", "a=1&h=2&s=1&c=on&new=9")]
    [InlineData("s", "二", "a=1&h=2&s=2&c=on")]
    [InlineData("s", "2", "a=1&h=2&s=2&c=on")]
    [InlineData("s", "三 三", "a=1&h=2&s=3&c=on")]
    [InlineData("c", "false", "a=1&h=2&s=1")]
    [InlineData("c", "true", "a=1&h=2&s=1&c=on")]
    [InlineData("r", "女", "a=1&h=2&s=1&c=on&r=F")]
    [InlineData("r", "M", "a=1&h=2&s=1&c=on&r=M")]
    [InlineData("off", "x", "a=1&h=2&s=1&c=on&off=x")]
    [InlineData("go", "查", "a=1&h=2&s=1&c=on&go=%E6%9F%A5")]
    public void A_field_that_is_set_changes_in_its_place(string name, string value, string body)
    {
        const string Html = """
            <form id=f method=post><input name=a value=1><input type=hidden name=h value=2><select name=s><option value=1>一<option value=2>二
            <option value=3>三三</select>
            <input type=checkbox name=c checked><input type=radio name=r value=M id=m><label for=m>男</label><input type=radio name=r value=F>女
            <input name=off disabled><input type=submit name=go value=存><input type=submit name=go value=查></form>
            """;
        Assert.Equal(body, Body(Html, order => order with { Set = [new(name, value)] }));
    }

    [Theory]
    [InlineData("s", "四", ErrorClass.Drift, "一, 二")]
    [InlineData("s", "灰", ErrorClass.Drift, "disabled")]
    [InlineData("r", "外", ErrorClass.Drift, "男, 女")]
    [InlineData("d", "12/31/2024", ErrorClass.ContractViolation, "12/31/2024")]
    [InlineData("x", "a.txt", ErrorClass.Drift, "file")]
    public void A_value_that_fits_nothing_is_an_error_that_names_what_there_is(string name, string value, ErrorClass error, string words)
    {
        const string Html = """
            <form id=f method=post><select name=s><option>一<option>二<option disabled>灰</select><input type=date name=d><input type=file name=x>
            <label><input type=radio name=r value=1>男</label><label><input type=radio name=r value=2>女</label></form>
            """;
        var built = FormState.Build(Order(Html) with { Set = [new(name, value)] });
        Assert.Equal(error, built.Error?.Class);
        Assert.Contains(words, built.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#b", "a=1&b=2", "POST http://old.example/app/list.aspx?a=1")]
    [InlineData("#i", "a=1&pic.x=10&pic.y=1", "POST http://old.example/app/list.aspx?a=1")]
    [InlineData("#j", "a=1&x=1&y=1", "POST http://old.example/app/list.aspx?a=1")]
    [InlineData("#w", "a=1&w=%E6%8F%90%E4%BA%A4", "POST http://old.example/app/list.aspx?a=1")]
    [InlineData("#g", "", "GET http://old.example/x/y?a=1&g=")]
    public void Only_the_clicked_button_is_sent_and_what_it_says_of_the_request_counts(string button, string body, string request)
    {
        var order = Order("""
            <form id=f method=post><input name=a value=1><button id=b name=b value=2>b</button><input type=image id=i name=pic width=20><input type=image id=j>
            <input type=submit id=w name=w><button id=g name=g formaction=/x/y?old=1 formmethod=get>g</button></form>
            """);
        var built = FormState.Build(order with { Button = order.Frame!.Only(button) }).Value!;
        Assert.Equal(body, built.Body is null ? "" : Encoding.UTF8.GetString(built.Body));
        Assert.Equal(request, $"{built.Method} {built.Url}");
    }

    [Theory]
    [InlineData("<form id=f><input name=a value=1></form>", "GET http://old.example/app/list.aspx?a=1")]
    [InlineData("<form id=f action='do.jsp?x=1#top'><input name=b></form>", "GET http://old.example/app/do.jsp?b=#top")]
    [InlineData("<form id=f action='do.jsp?x=1&amp;y=2' method=POST></form>", "POST http://old.example/app/do.jsp?x=1&y=2")]
    [InlineData("<base href='/other/'><form id=f action=do method=post></form>", "POST http://old.example/other/do")]
    [InlineData("<base href='/other/'><form id=f action=' ' method=post></form>", "POST http://old.example/app/list.aspx?a=1")]
    [InlineData("<form id=f action='\\do\n.jsp' method=put></form>", "GET http://old.example/do.jsp?")]
    public void A_form_goes_to_its_address_by_its_method(string html, string request)
    {
        var built = FormState.Build(Order(html)).Value!;
        Assert.Equal(request, $"{built.Method} {built.Url}");
    }

    [Fact]
    public void A_form_that_its_script_sends_is_an_error()
    {
        Assert.Equal(ErrorClass.Drift, FormState.Build(Order("<form id=f action='javascript:go()'></form>")).Error?.Class);
    }

    [Theory]
    [InlineData("GET", "http://old.example/l", "http://old.example/l?n=%E5%BC%A0", null)]
    [InlineData("GET", "http://old.example/l?t=1", "http://old.example/l?t=1&n=%E5%BC%A0", null)]
    [InlineData("POST", "http://old.example/l?t=1", "http://old.example/l?t=1", "n=%E5%BC%A0")]
    public void Fields_without_a_form_are_sent_to_the_address_that_is_given(string method, string url, string sent, string? body)
    {
        var built = FormState.Build(new FormOrder { Charset = Encoding.UTF8, Target = (new HttpMethod(method), new Uri(url)), Set = [new("n", "张")] }).Value!;
        Assert.Equal(sent, built.Url.AbsoluteUri);
        Assert.Equal(body, built.Body is null ? null : Encoding.ASCII.GetString(built.Body));
    }

    [Fact]
    public void Dropped_fields_are_not_sent()
    {
        Assert.Equal("b=", Body("<form id=f method=post><input name=a><input name=b></form>", order => order with { Drop = ["a"] }));
    }

    [Theory]
    [InlineData("gbk", "张€𠮷ă", "%D5%C5%80%26%23134071%3B%26%23259%3B")]
    [InlineData("gb18030", "张€", "%D5%C5%A2%E3")]
    [InlineData("gb18030", "𠮷", "%954%B25")]
    [InlineData("big5", "張张", "%B1i%26%2324352%3B")]
    [InlineData("iso-8859-1", "é张€", "%E9%26%2324352%3B%80")]
    [InlineData("utf-8", "张", "%E5%BC%A0")]
    public void Characters_go_in_the_charset_of_the_page_and_those_it_lacks_as_references(string charset, string value, string sent)
    {
        var html = $"<meta http-equiv=Content-Type content='text/html; charset={charset}'><form id=f method=post><input name=a></form>";
        Assert.Equal($"a={sent}", Body(html, order => order with { Charset = Charsets.Find(charset)!, Set = [new("a", value)] }));
    }

    [Fact]
    public void A_form_may_have_a_charset_of_its_own()
    {
        Assert.Equal("a=%D5%C5&_charset_=GBK", Body(
            "<form id=f method=post accept-charset='nonsense gb2312'><input name=a value=张><input type=hidden name=_charset_></form>"));
    }

    [Fact]
    public void Files_and_fields_go_in_parts()
    {
        var order = Order(
            "<form id=f method=post enctype=multipart/form-data><input name='a\"b' value='x\ny'><textarea name=t>1\n2</textarea>"
            + "<input type=file name=f><input type=file name=g></form>");
        var built = FormState.Build(order with
        {
            Charset = Charsets.Gb18030,
            Files = new Dictionary<string, FileContent> { ["f"] = new("报\"表.xls", "application/vnd.ms-excel", [1, 2]) },
        }).Value!;
        var boundary = built.ContentType!["multipart/form-data; boundary=".Length..];
        var text = Charsets.Gb18030.GetString(built.Body!).Replace(boundary, "B", StringComparison.Ordinal);
        Assert.Equal(
            "--B\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\nxy\r\n--B\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\n1\r\n2\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"报%22表.xls\"\r\nContent-Type: application/vnd.ms-excel\r\n\r\n\u0001\u0002\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"g\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--B--\r\n",
            text);
    }

    [Fact]
    public void Plain_text_is_lines()
    {
        Assert.Equal("a=1 2\r\nb=\r\n", Body("<form id=f method=post enctype=text/plain><input name=a value='1 2'><input name=b></form>"));
    }

    private static string Body(string html, Func<FormOrder, FormOrder>? with = null)
    {
        var built = FormState.Build((with ?? (order => order))(Order(html)));
        Assert.Null(built.Error);
        return Encoding.Latin1.GetString(built.Value!.Body!);
    }

    private static FormOrder Order(string html)
    {
        var frame = Pages.Frame(html);
        return new FormOrder { Frame = frame, Form = frame.Only("#f"), Charset = Encoding.UTF8 };
    }
}
