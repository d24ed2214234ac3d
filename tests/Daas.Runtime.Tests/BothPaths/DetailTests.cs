using Daas.Core.Runs;
using Daas.Runtime.Tests.BrowserPath;
using Daas.Runtime.Tests.Browsers;
using Xunit;
using static Daas.Runtime.Tests.BothPaths.Answers;

namespace Daas.Runtime.Tests.BothPaths;

[Collection(BrowserTests.Name)]
public sealed class DetailTests(SharedBrowser browser)
{
    private const string Detail = """
        input: { id: { type: string } }
        steps:
          - open: /view?id=${id}
        output:
          record: {}
          fields:
            name: 姓名
            sex: 性别
            street: 街道
            poor: { label: 低保, optional: true }
            memo: { label: 备注, optional: true }
        notFound: { alert: 没有这个人 }
        http:
          exchanges:
            - get: /view?id=${id}
        """;

    [Fact]
    public async Task Two_layouts_of_one_kind_and_a_filled_form()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/view", c => c.Field("id") switch
            {
                "1" => "<table><tr><td align=right>姓　名：<td>张伟<td>性&nbsp;别<td>男<tr><td>街道<td colspan=3>东关&#34903;道<tr><td>备注<td>一<br>二</table>",
                "2" => "<dl><dt>姓名</dt><dd>李四</dd><dt>性别:</dt><dd> 女 </dd><dt>街道</dt><dd><a href=#>西关</a></dd></dl>",
                "3" => "<form>姓名：<input value=王五 readonly>性别：<input type=radio name=s value=1>男<input type=radio name=s value=0 checked>女 街道：<select><option>东<option selected>西关</select>"
                    + "低保：<input type=checkbox checked> 备注：<textarea>一\n二</textarea></form>",
                _ => "<script>alert('没有这个人');history.back()</script>",
            }),
            Detail);
        Assert.Null((await duo.RunAsync("id=1")).Result.Error);
        Assert.Null((await duo.RunAsync("id=2")).Result.Error);
        Assert.StartsWith("王五|", (await duo.RunAsync("id=3")).Rows[0], StringComparison.Ordinal);
        (await duo.RunAsync("id=4")).Failed(ErrorClass.RecordNotFound);
    }

    [Fact]
    public async Task A_part_is_fetched_by_the_pages_script_as_a_fragment()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/view", c => $"<table><tr><td>姓名<td>张伟</table><div id=more></div><script>var x=new XMLHttpRequest();x.open('GET','part?key=k{c.Field("id")}');x.setRequestHeader('X-Requested-With','XMLHttpRequest');"
                    + "x.onload=function(){document.getElementById('more').innerHTML=x.responseText};x.send()</script>")
                .Says("/part", "text/html; charset=utf-8", c => c.Request.Headers.XRequestedWith == "XMLHttpRequest" && c.Request.Headers.Referer.ToString().Contains("/view?", StringComparison.Ordinal)
                    ? $"<table><tr><td>性别<td>男<tr><td>街道<td>{c.Field("key")}</table><script>alert('x')</script>" : "非法请求"),
            Detail.Replace("- get: /view?id=${id}", """
                - get: /view?id=${id}
                      read: { key: { script: "key=(\\w+)" } }
                    - get: /part?key=${key}
                      aside: true
                """, StringComparison.Ordinal));
        (await duo.RunAsync("id=7")).Gave("张伟|男|k7||");
    }

    [Fact]
    public async Task A_record_reached_by_its_row_in_a_list()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/list", _ => "<table><tr><th>姓名<th>操作<tr><td>张伟<td><a href=\"javascript:view('1','张伟')\">查看</a><tr><td>张伟伟<td><a href=\"javascript:view('2','张伟伟')\">查看</a></table>"
                    + "<script>function view(id,n){location.href='view?id='+id+'&n='+encodeURIComponent(n)}</script>")
                .Shows("/view", c => $"<table><tr><td>姓名<td>{c.Field("n")}<tr><td>性别<td>男<tr><td>街道<td>{c.Field("id")}</table>"),
            Detail.Replace("- open: /view?id=${id}", "- open: /list\n  - click: { row: '${id}', role: link, name: 查看 }", StringComparison.Ordinal)
                .Replace("- get: /view?id=${id}", "- get: /list\n    - follow: { row: '${id}', role: link, name: 查看 }", StringComparison.Ordinal));
        (await duo.RunAsync("id=张伟")).Gave("张伟|男|1||");
        (await duo.RunAsync("id=张伟伟")).Gave("张伟伟|男|2||");
        (await duo.RunAsync("id=没有")).Failed(ErrorClass.Drift);
    }
}
