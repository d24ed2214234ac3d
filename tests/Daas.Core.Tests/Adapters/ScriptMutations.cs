using System.Text;
using System.Text.RegularExpressions;

namespace Daas.Core.Tests.Adapters;

/// <summary>
/// Malformed scripts, made from good ones by rule and always the same. Each is wrong by construction: what would still be valid with the same meaning
/// is not made. For tests and for the figure of tests/Daas.Benchmarks.
/// </summary>
public static class ScriptMutations
{
    private const string System = "system.yaml";
    private const string Find = "find-residents.yaml";
    private const string Every = "every-kind.yaml";

    private static readonly string[] Keys =
    [
        "adapter", "title", "url", "hosts", "charset", "limits", "sessions", "concurrency", "perMinute", "signIn", "steps", "open", "fill", "with", "click",
        "role", "signedIn", "rejected", "css", "operation", "kind", "input", "type", "example", "oneOf", "choose", "option", "output", "rows", "table", "fields",
        "column", "format", "empty", "next", "http", "proved", "inputs", "exchanges", "get", "post", "form", "set", "default", "minimum", "maximum", "pattern",
        "maxLength", "required", "label", "exact", "keys", "header", "row", "nth", "optional", "when", "from", "check", "to", "press", "in", "hover", "upload",
        "frame", "file", "twice", "inWindow", "within", "real", "evaluate", "as", "waitFor", "gone", "seconds", "causes", "read", "attribute", "value", "commit", "answer",
        "says", "record", "values", "key", "applied", "alert", "json", "is", "reason", "verify", "expect",
    ];

    /// <summary>Texts and what they are replaced by: wrong values, wrong places, wrong references.</summary>
    private static readonly (string File, string Old, string New)[] Wrong =
    [
        (System, "adapter: civil-affairs", "adapter: other"), (System, "adapter: civil-affairs", "adapter: Civil_Affairs"), (System, "http://127.0.0.1:8791/", "ftp://127.0.0.1/"),
        (System, "http://127.0.0.1:8791/", "/relative"), (System, "http://127.0.0.1:8791/", "http://u:p@host/"), (System, "hosts: []", "hosts: ['http://a/']"), (System, "hosts: []", "hosts: ['a b']"),
        (System, "hosts: []", "hosts: cdn"), (System, "gb18030", "gb-nothing"), (System, "sessions: 1", "sessions: 0"), (System, "sessions: 1", "sessions: -1"), (System, "sessions: 1", "sessions: one"),
        (System, "sessions: 1", "sessions: 1.5"), (System, "sessions: 1", "sessions: 99999999999"), (System, "perMinute: 120", "stepSeconds: 500"), (System, "${credential.password}", "geheim"),
        (System, "${credential.password}", "${credential.pasword}"), (System, "${credential.user}", "${user}"), (System, "{ text: 退出系统 }", "{}"), (System, "{ text: 退出系统 }", "''"),
        (System, "{ text: 退出系统 }", "/(/"), (System, "'#lblMessage'", "'#lbl['"), (System, "title: 民政业务管理系统", "title:"), (System, "title: 民政业务管理系统", "title: [a, b]"),
        (System, "title: 民政业务管理系统", "title: { a: b }"), (System, "- open: /login.aspx", "- open: ${"), (System, "- open: /login.aspx", "- download: x"), (System, "name: 登录 }", "name: 登录 }\n      commit: true"),
        (System, "steps:", "steps: []\n  locked:"), (System, "limits: {", "language: Chinese!\nlimits: {"), (System, "limits: {", "images: yes\nlimits: {"),
        (Find, "operation: find-residents", "operation: find"), (Find, "kind: pull", "kind: push"), (Find, "kind: pull", "kind: Pull"), (Find, "kind: pull", "kind: null"), (Find, "type: string, example", "type: text, example"),
        (Find, "example: 张伟", "pattern: '['"), (Find, "example: 张伟", "minimum: 1"), (Find, "example: 张伟", "oneOf: []"), (Find, "example: 张伟", "maxLength: 1, example: 张伟"), (Find, "example: 张伟", "format: d"),
        (Find, "[东关街道, 西关街道] }", "[东关街道, 东关街道] }"), (Find, "[东关街道, 西关街道] }", "[东关街道], default: 西关街道 }"), (Find, "  name:   {", "  页 码: {"), (Find, "  name:   {", "  page: string\n  name: {"),
        (Find, "with: ${name}", "with: ${nmae}"), (Find, "with: ${name}", "with: ${page}"), (Find, "with: ${name}", "with: ${credential.password}"), (Find, "with: ${name}", "with: ${name"), (Find, "with: ${name}", "with: ${}"),
        (Find, "with: ${name}", "with: ${name}\n    when: nobody"), (Find, "with: ${name}", "with: ${name}\n    seconds: 0"), (Find, "- fill: 姓名", "- fill: []"), (Find, "- fill: 姓名", "- fill: { nth: 1 }"), (Find, "- fill: 姓名", "- fill: { header: 姓名 }"),
        (Find, "- fill: 姓名", "- fill: { xpath: '//[' }"), (Find, "- fill: 姓名", "- fill: 姓名\n    click: 查询"), (Find, "- open: /residents.aspx", "- /residents.aspx"), (Find, "- open: /residents.aspx", "- {}"),
        (Find, "- open: /residents.aspx", "- answer: accept"), (Find, "- open: /residents.aspx", "- download: { url: /a }"), (Find, "- open: /residents.aspx", "- press: Strg+Ä Ä"), (Find, "- open: /residents.aspx", "- upload: 附件\n    file: name"),
        (Find, "{ role: button, name: 查询 }", "{ role: button, name: 查询 }\n    commit: true"), (Find, "rows: { table: [编号, 姓名, 出生日期] }", "rows: { table: [] }"), (Find, "rows: { table: [编号, 姓名, 出生日期] }", "rows: { table: [a], json: $.a }"),
        (Find, "rows: { table: [编号, 姓名, 出生日期] }", "rows: {}"), (Find, "rows: { table: [编号, 姓名, 出生日期] }", "rows: { json: $.a }"), (Find, "rows: { table: [编号, 姓名, 出生日期] }", "rows: { file: pdf, headers: [a] }"),
        (Find, "rows: { table: [编号, 姓名, 出生日期] }", "file: true"), (Find, "rows: { table: [编号, 姓名, 出生日期] }", "record: {}"), (Find, "rows: { table: [编号, 姓名, 出生日期] }", "rows: { table: [编号], rowsPerRecord: 0 }"),
        (Find, "{ column: 编号 }", "{ label: 编号 }"), (Find, "{ column: 编号 }", "{}"), (Find, "{ column: 编号 }", "{ column: 编号, type: int }"), (Find, "{ column: 编号 }", "{ column: 编号, css: 'a[' }"), (Find, "{ column: 编号 }", "{ column: 编号, format: '0' }"),
        (Find, "{ column: 编号 }", "{ column: 编号, required: true, optional: true }"), (Find, "format: yyyy-MM-dd }", "format: '%' }"), (Find, "format: yyyy-MM-dd }", "format: 日期 }"), (Find, "empty: {", "key: [nr]\n  empty: {"),
        (Find, "next:  {", "paging: { shown: '第(\\d+)页' }\n  next: {"), (Find, "next:  {", "paging: { open: '/list?p=${page}' }\n  next: {"), (Find, "2026-11-23T09:00:00Z", "gestern"), (Find, "- get: /residents.aspx", "- put: /residents.aspx"),
        (Find, "'Page$${page}'", "'Page$${pages}'"), (Find, "txtName: '${name}'", "txtName: '${page}'"), (Find, "btnQuery: 查询", "txtPassword: geheim"), (Find, "http:  ", "applied: 保存成功\nhttp:  "), (Find, "form: '#form1' ", "form: '#form1[' "),
        (Every, "commit: true", "commit: false"), (Every, "operation: find-residents", "operation: find-resident"), (Every, "operation: find-residents", "operation: every-kind"), (Every, "with: { name: '${name}' }", "with: { nmae: '${name}' }"),
        (Every, "expect: { name:", "expect: { nmae:"), (Every, "file: paper", "file: papr"), (Every, "file: paper", "file: name"), (Every, "as: number", "as: name"), (Every, "as: number", "as: 'a b'"), (Every, "pattern: (\\d+)", "pattern: (\\d+"),
        (Every, "to: ${urgent}", "to: vielleicht"), (Every, "answer: accept", "answer: yes"), (Every, "says: 确定", "says: /[/"), (Every, "is: '/^0$/'", "is: '/^0$)/'"), (Every, "json: $.code, is", "is"), (Every, "json: $.code", "json: '$..['"),
        (Every, "{ 是: true, 否: false }", "{ 是: ja }"), (Every, "{ 是: true, 否: false }", "[是, 否]"), (Every, "minimum: 1, maximum: 99", "minimum: 100, maximum: 99"), (Every, "default: '2'", "default: '200'"), (Every, "default: 'true'", "default: 'ja'"),
        (Every, "example: '1990-01-02'", "example: '1990-02-30'"), (Every, "example: AB12", "example: ab12"), (Every, "format: '0.00'", "format: abc"), (Every, "${note}", "${paper}"), (Every, "seconds: 20", "seconds: soon"), (Every, "key: [id]", "key: id"),
        (Every, "gone: true", "gone: maybe"), (Every, "twice: true", "twice: 2"), (Every, "nth: 1 }", "nth: 0 }"), (Every, "gone: true", "gone: true\n    commit: true"), (Every, "record: { within: '#detail' }", "record: { within: '#detail', json: $.a }"),
    ];

    public static IReadOnlyList<ScriptMutation> All { get; } =
    [
        .. Renamed(), .. Duplicated(), .. Dropped(), .. Replaced(), .. Truncated(), .. Controlled(), .. Undecodable(), .. NotYaml(), .. Excessive(),
    ];

    private static IEnumerable<ScriptMutation> Renamed()
    {
        foreach (var (file, text) in Scripts.Good)
        {
            foreach (var key in Keys)
            {
                // Behind a dash, a brace, a comma, or at the beginning of a line that is not the name of an input or field.
                foreach (Match match in Regex.Matches(text, $@"(?<=^|^ +- |[{{,] ){key}(?=:( |$))|(?<=^ +){key}(?=:( |$))", RegexOptions.Multiline).Take(2))
                    yield return Text($"rename {key} at {match.Index}", file, text[..match.Index] + key + "x" + text[(match.Index + key.Length)..]);
            }
        }
    }

    private static IEnumerable<ScriptMutation> Duplicated()
    {
        foreach (var (file, text) in Scripts.Good)
        {
            foreach (var line in text.Split('\n').Where(l => Regex.IsMatch(l, @"^ *[a-z]+:.*\S: ?\S|^[a-z]+: \S") && !l.EndsWith('|')).Distinct())
                yield return Text($"duplicate '{line.Trim()}'", file, text.Replace(line, line + "\n" + line));
        }
    }

    private static IEnumerable<ScriptMutation> Dropped()
    {
        string[] required = ["adapter", "operation", "title", "url", "kind", "with", "option", "output", "steps", "fields", "file", "signedIn", "applied"];
        foreach (var (file, text) in Scripts.Good)
        {
            foreach (var key in required)
            {
                var match = Regex.Match(text, $@"^( *){key}:.*\n(\1 +.*\n|\1- .*\n)*", RegexOptions.Multiline);
                // A push may answer nothing but its outcome.
                if (match.Success && (key, file) != ("output", Every))
                    yield return Text($"drop {key}", file, text.Remove(match.Index, match.Length));
            }
        }

        foreach (var file in (string[])[System, Find])
            yield return new ScriptMutation($"drop {file}", Encoded().Where(f => f.Key != file).ToDictionary());
    }

    private static IEnumerable<ScriptMutation> Replaced()
    {
        foreach (var (file, old, @new) in Wrong)
        {
            var text = Scripts.Good[file];
            var at = text.IndexOf(old, StringComparison.Ordinal);
            if (at < 0)
                throw new InvalidOperationException($"{file} does not have '{old}'");
            yield return Text($"'{old}' → '{@new}'", file, text[..at] + @new + text[(at + old.Length)..]);
        }
    }

    // A key that must be there stands last, so that no beginning of the file is complete.
    private static IEnumerable<ScriptMutation> Truncated()
    {
        foreach (var (file, first) in new[] { (System, "adapter: civil-affairs"), (Find, "kind: pull"), (Every, "kind: push") })
        {
            var text = Scripts.Good[file].Replace(first + "\n", "") + "\n" + first;
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var length = 0; length < bytes.Length; length += 37)
                yield return Bytes($"truncate at {length}", file, bytes[..length]);
        }
    }

    private static IEnumerable<ScriptMutation> Controlled()
    {
        foreach (var (file, text) in Scripts.Good)
        {
            foreach (var c in "\0\u0001\u0007\u001B\u007F\u0085\u2028\uFEFF")
            {
                for (var at = 11; at < text.Length; at += 211)
                    yield return Text($"U+{(int)c:X4} at {at}", file, text.Insert(at, c.ToString()));
            }
        }
    }

    private static IEnumerable<ScriptMutation> Undecodable()
    {
        foreach (var (file, bytes) in Encoded())
        {
            foreach (var bad in new byte[][] { [0xFF], [0xC0, 0xAF], [0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80] })
                yield return Bytes($"bytes {Convert.ToHexString(bad)}", file, [.. bytes[..(bytes.Length / 2)], .. bad, .. bytes[(bytes.Length / 2)..]]);
            yield return Bytes("UTF-16 LE", file, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Scripts.Good[file])]);
            yield return Bytes("UTF-16 BE", file, [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Scripts.Good[file])]);
            yield return Bytes("GB18030", file, CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(Scripts.Good[file]));
        }
    }

    private static IEnumerable<ScriptMutation> NotYaml()
    {
        string[] tails =
        [
            "\nx: [", "\nx: {", "\nx: 'a", "\nx: \"a", "\nx: \"\\q\"", "\n\tx: 1", "\n- x", "\nx: - y", "\nx: y: z", "\n}", "\n]", "\n---\nx: 1", "\nx: &a 1", "\nx: *a", "\nx: !!binary aGk=", "\n<<: { a: b }",
            "\n? [a]\n: b", "\nx: @a", "\nx: `a", "\nx: %a", "\n  x: 1\n y: 2", "\nx:\n  - a\n b: c", "\n!", "\n'", "\n? ", "\n:",
        ];
        foreach (var (file, text) in Scripts.Good)
        {
            foreach (var tail in tails)
                yield return Text($"append {tail.Replace("\n", "↵").Replace("\t", "→")}", file, text + tail + "\n");
            foreach (var whole in (string[])["", " ", "\n\n", "# nothing\n", "---\n", "...\n", "null", "text", "[]", "{}", "- a", "42", "%YAML 3.0\n---\na: b", "{", "\"", ">", "|", "&a", "*a", "!!map {}"])
                yield return Text($"only {whole.Replace("\n", "↵")}", file, whole);
        }
    }

    private static IEnumerable<ScriptMutation> Excessive()
    {
        foreach (var (file, text) in Scripts.Good)
        {
            foreach (var depth in (int[])[50, 20_000])
            {
                yield return Text($"{depth} brackets", file, text + "\nx: " + new string('[', depth) + new string(']', depth));
                yield return Text($"{depth} braces", file, text + "\nx: " + string.Concat(Enumerable.Repeat("{a: ", depth)) + "b" + new string('}', depth));
                yield return Text($"{depth} open brackets", file, text + "\nx: " + new string('[', depth));
                yield return Text($"{depth} dashes", file, text + "\nx:\n  " + string.Concat(Enumerable.Repeat("- ", depth)) + "a");
            }

            yield return Text("over a megabyte", file, text + "\n#" + new string('x', 1_100_000));
            yield return Text("a long key", file, text + "\n" + new string('k', 900_000) + ": 1");
            yield return Text("many keys", file, text + "\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"k{i}: 1\n")));
            yield return Text("alias bomb", file, text + "\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\n");
        }
    }

    private static Dictionary<string, byte[]> Encoded() => Scripts.Good.ToDictionary(f => f.Key, f => Encoding.UTF8.GetBytes(f.Value));

    private static ScriptMutation Text(string name, string file, string text) => Bytes(name, file, Encoding.UTF8.GetBytes(text));

    private static ScriptMutation Bytes(string name, string file, byte[] bytes)
    {
        var files = Encoded();
        files[file] = bytes;
        return new ScriptMutation($"{file}: {name}", files);
    }
}
