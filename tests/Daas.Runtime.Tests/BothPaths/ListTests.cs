using System.Text;
using Daas.Core.Runs;
using Daas.Runtime.Tests.BrowserPath;
using Daas.Runtime.Tests.Browsers;
using Xunit;
using static Daas.Runtime.Tests.BothPaths.Answers;

namespace Daas.Runtime.Tests.BothPaths;

[Collection(BrowserTests.Name)]
public sealed class ListTests(SharedBrowser browser)
{
    private const string Names = """
        output:
          rows: { table: [姓名, 金额], skip: '/^(合计|小计)/' }
          fields: { name: 姓名, money: { column: 金额, type: money } }
          empty: { text: 没有记录 }
          next: { role: link, name: 下一页 }

        """;

    private const string PostBack = "<script>function __doPostBack(t,a){var f=document.forms[0];f.__EVENTTARGET.value=t;f.__EVENTARGUMENT.value=a;f.submit();}</script>";

    private static string[] All => ["张伟|1.00|", "李四|2.00|", "王五|3.00|", "赵六|4.00|", "孙七|5.00|"];

    private static string[] Given => [.. All.Select(a => a.TrimEnd('|'))];

    [Theory]
    [InlineData("共{1}页")]
    [InlineData("")]
    public async Task The_page_number_is_in_the_path_and_the_first_page_has_none(string shown)
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s =>
            {
                for (var page = 1; page <= 3; page++)
                {
                    var now = page;
                    s.Shows(now == 1 ? "/list/index.html" : $"/list/index_{now}.html", _ =>
                        Page(now) + string.Format(null, shown, now, 3) + (now < 3 ? $"<a href=index_{now + 1}.html>下一页</a>" : "下一页"));
                }
            },
            "steps:\n  - open: /list/index.html\n" + Names + "http:\n  exchanges:\n    - get: /list/index.html\n  next:\n    - get: /list/index_${page}.html");
        (await duo.RunAsync()).Gave(Given);
    }

    [Fact]
    public async Task The_page_number_is_in_a_hidden_field_that_a_script_fills()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", c =>
            {
                var page = Number(c.Field("pageNo"));
                return $"<form name=q method=post><input type=hidden name=pageNo value={page}><input type=hidden name=k value='张 %+'></form>{Page(page)}第{page}页"
                    + $"<a href=\"javascript:turn({page + 1})\" {(page == 3 ? "class=disabled" : "")}>下一页</a>"
                    + "<script>var pageCount=3;function turn(p){if(p>pageCount){alert('已是最后一页');return;}document.q.pageNo.value=p;document.q.submit();}</script>";
            }),
            "steps:\n  - open: /\n" + Names + "  paging: { shown: '第(?<page>\\d+)页' }\nhttp:\n  exchanges:\n    - get: /");
        (await duo.RunAsync()).Gave(Given);
    }

    [Fact]
    public async Task The_page_is_known_to_the_view_state_alone_and_a_surplus_field_breaks_it()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", c =>
            {
                var before = Number(c.Field("__VIEWSTATE").Replace("v", "", StringComparison.Ordinal), 0);
                var page = c.Field("__EVENTTARGET") == "next" && c.Field("go").Length == 0 ? before + 1 : 1;
                return $"<form method=post action='./'><input type=hidden name=__EVENTTARGET><input type=hidden name=__EVENTARGUMENT><input type=hidden name=__VIEWSTATE value=v{page}>{PostBack}"
                    + $"<input type=submit name=go value=查询>{Page(page)}{(page < 3 ? "<a href=\"javascript:__doPostBack('next','')\">下一页</a>" : "<a disabled=disabled>下一页</a>")}</form>";
            }),
            "steps:\n  - open: /\n" + Names + "http:\n  exchanges:\n    - get: /");
        (await duo.RunAsync()).Gave(Given);
    }

    [Fact]
    public async Task The_page_is_kept_in_the_session_and_leaks_into_the_next_list()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s =>
            {
                var page = 1;
                s.Shows("/", c =>
                {
                    page = c.Field("go") switch { "next" => page + 1, "first" => 1, _ => page };
                    return $"<a href='/?go=first'>首页</a>{Page(page)}第{page}页 共3页{(page < 3 ? "<a href='/?go=next'>下一页</a>" : "")}";
                });
            },
            "steps:\n  - open: /\n  - click: 首页\n" + Names + "  paging: { shown: '第(?<page>\\d+)页 共(?<pages>\\d+)页' }\nhttp:\n  exchanges:\n    - get: /\n    - follow: 首页\n  next:\n    - get: /?go=next");
        (await duo.RunAsync()).Gave(Given);
        (await duo.RunAsync()).Gave(Given);
    }

    [Fact]
    public async Task A_last_page_that_says_nothing_shows_itself_again()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", c =>
            {
                var page = Math.Min(3, Number(c.Field("p")));
                return $"{Page(page)}<a href='/?p={page}'>上一页</a><a href='/?p={page + 1}'>下一页</a>";
            }),
            "steps:\n  - open: /\n" + Names + "http:\n  exchanges:\n    - get: /\n");
        // What cannot be told from a page that did not turn is an error, not an end.
        (await duo.RunAsync()).Failed(ErrorClass.ContractViolation);
    }

    [Fact]
    public async Task A_page_past_the_last_is_empty_and_says_so()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", c =>
            {
                var page = Number(c.Field("p"));
                return page > 3 ? Table("姓名|金额") + "没有记录" : $"{Page(page)}<a href='/?p={page + 1}'>下一页</a>";
            }),
            "steps:\n  - open: /\n" + Names + "http:\n  exchanges:\n    - get: /\n  next:\n    - get: /?p=${page}");
        (await duo.RunAsync()).Gave(Given);
    }

    [Fact]
    public async Task The_page_count_is_only_in_a_script_that_writes_the_pager()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", c =>
            {
                var page = Number(c.Field("p"));
                return Page(page) + $"<div id=pager></div><script>var cur={page},n=3,h='';if(cur<n)h='<a href=\"/?p='+(cur+1)+'\">下一页</a>';document.getElementById('pager').innerHTML=h+'共'+n+'页';</script>";
            }),
            "steps:\n  - open: /\n" + Names + "http:\n  exchanges:\n    - get: /\n      read: { pages: { script: 'n=(\\d+)' } }\n  next:\n    - get: /?p=${page}");
        (await duo.RunAsync()).Gave(Given);
    }

    [Fact]
    public async Task Without_that_count_a_pager_written_by_script_does_not_end_the_list()
    {
        await using var stage = await HttpPath.HttpStage.SetAsync();
        stage.System.Page("/", _ => Table("姓名", "张伟") + "<script>document.write('<a href=\"/?p=2\">下一页</a>')</script>");
        var list = Stage.Table("姓名") with { Next = Stage.Name("下一页") };
        var followed = await stage.PullAsync(list, new Core.Adapters.ExchangeTemplate.Get("/"));
        Assert.Equal(ErrorClass.ContractViolation, followed.Error?.Class);
        var asked = await stage.PullAsync(list, new Core.Adapters.HttpScript
        {
            Exchanges = [new Core.Adapters.ExchangeTemplate.Get("/")],
            Next = [new Core.Adapters.ExchangeTemplate.Get("/?p=${page}")],
        });
        Assert.Equal(ErrorClass.ContractViolation, asked.Error?.Class);
    }

    [Fact]
    public async Task Numbers_of_pages_are_links_built_by_script()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", c =>
            {
                var page = Number(c.Field("p"));
                return $"<form id=q action=/><input type=hidden name=p></form>{Page(page)}<span>{page}</span>"
                    + string.Concat(Enumerable.Range(1, 3).Where(p => p != page).Select(p => $"<a href=# onclick='goPage({p})'>{p}</a> "))
                    + "<script>function goPage(n){var f=document.getElementById('q');f.p.value=n;f.submit();return false}</script>";
            }),
            "steps:\n  - open: /\n" + Names.Replace("name: 下一页", "name: '${page}'", StringComparison.Ordinal) + "http:\n  exchanges:\n    - get: /");
        (await duo.RunAsync()).Gave(Given);
    }

    [Fact]
    public async Task One_record_over_two_rows_with_headers_in_two_rows()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<table><tr><td colspan=3>居民名册<tr><td>姓名<td>性别<td rowspan=2>照片<tr><td>住址<td>电话"
                + "<tr><td>张伟<td>男<td rowspan=2><img src=a.jpg><tr><td>东关<td>1<tr><td>李四<td>女<td rowspan=2>无<tr><td>西关<td>2</table>"),
            """
            steps:
              - open: /
            output:
              rows: { table: [姓名, 住址], rowsPerRecord: 2 }
              fields: { name: 姓名, sex: 性别, home: 住址, phone: 电话 }
            http:
              exchanges:
                - get: /
            """);
        (await duo.RunAsync()).Gave("张伟|男|东关|1", "李四|女|西关|2");
    }

    [Fact]
    public async Task Rows_as_json_with_html_cells_a_total_and_no_content_type()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<div id=m>加载中</div><table id=t></table><button id=n>下一页</button><script>var p=0;function load(){p++;var x=new XMLHttpRequest();x.open('POST','data.do?_=1');"
                    + "x.setRequestHeader('Content-Type','application/x-www-form-urlencoded');x.onload=function(){document.getElementById('m').innerHTML='第'+p+'页';n.disabled=p>=3;t.innerHTML='<tr><td>'+p};x.send('page='+p+'&rows=2')}load();n.onclick=load</script>")
                .Says("/data.do", "text/html; charset=utf-8", c =>
                {
                    var page = Number(c.Field("page"));
                    return "\n{\"total\":\"5\",\"rows\":[" + string.Join(',', All.Skip((page - 1) * 2).Take(2).Select(a => a.Split('|'))
                        .Select(a => $"{{\"n\":\"<a href='v?id=1&amp;x' title='全名{a[0]}'>{a[0]}&nbsp;</a>\",\"m\":\"{a[1]}\",\"t\":\"/Date(1767225600000)/\"}}")) + "]}";
                }),
            """
            steps:
              - open: /
            output:
              rows: { json: $.rows, from: data.do, total: $.total }
              fields:
                name: { json: $.n, css: a }
                full: { json: $.n, css: a, attribute: title }
                money: { json: $.m, type: money }
              next: { role: button, name: 下一页 }
            http:
              exchanges:
                - get: /
                - post: /data.do?_=1
                  aside: true
                  set: { page: '1', rows: '2' }
              next:
                - post: /data.do?_=1
                  aside: true
                  set: { page: '${page}', rows: '2' }
            """);
        (await duo.RunAsync()).Gave([.. All.Select(a => a.Split('|')).Select(a => $"{a[0]}|全名{a[0]}|{a[1]}")]);
    }

    [Fact]
    public async Task Nothing_found_counts_only_when_it_is_said()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", c => Table("姓名|金额", c.Field("q") == "1" ? ["没有记录"] : ["|"])),
            "input: { q: { type: string } }\nsteps:\n  - open: /?q=${q}\n" + Names + "http:\n  exchanges:\n    - get: /?q=${q}");
        (await duo.RunAsync("q=1")).Gave();
        (await duo.RunAsync("q=2")).Failed(ErrorClass.Drift);
    }

    private static int Number(string text, int otherwise = 1) => int.TryParse(text, out var number) ? number : otherwise;

    /// <summary>Two people a page of three, filled up with empty rows, and a sum.</summary>
    private static string Page(int page) =>
        "<table width=100%><tr><td><table border=1 cellspacing=0>" + Row("姓名|金额|") + string.Concat(All.Skip((page - 1) * 2).Take(2).Select(Row))
        + (page == 3 ? Row("&nbsp;| |") : "") + Row("合计|99.00|") + "</table></td></tr></table>";

    private static string Row(string cells) => $"<tr>{string.Concat(cells.Split('|').Select(c => $"<td>{c}"))}";
}
