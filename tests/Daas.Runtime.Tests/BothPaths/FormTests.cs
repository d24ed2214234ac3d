using System.Text;
using Daas.Core.Runs;
using Daas.Runtime.Tests.BrowserPath;
using Daas.Runtime.Tests.Browsers;
using Microsoft.AspNetCore.Http;
using Xunit;
using static Daas.Runtime.Tests.BothPaths.Answers;

namespace Daas.Runtime.Tests.BothPaths;

[Collection(BrowserTests.Name)]
public sealed class FormTests(SharedBrowser browser)
{
    private const string Save = """
        input: { name: { type: string, example: 张伟 }, sex: { type: string }, street: { type: string }, poor: { type: boolean } }
        steps:
          - open: /
          - fill: { css: '[name=name]' }
            with: ${name}
          - choose: 性别
            option: ${sex}
          - choose: { css: '[name=street]' }
            option: ${street}
          - check: { css: '[name=poor]' }
            to: ${poor}
          - click: { role: button, name: 保存 }
            commit: true
        applied: { text: 保存成功 }
        rejected: { css: '#msg' }
        http:
          exchanges:
            - get: /
            - submit: '#f'
              button: '[value=保存]'
              set: { name: '${name}', sex: '${sex}', street: '${street}', poor: '${poor}' }
              commit: true
        """;

    private const string Everything = """
        <table><form id=f name=f method=post action=save><tr><td>
        <input type=hidden name=cb value='/cb?a=1&amp;b=2'><input type=hidden name=sql value=" where x='a' and n like '%张%' ">
        <input name=name value=旧><input type=text value=无名><input name=off disabled value=1><input name=fixed readonly value='  只读  '>
        性别<input type=radio name=sex value=1 checked>男<input type=radio name=sex value=0>女
        <select name=street><option value=''>请选择<option value=01> 东关  街道<option>西关街道<option disabled value=09>旧街道</select>
        <select name=many multiple><option value=a selected>甲<option selected>乙<option>丙</select><select name=none><option disabled selected>无</select>
        <input type=checkbox name=poor><input type=checkbox name=k value=1 checked><input type=checkbox name=k value=2 checked><input type=checkbox name=u>
        <textarea name=memo>
        一行
        二行</textarea><fieldset disabled><input name=dead value=1><legend><input name=dead2 value=2></legend></fieldset>
        <input type=submit name=cmd value=查询><input type=submit name=cmd value=保存><input type=submit name=cmd value=删除><button name=b value=1>别的</button>
        <input type=reset name=r value=重置><input type=button name=p value=打印><input type=image name=img src=x.gif alt=图><input type=file name=up>
        </td></tr></form><tr><td><input name=after value=表外></td></tr></table><input name=outside form=f value=外>
        """;

    [Fact]
    public async Task Every_kind_of_field_is_sent_as_a_browser_sends_it()
    {
        await using var duo = await Duo.SetAsync(browser, s => s.Coded("/", Gbk, _ => "<meta charset=gbk>" + Everything).Coded("/save", Gbk, _ => "<meta charset=gbk>保存成功"), Save);
        (await duo.RunAsync("name=张伟", "sex=0", "street=东关 街道", "poor=true")).Was(PushOutcome.Applied);
        (await duo.RunAsync("name=", "street=西关街道", "poor=false")).Was(PushOutcome.Applied);
        (await duo.RunAsync()).Was(PushOutcome.Applied);
        Assert.Contains("cmd=%B1%A3%B4%E6", (await duo.RunAsync()).Changes[0]);
        (await duo.RunAsync("street=没有这条街")).Failed(ErrorClass.Drift);
        (await duo.RunAsync("street=旧街道")).Failed(ErrorClass.Drift);
    }

    [Fact]
    public async Task A_form_in_parts_carries_every_kind_of_field_too()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Coded("/", Gbk, _ => "<meta charset=gbk>" + Everything.Replace("method=post", "method=post enctype=multipart/form-data", StringComparison.Ordinal))
                .Coded("/save", Gbk, _ => "<meta charset=gbk>保存成功"),
            Save);
        (await duo.RunAsync("name=张\"伟𠮷", "sex=0", "poor=true")).Was(PushOutcome.Applied);
    }

    [Fact]
    public async Task Forty_five_hidden_fields_and_a_token_whose_name_counts_up()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s =>
            {
                var (count, token) = (17, "");
                s.Shows("/", _ =>
                {
                    count += 2;
                    token = $"CSRF_{count}";
                    return $"<form id=f method=post action=save>{string.Concat(Enumerable.Range(1, 45).Select(n => $"<input type=hidden name=h{n} value='v {n}+'>"))}"
                        + $"<input type=hidden name={token} value=t{count}==><input name=name>性别<select name=sex><option>男<option>女</select>"
                        + "<select name=street><option>东</select><input type=checkbox name=poor><input type=submit value=保存></form>";
                });
                s.Shows("/save", c =>
                {
                    var good = token.Length > 0 && c.Field(token) == $"t{count}==";
                    token = "";
                    return good ? "保存成功" : "<font id=msg color=red>请勿重复提交</font>";
                });
            },
            Save);
        (await duo.RunAsync("name=张伟", "sex=女")).Was(PushOutcome.Applied);
        (await duo.RunAsync("name=李四")).Was(PushOutcome.Applied);
    }

    [Fact]
    public async Task An_image_button_posts_where_it_was_clicked()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<form id=f action=list><input name=q value='a b'><input type=image name=go alt=查询 src=go.gif width=40 height=20></form>")
                .Shows("/list", c => Table("有|无", $"{(c.Field("go.x").Length > 0 && c.Field("go.y").Length > 0 ? "点" : "")}|{c.Field("go")}")),
            """
            steps:
              - open: /
              - click: { role: button, name: 查询 }
            output:
              rows: { table: [有, 无] }
              fields: { a: 有, b: 无 }
            http:
              exchanges:
                - get: /
                - follow: { role: button, name: 查询 }
            """);
        (await duo.RunAsync()).Gave("点|");
    }

    [Fact]
    public async Task A_form_that_submits_itself_is_passed_through()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<form name=go method=post action='/sso?x=1&amp;y=2'><input type=hidden name=ticket value='a+/='><input type=submit name=s value=1></form><script>document.go.submit();</script>")
                .Shows("/sso", c => $"<body onload=\"document.forms[0].submit()\"><form method=post action=/list><input type=hidden name=t value='{c.Field("ticket")}'></form>")
                .Shows("/list", c => Table("票", c.Field("t"))),
            """
            steps:
              - open: /
            output:
              rows: { table: [票] }
              fields: { t: 票 }
            http:
              exchanges:
                - get: /
            """);
        (await duo.RunAsync()).Gave("a+/=");
    }

    [Fact]
    public async Task A_select_that_posts_back_brings_the_next_ones_options()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", c =>
            {
                var street = c.Field("street");
                return "<form id=f method=post action='./'><input type=hidden name=__EVENTTARGET id=__EVENTTARGET><input type=hidden name=__EVENTARGUMENT><input type=hidden name=__VIEWSTATE value='/wEP="
                    + $"{street}'>街道<select name=street onchange=\"javascript:setTimeout('__doPostBack(\\'street\\',\\'\\')', 0)\"><option value=0>选<option value=1 {(street == "1" ? "selected" : "")}>东关<option value=2>西关</select>"
                    + (street == "1" ? "社区<select name=unit><option value=u0>选<option value=u7>和平</select>" : "")
                    + "<script>function __doPostBack(t,a){var f=document.getElementById('f');f.__EVENTTARGET.value=t;f.__EVENTARGUMENT.value=a;f.submit();}</script>"
                    + $"<input type=submit name=ok value=保存></form>{(c.Field("ok").Length > 0 && c.Field("__EVENTTARGET").Length == 0 && c.Field("unit") == "u7" ? "保存成功" : "")}";
            }),
            """
            steps:
              - open: /
              - choose: 街道
                option: 东关
              - choose: 社区
                option: 和平
              - click: 保存
                commit: true
            applied: { text: 保存成功 }
            http:
              exchanges:
                - get: /
                - submit: '#f'
                  set: { street: 东关, __EVENTTARGET: street }
                - submit: '#f'
                  button: '[name=ok]'
                  set: { unit: 和平 }
                  commit: true
            """);
        (await duo.RunAsync()).Was(PushOutcome.Applied);
    }

    [Fact]
    public async Task A_number_is_checked_beside_the_page_before_the_post()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<form id=f method=post action=save><input name=no><input type=hidden name=ok><input type=button value=保存 onclick=\"var x=new XMLHttpRequest();"
                    + "x.open('POST','check?t=1');x.setRequestHeader('X-Requested-With','XMLHttpRequest');x.setRequestHeader('Content-Type','application/x-www-form-urlencoded');"
                    + "x.onload=function(){f.ok.value=JSON.parse(x.responseText).key;f.submit()};x.send('no='+encodeURIComponent(f.no.value))\"></form>")
                .Says("/check", "text/html; charset=utf-8", c => c.Request.Headers.XRequestedWith == "XMLHttpRequest" ? "{\"ok\":true,\"key\":\"k" + c.Field("no").Length + "\"}" : "{\"ok\":false}")
                .Shows("/save", c => c.Field("ok") == "k3" && c.Request.Headers.Referer.ToString().EndsWith('/') ? "保存成功" : "非法提交"),
            """
            input: { no: { type: string } }
            steps:
              - open: /
              - fill: { css: '[name=no]' }
                with: ${no}
              - click: 保存
                commit: true
            applied: { text: 保存成功 }
            http:
              exchanges:
                - get: /
                - post: /check?t=1
                  aside: true
                  set: { no: '${no}' }
                  read: { key: { json: $.key } }
                - submit: '#f'
                  set: { no: '${no}', ok: '${key}' }
                  commit: true
            """);
        (await duo.RunAsync("no=张7号")).Was(PushOutcome.Applied);
    }

    [Fact]
    public async Task A_file_is_sent_first_through_a_hidden_frame_and_then_named_in_the_form()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Shows("/", _ => "<iframe name=hid style='display:none'></iframe><form id=u action=up method=post enctype=multipart/form-data target=hid>附件<input type=file name=file><input type=submit value=上传></form>"
                    + "<form id=f method=post action=save><input type=hidden name=files><input type=submit value=保存></form><span id=list></span>"
                    + "<script>function done(id,n){document.getElementById('f').files.value+=id;document.getElementById('list').innerHTML=n}</script>")
                .Shows("/up", c =>
                {
                    var file = c.Request.Form.Files["file"]!;
                    return $"<script>parent.done('F{file.Length}','{file.FileName} 已上传')</script>";
                })
                .Shows("/save", c => c.Field("files") == "F6" ? "保存成功" : "没有附件"),
            """
            input: { file: { type: file } }
            steps:
              - open: /
              - upload: 附件
                file: file
              - click: 上传
              - waitFor: { text: 已上传 }
              - click: 保存
                commit: true
            applied: { text: 保存成功 }
            http:
              exchanges:
                - get: /
                - submit: '#u'
                  button: '[value=上传]'
                  files: { file: file }
                  aside: true
                  headers: { X-Requested-With: '' }
                  read: { id: { script: "done\\('(.+?)'" } }
                - submit: '#f'
                  button: '[value=保存]'
                  set: { files: '${id}' }
                  commit: true
            """);
        duo.Files["file"] = new FileContent("附件 一.txt", "text/plain", "张伟"u8.ToArray());
        (await duo.RunAsync()).Was(PushOutcome.Applied);
    }

    [Fact]
    public async Task A_file_in_a_gbk_form_has_its_name_in_gbk()
    {
        await using var duo = await Duo.SetAsync(
            browser,
            s => s.Coded("/", Gbk, _ => "<meta charset=gbk><form id=f method=post action=save enctype=multipart/form-data>附件<input type=file name=附件><input name=题 value='“题”'><input type=submit value=保存></form>")
                .Coded("/save", Gbk, _ => "<meta charset=gbk>保存成功"),
            """
            input: { file: { type: file } }
            steps:
              - open: /
              - upload: { css: '[type=file]' }
                file: file
              - click: 保存
                commit: true
            applied: { text: 保存成功 }
            http:
              exchanges:
                - get: /
                - submit: '#f'
                  files: { 附件: file }
                  commit: true
            """);
        duo.Files["file"] = new FileContent("说明\"书𠮷.txt", "text/plain", "x"u8.ToArray());
        (await duo.RunAsync()).Was(PushOutcome.Applied);
    }
}
