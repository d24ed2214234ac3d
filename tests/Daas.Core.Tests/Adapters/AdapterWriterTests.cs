using Daas.Core.Adapters;
using Daas.Core.Steps;
using Xunit;

namespace Daas.Core.Tests.Adapters;

public sealed class AdapterWriterTests
{
    private static readonly Adapter Adapter = AdapterReader.Read("civil-affairs", Scripts.Good).Adapter!;

    [Fact]
    public void What_is_written_reads_back_equal()
    {
        var files = AdapterWriter.Write(Adapter);
        var again = AdapterReader.Read("civil-affairs", files);
        Assert.Empty(again.Problems.Where(p => p.Severity == ScriptSeverity.Error).Select(p => p.ToString()));
        Assert.Equal(Adapter with { Version = "" }, again.Adapter! with { Version = "" });
        Assert.Equal(files, AdapterWriter.Write(again.Adapter!));
    }

    [Theory]
    [InlineData("sql-ledger")]
    [InlineData("redmine")]
    public void The_shipped_adapters_read_back_equal(string id)
    {
        var adapter = AdapterReader.ReadFolder(Path.Combine(AppContext.BaseDirectory, "../../../../../adapters", id)).Adapter!;
        Assert.Equal(adapter with { Version = "" }, AdapterReader.Read(id, AdapterWriter.Write(adapter)).Adapter! with { Version = "" });
    }

    [Fact]
    public void The_civil_affairs_operation_is_written_as_people_write_it() => Assert.Equal(
        """
        operation: find-residents
        kind: pull
        title: 查询居民
        input:
          name:   { example: 张伟 }
          street: { oneOf: [东关街道, 西关街道] }
        steps:
          - open: /residents.aspx
          - fill: 姓名
            with: ${name}
          - choose: 街道
            option: ${street}
          - click: { role: button, name: 查询 }
        output:
          rows: { table: [编号, 姓名, 出生日期] }
          fields:
            id:        编号
            name:      姓名
            birthDate: { column: 出生日期, type: date, format: yyyy-MM-dd }
          empty: 没有符合条件的记录
          next: { role: link, name: 下一页 }
        http:
          proved: { at: 2026-11-23T09:00:00Z, inputs: 3, rows: 412 }
          exchanges:
            - get: /residents.aspx
            - post: /residents.aspx
              form: '#form1'
              set: { txtName: '${name}', ddlStreet: '${street}', btnQuery: 查询 }
          next:
            - post: /residents.aspx
              form: '#form1'
              set: { __EVENTTARGET: gvList, __EVENTARGUMENT: 'Page$${page}' }

        """,
        AdapterWriter.WriteOperation(Adapter.Find("find-residents")!));

    public static TheoryData<string> Texts =>
    [
        "", " ", "a", "~", "null", "true", "1", "1.50", "-", "- a", "-a", "?", ":", ": a", "a: b", "a:", "a #b", "#a", "a#b", "'", "it's", "\"", "\"a\"", "a\"b", "\\", "a\\nb",
        "{a}", "[a]", "a, b", "a]b", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "|a", "---", "--- a", "...", "... a", "<<", "=", "a\tb", "\ta", "a\t", "a ", " a", "a\nb", "a\n", "\na",
        "a\n\nb\n\n", "  a\nb", "a\n  b\n", "a \nb", "\n", "a\r\nb", "\u0001", "\u0085", "\u2028", "\uFEFFa", "编号：一", "张伟 # 1", "😀", "http://a/b?c=d&e=[f]", "12:30", "a:b", "2026-01-02", "0x1F", "010", ".inf",
        "${'", "a: |\n  b", "key: value\nkey2: value2\n", "x", "a:\"b", "a:'b'", "a:,", "://",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_text_survives_in_blocks_and_in_braces(string text)
    {
        var literal = text.Replace("${", "\\${");
        var operation = Adapter.Find("find-residents")! with
        {
            Description = text,
            Input = [new Parameter { Name = "x", Description = text, Example = text, OneOf = [text] }],
            Steps = [new Step.Fill(new Locator([new Way { Label = literal }, new Way { Name = literal, Value = literal }]), literal)],
            Http = null,
        };
        var file = AdapterWriter.WriteOperation(operation);
        var reading = AdapterReader.Read("civil-affairs", new Dictionary<string, string> { ["system.yaml"] = Scripts.CivilAffairs, ["find-residents.yaml"] = file });
        Assert.Empty(reading.Problems.Where(p => p.Severity == ScriptSeverity.Error).Select(p => $"{p}\n{file}"));
        Assert.Equal(operation, reading.Adapter!.Operations[0]);
    }

    [Fact]
    public void Chinese_is_not_escaped_and_scripts_are_literal_blocks()
    {
        var file = AdapterWriter.WriteOperation(Adapter.Find("every-kind")!);
        Assert.Contains("  - evaluate: |\n      const n = inputs.note;\n      return n + '${'; // ${name} ist kein Bezug\n", file);
        Assert.Contains("description: |\n  第一行\n  第二行: 有冒号\n", file);
        Assert.DoesNotContain("\\u", file);
    }
}
