using Daas.Core.Adapters;
using Xunit;

namespace Daas.Core.Tests.Adapters;

public sealed class ScriptRuleTests
{
    private const string System = "system.yaml";
    private const string Find = "find-residents.yaml";
    private const string Every = "every-kind.yaml";

    [Theory]
    [InlineData(Find, "column: 编号", "colunm: 编号", "17:18: unknown key 'colunm'; did you mean 'column'?")]
    [InlineData(Find, "- fill: 姓名", "- type: 姓名", "9:5: 'type' is not a step (open, fill, choose, check, click, press, hover, upload, download, answer, inWindow, waitFor, read, evaluate); did you mean 'fill'?")]
    [InlineData(Find, "kind: pull", "kind: pul", "2:7: 'pul' is not a kind (pull, push); did you mean 'pull'?")]
    [InlineData(Find, "title: 查询居民", "title: 查询居民\ntitle: x", "4:1: key 'title' was already given on line 3")]
    [InlineData(Find, "title: 查询居民\n", "", "1:1: key 'title' is missing (what people call it)")]
    [InlineData(Find, "title: 查询居民", "title: [a]", "3:8: expected a text, found a list")]
    [InlineData(Find, "title: 查询居民", "title:\t'a' b", "3:12: not YAML")]
    [InlineData(Find, "  - fill: 姓名", "\t- fill: 姓名", "9:1: a tab indents this line; use spaces")]
    [InlineData(Find, "title: 查询居民", "title: &t x", "3:8: anchor '&t' has no place in a script; write the value where it is used")]
    [InlineData(Find, "title: 查询居民", "title: !!str x", "3:8: tag 'tag:yaml.org,2002:str' has no place in a script")]
    [InlineData(Find, "operation: find-residents", "operation: find", "1:1: operation 'find' must be named as its file 'find-residents.yaml'; did you mean 'find-residents'?")]
    [InlineData(Find, "with: ${name}", "with: ${nmae}", "10:11: ${nmae} is neither an input nor read by an earlier step; did you mean 'name'?")]
    [InlineData(Find, "with: ${name}", "with: ${page}", "10:11: ${page} has a meaning only in paging")]
    [InlineData(Find, "with: ${name}", "with: ${offset}", "10:11: ${offset} has a meaning only in paging")]
    [InlineData(Find, "with: ${name}", "with: ${name.name}", "10:11: ${name.name} is neither an input nor read by an earlier step")]
    [InlineData(Find, "with: ${name}", "with: ${credential.password}", "10:11: ${credential.password} may be used only in sign-in steps")]
    [InlineData(Find, "{ column: 编号 }", "{ label: 编号 }", "17:18: field 'id': 'label' has no meaning in a table; did you mean 'column'?")]
    [InlineData(Find, "format: yyyy-MM-dd }", "format: 日期 }", "field 'birthDate': '日期' is not a format of a date such as yyyy年M月d日")]
    [InlineData(Find, "empty: {", "key: [nr]\n  empty: {", "there is no field 'nr'")]
    [InlineData(Find, "rows: { table: [编号, 姓名, 出生日期] }", "file: true", "the output is a file, but no step downloads one")]
    [InlineData(Find, "{ role: button, name: 查询 }", "{ role: button, name: 查询 }\n    commit: true", "14:5: a pull must not commit; make it a push or leave 'commit' out")]
    [InlineData(Find, "[东关街道, 西关街道] }", "[东关街道], default: 东关街 }", "the default '东关街' must be one of 东关街道; did you mean '东关街道'?")]
    [InlineData(Find, "- open: /residents.aspx", "- answer: accept", "8:5: answer belongs right behind the step that causes the dialog")]
    [InlineData(Every, "commit: true", "commit: false", "2:1: a push needs 'commit: true' on the step after which the old system may have saved")]
    [InlineData(Every, "operation: find-residents", "operation: find-resident", "there is no operation 'find-resident'; did you mean 'find-residents'?")]
    [InlineData(Every, "with: { name: '${name}' }", "with: { nmae: '${name}' }", "'find-residents' has no input 'nmae'; did you mean 'name'?")]
    [InlineData(Every, "file: paper", "file: papr", "'file' names an input of type file; there is none called 'papr'; did you mean 'paper'?")]
    [InlineData(Every, "'GET /count.jsp?action=check'", "count.jsp", "expected a method and a path such as 'POST /list.do?action=query', found 'count.jsp'")]
    [InlineData(Every, "gone: true", "gone: true\n    causes: [GET /a]", "this step does nothing in the page; 'causes' belongs to the step before")]
    [InlineData(Every, "says: 确定", "says: /[/", "not a regular expression")]
    [InlineData(System, "adapter: civil-affairs", "adapter: civil", "1:1: adapter 'civil' must be named as its folder 'civil-affairs'; did you mean 'civil-affairs'?")]
    [InlineData(System, "http://127.0.0.1:8791/", "127.0.0.1:8791", "3:6: expected an address such as http://host/")]
    [InlineData(System, "hosts: []", "hosts: ['http://a/']", "4:9: 'http://a/' is not a host; write host, host:port or *.domain, without http://")]
    [InlineData(System, "${credential.password}", "geheim", "13:13: a password must not stand in a script")]
    [InlineData(System, "'#lblMessage'", "'#lbl['", "'#lbl[' is not a CSS selector")]
    [InlineData(System, "sessions: 1", "sessions: 0", "6:21: expected a whole number from 1 to 100, found 0")]
    [InlineData(System, "gb18030 ", "gb18031 ", "5:10: character set 'gb18031' is not known")]
    public void A_wrong_script_says_where_and_what(string file, string old, string @new, string expected)
    {
        var text = Scripts.Good[file];
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var files = new Dictionary<string, string>(Scripts.Good) { [file] = text[..at] + @new + text[(at + old.Length)..] };
        var reading = AdapterReader.Read("civil-affairs", files);
        Assert.Null(reading.Adapter);
        Assert.Contains(reading.Problems.Select(p => p.ToString()), p => p.StartsWith($"civil-affairs/{file}:", StringComparison.Ordinal) && p.Contains(expected));
    }

    [Fact]
    public void Everything_wrong_is_told_in_one_go()
    {
        var files = new Dictionary<string, string>(Scripts.Good)
        {
            [System] = Scripts.CivilAffairs.Replace("sessions: 1", "sessions: x").Replace("charset:", "charsett:"),
            [Find] = Scripts.FindResidents.Replace("kind: pull", "kind: x").Replace("type: date", "type: day").Replace("- open:", "- opn:"),
        };
        var errors = AdapterReader.Read("civil-affairs", files).Problems.Where(p => p.Severity == ScriptSeverity.Error);
        Assert.Equal([System, System, Find, Find, Find], errors.Select(e => Path.GetFileName(e.File)));
    }

    [Fact]
    public void What_works_but_deserves_a_look_is_advice()
    {
        var files = new Dictionary<string, string>(Scripts.Good)
        {
            [Find] = Scripts.FindResidents.Replace("  empty: { text: 没有符合条件的记录 }\n", "").Replace("  name:   {", "  spare: string\n  name: {"),
        };
        var reading = AdapterReader.Read("civil-affairs", files);
        Assert.NotNull(reading.Adapter);
        Assert.Contains(reading.Problems, p => p.ToString() == $"civil-affairs/{Find}:5:10: advice: input 'spare' is not used");
        Assert.Contains(reading.Problems, p => p.Message.StartsWith("without 'empty'", StringComparison.Ordinal));
    }

    [Fact]
    public void The_version_depends_on_contents_and_not_on_line_endings()
    {
        var version = AdapterReader.Read("civil-affairs", Scripts.Good).Adapter!.Version;
        Assert.Matches("^[0-9a-f]{12}$", version);
        Assert.Equal(version, AdapterReader.Read("civil-affairs", Scripts.Good.ToDictionary(f => f.Key, f => f.Value.Replace("\n", "\r\n"))).Adapter!.Version);
        Assert.NotEqual(version, AdapterReader.Read("civil-affairs", Scripts.Good.ToDictionary(f => f.Key, f => f.Value + "\n# x")).Adapter!.Version);
    }
}
