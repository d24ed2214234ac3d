using System.Text;
using System.Text.Json;
using Daas.Core.Extraction;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Evidence;

public sealed class EvidenceMakingTests
{
    private const string Login = "<form><p>账号：<input name=uid id=uid><p>口令：<input type=password name=pw id=pw><p><input type=submit id=go value=进入></form>";
    private const string Menu = "<a href=patients>病人查询</a> <a href=out>注销</a> <span>欢迎您，钱学敏</span>";
    private const string Search = "<form id=q><table><tr><td>姓名：<td><input name=xm id=xm><td>病区：<td><select name=bq><option>全部<option>王府病区<option>内科</select>"
        + "<td><input type=submit name=cx value=检索></table></form>";

    // The ward 王府病区 holds the surname and first ideograph of nobody; 王府 is a patient.
    private static readonly string[][] People =
    [
        ["B0001", "王府", "11010519491231002X", "1949-12-31", "13800138000", "幸福路12号2单元"],
        ["B0002", "欧阳明月", "440524198001010023", "1980-01-01", "13900139001", "建国门外大街8号"],
        ["B0003", "赵敏", "320311770706001", "1977-07-06", "0516-83301234", "幸福路15号"],
    ];

    private static string Rows(IEnumerable<string[]> people, string more = "") =>
        "<table id=g><tr><th>住院号<th>姓名<th>身份证号<th>出生日期<th>联系电话<th>家庭住址<th>操作"
        + string.Concat(people
            .Select(p =>
            $"<tr>{string.Concat(p.Select(v => $"<td>{v}"))}<td><a href=\"card?id={p[0]}&amp;xm={Uri.EscapeDataString(p[1])}\" title=\"{p[1]}的病历\">病历</a>"))
        + $"</table>{more}";

    private static Demo SignedIn()
    {
        var demo = new Demo("http://clinic.example/in").Open("in", "登录", Login).Fill("#uid", "${credential.user}");
        demo.Show("in", "登录", Login.Replace("id=uid", "id=uid value=qianxm", StringComparison.Ordinal));
        return demo.Secret("#pw").Click("#go").Sent("POST", "in", "uid=qianxm&pw=${credential.password}").Show("home", "病人管理", Menu);
    }

    private static Demo Listed() => SignedIn().Click("a[href=patients]").Show("patients", "病人查询", Menu + Search)
        .Fill("#xm", "王府").Click("input[value=检索]")
        .Sent("POST", "patients", $"xm={string.Concat(Charsets.Gb18030.GetBytes("王府").Select(b => $"%{b:X2}"))}&t=1", Rows(People))
        .Show("patients", "病人查询", Menu + Search + Rows(People, "共5条 第1页/共2页 <a href='?p=2'>下一页</a>"))
        .Click("a[href='?p=2']").Show("patients?p=2", "病人查询", Menu + Search + Rows([["B0004", "赵敏", "110101199003074477", "1990-03-07", "13700137000", "解放路1号"],
            ["B0005", "王府", "11010519491231002X", "1949-12-31", "13800138000", "幸福路12号2单元"]], "共5条 第2页/共2页"));

    private static IEnumerable<string> Real => People.SelectMany(p => p.Skip(1)).Where(v => v != "王府")
        .Concat(["钱学敏", "qianxm", "解放路1号", "110101199003074477", "19491231", "1980-01-01"]);

    [Fact]
    public void A_list_gives_the_same_rows_of_invented_persons()
    {
        using var kept = new Kept(Listed().Recording, "find-patients");

        Assert.Empty(kept.Made.Evidence.Gaps);
        Assert.Empty(kept.Replay().Differences);
        Assert.Equal([3, 2], kept.Made.Evidence.Answers.Select(a => a.Rows.Count));
        Assert.Equal([true, false], kept.Made.Evidence.Answers.Select(a => a.Next));
        Assert.Equal(["B0001", "B0002", "B0003", "B0004", "B0005"], kept.Made.Evidence.Answers.SelectMany(a => a.Rows)
            .Select(r => r.First().Value!.GetValue<string>()));
        var rows = kept.Made.Evidence.Answers.SelectMany(a => a.Rows).ToList();
        Assert.Equal(rows[0]["name"]!.ToString(), rows[4]["name"]!.ToString());
        Assert.Equal(rows[2]["name"]!.ToString(), rows[3]["name"]!.ToString());
        Assert.NotEqual(rows[0]["name"]!.ToString(), rows[1]["name"]!.ToString());
        Assert.Equal(rows[0]["birthDate"]!.ToString().Replace("-", "", StringComparison.Ordinal), rows[0]["idNumber"]!.ToString()[6..14]);
    }

    [Fact]
    public void No_real_value_is_left_in_any_file_or_in_the_script()
    {
        using var kept = new Kept(Listed().Recording, "find-patients");

        Assert.Empty(Leaks.In(kept.Folder.Path, Real));
        Assert.DoesNotContain("王府", kept.Script, StringComparison.Ordinal);
        Assert.Contains(kept.Draft.Reasons, r => r.Because.Contains("王府", StringComparison.Ordinal));
        Assert.DoesNotContain(kept.Folder.Read().Reasons, r => r.Because.Contains("王府", StringComparison.Ordinal));
        Assert.Equal(kept.Made.Evidence.Answers[0].Rows[0]["name"]!.ToString(), kept.Operation.Input.Single(i => i.Example?.Length == 2).Example);
    }

    [Fact]
    public void Words_of_the_system_stay()
    {
        using var kept = new Kept(Listed().Recording, "find-patients");

        var page = kept.Folder.Read().Pages[^1].Frames[0].Html;
        Assert.Contains("王府病区", page, StringComparison.Ordinal);
        Assert.Contains("<th>联系电话", page, StringComparison.Ordinal);
        Assert.Contains("病人查询", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_are_kept_with_what_their_elements_looked_like()
    {
        using var kept = new Kept(Listed().Recording, "find-patients");

        var steps = kept.Folder.Read().Steps;
        Assert.Equal(["signIn", "signIn", "signIn", "operation", "operation", "operation"], steps.Select(s => s.Part));
        Assert.Equal(("input", "姓名", "xm"), (steps[4].Element.Tag, steps[4].Element.Words, steps[4].Element.Attributes["name"]));
        Assert.Contains(kept.Folder.Read().Pages, p => p.Title == "病人管理" && p.Shows.Contains("signIn.signedIn"));
    }

    [Fact]
    public void The_same_recording_gives_the_same_files()
    {
        using var one = new Kept(Listed().Recording, "find-patients");
        using var other = new Kept(Listed().Recording, "find-patients");

        var files = Directory.EnumerateFiles(one.Folder.Path, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(one.Folder.Path, f)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Equal(File.ReadAllText(one.File(f)), File.ReadAllText(other.File(f))));
    }

    [Fact]
    public void One_key_makes_the_same_persons_in_all_recordings()
    {
        var detail = Listed().Click("a[href*=B0004]").Show("card", "病历",
            Menu + "<table><tr><td>住院号：<td>B0005<td>姓名：<td>赵敏<tr><td>联系电话：<td>13900139001<td>家庭住址：<td>幸福路15号</table>");
        using var list = new Kept(Listed().Recording, "find-patients", [1, 2, 3]);
        using var card = new Kept(detail.Recording, "get-patient", [1, 2, 3]);

        Assert.Equal(list.Made.Evidence.Answers[0].Rows[2]["name"]!.ToString(), card.Made.Evidence.Answers[0].Rows[0]["name"]!.ToString());
    }

    [Fact]
    public void An_empty_page_that_was_shown_is_expected_to_be_empty()
    {
        var demo = SignedIn().Click("a[href=patients]").Show("patients", "病人查询", Menu + Search).Fill("#xm", "吴用").Click("input[value=检索]").Sent("POST",
            "patients", "x")
            .Show("patients", "病人查询", Menu + Search + "<table id=g><tr><th>住院号<th>姓名<th>身份证号<th>出生日期<th>联系电话<th>家庭住址<th>操作<tr><td colspan=7>没有符合条件的记录</table>")
            .Fill("#xm", "王府").Click("input[value=检索]").Sent("POST", "patients", "y").Show("patients", "病人查询", Menu + Search + Rows(People));
        using var kept = new Kept(demo.Recording, "find-patients");

        Assert.Contains(kept.Made.Evidence.Answers, a => a.Empty && a.Rows.Count == 0);
        Assert.Contains(kept.Made.Evidence.Answers, a => a.Rows.Count == 3);
        Assert.Empty(kept.Replay().Differences);
    }

    [Fact]
    public void Values_of_json_forms_and_escaped_scripts_are_replaced_alike()
    {
        var json = JsonSerializer.Serialize(new { total = 1, rows = new[] { new { name = "欧阳明月", phone = "13900139001", note = "欧阳明月来电" } } });
        var demo = SignedIn().Click("a[href=patients]").Sent("POST", "api/list", "{\"name\":\"\\u6b27\\u9633\\u660e\\u6708\"}", json, "xhr")
            .Show("patients", "病人查询",
                $"{Menu}{Rows(People)}<script>var x='\\u6b27\\u9633\\u660e\\u6708',"
                + $"b='{Convert.ToBase64String(Encoding.UTF8.GetBytes("x欧阳明月13900139001"))}'</script>");
        using var kept = new Kept(demo.Recording, "find-patients");

        Assert.Empty(Leaks.In(kept.Folder.Path, ["欧阳明月", "13900139001"]));
        Assert.Empty(kept.Made.Evidence.Gaps);
    }

    [Fact]
    public void A_push_keeps_its_signs_and_what_was_sent_with_an_invented_person()
    {
        const string form = "<form id=f><table><tr><td>姓名：<td><input name=xm><tr><td>身份证号：<td><input name=sfzh maxlength=18><tr><td>出生日期：<td><input name=csrq>"
            + "<tr><td>住址：<td><input name=zz><tr><td><td><input type=submit value=保存></table></form>";
        var demo = SignedIn().Click("a[href=patients]").Show("edit", "入院登记", Menu + form).Fill("input[name=xm]", "诸葛云飞").Fill("input[name=sfzh]",
            "110101198803072338")
            .Fill("input[name=csrq]", "1988-3-7").Fill("input[name=zz]", "光明里7号").Click("input[value=保存]")
            .Sent("POST", "save", $"xm={Uri.EscapeDataString("诸葛云飞")}&sfzh=110101198803072338&csrq=1988-3-7&zz={Uri.EscapeDataString("光明里7号")}")
            .Show("save", "入院登记", Menu + "<p>诸葛云飞保存成功");
        using var kept = new Kept(demo.Recording, "admit-patient");

        Assert.Empty(Leaks.In(kept.Folder.Path, ["诸葛云飞", "110101198803072338", "1988-3-7", "光明里7号"]));
        Assert.DoesNotContain("诸葛", kept.Script, StringComparison.Ordinal);
        var inputs = kept.Folder.Read().Inputs;
        Assert.Equal(["name", "idNumber", "birthDate"], inputs.Keys.Take(3));
        Assert.Equal(inputs["birthDate"].Replace("-", "", StringComparison.Ordinal), inputs["idNumber"][6..14]);
        Assert.Contains(kept.Folder.Read().Pages, p => p.Shows.Contains("applied"));
        Assert.Empty(kept.Replay().Differences);
    }

    [Fact]
    public void English_records_are_replaced_by_their_labels()
    {
        const string page = "<h1>Ticket</h1><table><tr><th>Owner</th><td>Alice Johnson</td></tr><tr><th>Requestors</th><td>Bob O'Neill, "
            + "carol.smith@corp.example</td></tr>"
            + "<tr><th>Phone</th><td>+1 (555) 010-9988</td></tr><tr><th>Address</th><td>12 Elm Street, Springfield</td></tr><tr><th>Status</th>"
                + "<td>open</td></tr></table>"
            + "<p>Alice Johnson wrote</p>";
        var demo = new Demo("http://desk.example/").Open("", "Desk", "<a href=t/7>Printer is down</a> <a href=t/8>Mail</a>").Click("a").Show("t/7", "Desk",
            page);
        using var kept = new Kept(demo.Recording, "get-ticket");

        Assert.Empty(Leaks.In(kept.Folder.Path, ["Alice Johnson", "carol.smith", "010-9988", "12 Elm Street", "Bob O'Neill"]));
        Assert.Contains("open", kept.Folder.Read().Pages[^1].Frames[0].Html, StringComparison.Ordinal);
        Assert.Empty(kept.Replay().Differences);
    }

    [Fact]
    public void A_file_is_kept_by_its_name_and_hash()
    {
        var demo = SignedIn().Click("a[href=patients]", new RecordedSignal.Downloaded(new RecordedFile("13800138000.pdf", "application/pdf", [1, 2, 3])));
        using var kept = new Kept(demo.Recording, "get-file");

        var file = kept.Folder.Read().File!;
        Assert.Equal((3L, 64, ".pdf"), (file.Size, file.Sha256.Length, Path.GetExtension(file.Name)));
        Assert.DoesNotContain("13800138000", file.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void People_to_choose_from_are_people_too()
    {
        const string form = "<form><table><tr><td>办理科室：<td><select name=ks><option>请选择<option>救助科<option>养老科</select>"
            + "<tr><td>分给：<td><select name=ry><option>请选择<option value=7>韩雪梅"
            + "<option value=8>唐国强<option value=9>孟庆余</select><tr><td><td><input "
                + "type=submit value=查询></table></form>";
        var demo = SignedIn().Click("a[href=patients]").Show("q", "分办", Menu + form).Choose("select[name=ry]", "唐国强").Click("input[value=查询]").Sent("POST",
            "q", "ry=8")
            .Show("q", "分办", Menu + form + Rows(People));
        using var kept = new Kept(demo.Recording, "find-patients");

        Assert.Empty(Leaks.In(kept.Folder.Path, ["韩雪梅", "唐国强", "孟庆余"]));
        Assert.Contains("救助科", kept.Folder.Read().Pages[^1].Frames[0].Html, StringComparison.Ordinal);
        Assert.Empty(kept.Replay().Differences);
        // The system takes no other words, so the script keeps them, and says so.
        Assert.Contains(kept.Made.Draft.Doubts, d => d.Name == "personal" && d.Question.Contains("唐国强", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_stands_beside_the_way_out_is_a_person()
    {
        const string menu = "<ul><li><a href=#>向红霞</a><dl hidden><dd><a href=out>退出</a></dl></ul><a href=patients>病人查询</a>";
        var demo = new Demo("http://clinic.example/").Open("home", "病人管理", menu).Click("a[href=patients]").Show("patients", "病人查询", menu + Rows(People));
        using var kept = new Kept(demo.Recording, "find-patients");

        Assert.Empty(Leaks.In(kept.Folder.Path, ["向红霞"]));
        Assert.Contains("病人查询", kept.Folder.Read().Pages[^1].Frames[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_by_whom_the_script_acts_is_asked_about_and_not_expected()
    {
        var demo = SignedIn().Click("a[href=patients]").Show("patients", "病人查询", Menu + "<p>负责人：欧阳明月</p><div><a href=card>欧阳明月</a></div>")
            .Click("a[href=card]").Show("card", "病历", Menu + Rows(People));
        using var kept = new Kept(demo.Recording, "get-patient");

        Assert.Empty(Leaks.In(kept.Folder.Path, ["欧阳明月"]));
        Assert.Contains(kept.Made.Draft.Doubts, d => d.Name == "personal" && d.Question.Contains("欧阳明月", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_inside_subjects_are_found_where_a_column_has_them_at_one_place()
    {
        string[] names = ["刘志强", "马小刚", "曹文杰", "韩雪"];
        var table = "<table><tr><th>编号<th>事由<th>科室<th>负责人" + string
            .Concat(names.Select((n, i) => $"<tr><td>T{i}<td>困难补助申请-{n}（东河镇）<td>救助科<td>qianxm (钱学敏)")) + "</table>";
        const string list = "<form>转给：<select name=to><option>谁都行<option>qianxm (钱学敏)</select></form>";
        var demo = SignedIn().Click("a[href=patients]").Show("patients", "病人查询", Menu + list + table);
        using var kept = new Kept(demo.Recording, "find-patients");

        Assert.Empty(Leaks.In(kept.Folder.Path, [.. names.Where(n => n.Length > 2), "钱学敏", "qianxm"]));
        Assert.Contains("困难补助申请-", kept.Folder.Read().Pages[^1].Frames[0].Html, StringComparison.Ordinal);
        Assert.Contains("（东河镇）", kept.Folder.Read().Pages[^1].Frames[0].Html, StringComparison.Ordinal);
        Assert.Empty(kept.Replay().Differences);
    }

    [Fact]
    public void A_page_without_marks_is_kept_for_finding_alone()
    {
        using var kept = new Kept(Listed().Recording, "find-patients");
        kept.Folder.Write(kept.Made.Evidence with { Steps = [.. kept.Made.Evidence.Steps.Select(s => s with { Mark = null })] });

        Assert.All(kept.Folder.Read().Steps, s => Assert.Null(s.Mark));
        Assert.Equal(6, kept.Replay().Steps);
    }
}
