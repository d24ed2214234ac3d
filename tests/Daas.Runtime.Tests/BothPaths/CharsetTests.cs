using System.Text;
using Daas.Runtime.Tests.BrowserPath;
using Daas.Runtime.Tests.Browsers;
using Xunit;
using static Daas.Runtime.Tests.BothPaths.Answers;

namespace Daas.Runtime.Tests.BothPaths;

[Collection(BrowserTests.Name)]
public sealed class CharsetTests(SharedBrowser browser)
{
    private const string Search = """
        input: { name: { type: string } }
        steps:
          - open: /
          - fill: 姓名
            with: ${name}
          - click: { role: button, name: 查询 }
        output:
          rows: { table: [姓名, 街道] }
          fields: { name: 姓名, street: 街道 }
          empty: { text: 没有记录 }
        http:
          exchanges:
            - get: /
            - submit: form
              button: '#go'
              set: { name: '${name}' }
        """;

    [Theory]
    [InlineData("<meta http-equiv=Content-Type content='text/html; charset=gb2312'>", "text/html", "get")]
    [InlineData("<meta http-equiv=Content-Type content='text/html; charset=gb2312'>", "text/html", "post")]
    [InlineData("<meta charset=gbk>", "text/html", "get")]
    [InlineData("<meta charset=utf-8>", "text/html; charset=GBK", "post")] // the header wins over what the page says
    [InlineData("", "text/html; charset=gb2312", "get")]
    [InlineData("<?xml version='1.0' encoding='gb2312'?>", "text/html;charset=gbk", "post")]
    public async Task Fields_are_coded_as_the_page_is(string declared, string type, string method)
    {
        await using var duo = await Duo.SetAsync(browser, s => People(s, declared, type, method), Search);
        (await duo.RunAsync("name=张伟")).Gave("张伟|东关街道 张伟");
        // Not in GB2312, but in what browsers take it for; a currency sign; full-width digits and blanks.
        (await duo.RunAsync("name=朱镕基€１２３　、")).Gave("朱镕基€１２３ 、|东关街道 朱镕基€１２３ 、");
        // In no GBK: as a character reference, which the old system shows as the character.
        (await duo.RunAsync("name=王𠮷é")).Gave("王𠮷é|东关街道 王𠮷é");
        (await duo.RunAsync("name=a+b&c=d%20\"'<i>~*")).Gave("a+b&c=d%20\"'<i>~*|东关街道 a+b&c=d%20\"'<i>~*");
    }

    [Fact]
    public async Task A_page_that_does_not_say_its_charset_is_read_as_the_adapter_says()
    {
        await using var duo = await Duo.SetAsync(browser, s => People(s, "", "text/html", "post"), Search, "charset: gb18030");
        (await duo.RunAsync("name=张伟")).Gave("张伟|东关街道 张伟");
    }

    [Theory]
    [InlineData("big5", "臺北")]
    [InlineData("shift_jis", "東京")]
    [InlineData("windows-1251", "Москва")]
    public async Task Other_charsets_of_the_same_age(string charset, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var coding = Encoding.GetEncoding(charset);
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Coded("/", coding, c => $"<meta charset={charset}><form>Name <input name=n><input type=submit id=go value=Go></form>{Table("Name", c.Field("n", coding))}"),
            """
            input: { name: { type: string } }
            steps:
              - open: /
              - fill: Name
                with: ${name}
              - click: { role: button, name: Go }
            output:
              rows: { table: [Name] }
              fields: { name: Name }
            http:
              exchanges:
                - get: /
                - submit: form
                  set: { n: '${name}' }
            """);
        (await duo.RunAsync($"name={name}")).Gave(name);
    }

    [Fact]
    public async Task A_form_may_name_another_charset_than_its_page()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Coded("/", Gbk, c => $"<meta charset=gbk><form method=post accept-charset=utf-8>姓名 <input name=name><input type=hidden name=_charset_><input type=submit id=go value=查询></form>{Table("姓名|街道", c.Field("name") + "|" + c.Field("_charset_"))}"),
            Search);
        (await duo.RunAsync("name=张伟𠮷")).Gave("张伟𠮷|UTF-8");
    }

    [Fact]
    public async Task Chinese_in_links_goes_as_a_browser_codes_it()
    {
        // In a GBK page the query is GBK and the path is UTF-8; what is coded already stays.
        await using var duo = await Duo.SetAsync(
            browser,
            s =>
            {
                s.Coded("/", Gbk, _ => "<meta charset=gbk><a href='列表/找.do?街道=东关&amp;k=%C0%EE&x=ñ'>东关街道</a>");
                s.Coded("/列表/找.do", Gbk, c => $"<meta charset=gbk>{Table("地址", c.Request.QueryString.Value!.Replace("&", "&amp;", StringComparison.Ordinal))}");
            },
            """
            steps:
              - open: /
              - click: 东关街道
            output:
              rows: { table: [地址] }
              fields: { at: 地址 }
            http:
              exchanges:
                - get: /
                - follow: 东关街道
            """);
        (await duo.RunAsync()).Gave("?%BD%D6%B5%C0=%B6%AB%B9%D8&k=%C0%EE&x=%26%23241%3B");
    }

    [Fact]
    public async Task Chinese_in_an_address_of_the_script_is_coded_alike()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Says("/找", "text/html; charset=utf-8", c => Table("地址", c.Request.QueryString.Value!.Replace("&", "&amp;", StringComparison.Ordinal))),
            """
            input: { name: { type: string } }
            steps:
              - open: /找?n=${name}&s=东关
            output:
              rows: { table: [地址] }
              fields: { at: 地址 }
            http:
              exchanges:
                - get: /找?n=${name}&s=东关
            """);
        (await duo.RunAsync("name=张 伟&b")).Gave("?n=%E5%BC%A0%20%E4%BC%9F%26b&s=%E4%B8%9C%E5%85%B3");
    }

    [Fact]
    public async Task Characters_written_as_references_or_script_escapes_are_characters()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Says("/", "text/html; charset=utf-8", _ => Table("姓名|街道", "&#24352;&#x4f1f;|&#19996&#20851&nbsp;街道&ensp;&lt;1&gt;")
                + "<script>document.write('<table><tr><th>单位</th></tr><tr><td>'+unescape('%u6C11%u653F%u5C40')+'</td></tr></table>')</script>"),
            """
            steps:
              - open: /
            output:
              rows: { table: [姓名, 街道] }
              fields: { name: 姓名, street: 街道 }
            http:
              exchanges:
                - get: /
            """);
        (await duo.RunAsync()).Gave("张伟|东关 街道 <1>");
    }

    private static void People(OldSystem system, string declared, string type, string method) => system.Coded(
        "/",
        Gbk,
        c =>
        {
            var name = c.Field("name", Encoding.GetEncoding("gbk"));
            var shown = name.StartsWith("a+b", StringComparison.Ordinal) ? System.Net.WebUtility.HtmlEncode(name) : name;
            return $"<html><head>{declared}<title>查询</title></head><body><form method={method} action=/>姓名 <input name=name><input type=submit id=go name=cmd value=查询></form>"
                + (name.Length == 0 ? "没有记录" : Table("姓名|街道", $"{shown}|东关街道 {shown}")) + "</body></html>";
        },
        type);
}
