using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Proving;
using Xunit;

namespace Daas.Runtime.Tests.Proving;

public sealed class AnswerContractTests
{
    private static readonly Operation Find = new()
    {
        Id = "find",
        Kind = OperationKind.Pull,
        Title = "Find",
        Input = [new Parameter { Name = "name" }, new Parameter { Name = "from", Type = ParameterType.Date }],
        Output = new Output
        {
            Fields = [new Field { Name = "id" }, new Field { Name = "name" }, new Field { Name = "born", Type = FieldType.Date }, new Field { Name = "remark" }],
        },
    };

    private static readonly AnswerMark Title = new(MarkKind.Title, "查询");
    private static readonly AnswerMark SignedIn = new(MarkKind.SignedIn, "");
    private static readonly AnswerMark Header = new(MarkKind.Header, "姓名");

    private static Row Resident(string id, string name, string? remark = "无", int year = 1990) => new([id, name, new DateOnly(year, 5, 6), remark]);

    private static Dictionary<string, string> Inputs(params (string Name, string Value)[] given) => given.ToDictionary(g => g.Name, g => g.Value);

    private static ContractCase Case(string name, int rows, params AnswerMark[] marks) => new(
        Inputs(("name", name), ("from", "1990-01-01")),
        [.. Enumerable.Range(0, rows).Select(i => Resident($"{1000 + i}", name + "伟"))],
        [new AnswerSight(rows > 0, marks)]);

    private static AnswerContract Learned(params ContractCase[] cases) => AnswerLearning.Learn(Find, cases);

    private static AnswerContract Usual => Learned(Case("李", 12, Title, SignedIn, Header), Case("张", 10, Title, SignedIn, Header));

    private static IReadOnlyList<AnswerClause> Broken(AnswerContract contract, string name, IReadOnlyList<Row> rows, params AnswerMark[] marks) =>
        AnswerJudging.Broken(contract, Find, Inputs(("name", name), ("from", "1990-01-01")), new AnswerSight(rows.Count > 0, marks), rows);

    [Fact]
    public void An_answer_like_those_that_were_proved_holds()
    {
        Assert.Empty(Broken(Usual, "王", [Resident("7", "王芳"), Resident("8", "小王")], Title, SignedIn, Header));
        // More than was known of is no harm.
        Assert.Empty(Broken(Usual, "王", [Resident("7", "王芳")], Title, SignedIn, Header, new AnswerMark(MarkKind.Header, "电话")));
    }

    [Fact]
    public void Another_page_is_told_by_its_title_its_headers_and_by_nobody_being_signed_in()
    {
        var broken = Broken(Usual, "王", [Resident("7", "王芳")], new AnswerMark(MarkKind.Title, "公告"));
        Assert.Equal(["has not the title '查询'", "has not the sign of being signed in", "has not the header '姓名' in its table"], broken.Select(b => b.Words));
    }

    [Fact]
    public void What_one_proved_answer_had_not_is_asked_of_none()
    {
        var contract = Learned(Case("李", 12, Title, Header), Case("张", 10, new AnswerMark(MarkKind.Title, "张"), Header));
        Assert.Equal([Header], contract.Marks);
        Assert.Empty(Broken(contract, "王", [Resident("7", "王芳")], Header));
    }

    [Fact]
    public void Rows_that_do_not_answer_to_the_input_are_noticed()
    {
        var broken = Assert.Single(Broken(Usual, "王", [Resident("7", "王芳"), Resident("8", "赵敏")], Title, SignedIn, Header));
        Assert.Equal("has 1 of 2 rows whose 'name' does not answer to the input 'name'", broken.Words);
        var early = Assert.Single(Broken(Usual, "王", [Resident("7", "王芳", year: 1950)], Title, SignedIn, Header));
        Assert.Equal("has 1 of 1 rows whose 'born' does not answer to the input 'from'", early.Words);
    }

    [Fact]
    public void An_input_that_was_left_out_is_answered_by_every_row()
    {
        Assert.Empty(AnswerJudging.Broken(Usual, Find, Inputs(), new AnswerSight(true, [Title, SignedIn, Header]), [Resident("7", "赵敏", year: 1950)]));
    }

    [Fact]
    public void One_value_of_an_input_in_few_rows_says_nothing_of_how_rows_answer_to_it()
    {
        Assert.Empty(Learned(Case("李", 1)).Inputs);
        Assert.Empty(Learned(Case("李", 0), Case("张", 0)).Inputs);
    }

    [Fact]
    public void A_template_that_a_script_would_have_filled_and_characters_that_cannot_be_read_are_no_values()
    {
        foreach (var name in (string[])["王{{row.name}}", "王\uFFFD\uFFFD"])
            Assert.Equal("Readable name", Assert.Single(Broken(Usual, "王", [Resident("7", name)], Title, SignedIn, Header)).Name);
    }

    [Fact]
    public void Values_of_another_kind_in_all_rows_are_noticed_and_in_some_are_not()
    {
        Assert.Equal("Characters id", Assert.Single(Broken(Usual, "王", [Resident("王", "王芳"), Resident("李", "小王")], Title, SignedIn, Header)).Name);
        Assert.Empty(Broken(Usual, "王", [Resident("王", "王芳"), Resident("8", "小王")], Title, SignedIn, Header));
    }

    [Fact]
    public void A_value_that_no_row_was_without_may_not_be_missing()
    {
        Assert.Equal("Filled remark", Assert.Single(Broken(Usual, "王", [Resident("7", "王芳", null), Resident("8", "小王")], Title, SignedIn, Header)).Name);
        var few = Learned(Case("李", 2, Title), Case("张", 2, Title));
        Assert.Empty(Broken(few, "王", [Resident("7", "王芳", null), Resident("8", "小王")], Title));
        Assert.Equal("Filled remark", Assert.Single(Broken(few, "王", [Resident("7", "王芳", null)], Title)).Name);
    }

    [Fact]
    public void A_field_that_was_ever_without_a_value_may_be_without_one()
    {
        var some = new ContractCase(Inputs(), [Resident("1", "李", null)], []);
        Assert.Empty(Broken(Learned(some, Case("李", 30)), "李", [Resident("7", "李芳", null)]));
    }

    [Fact]
    public void An_empty_answer_is_held_against_the_empty_ones_and_else_by_what_rows_do_not_matter_for()
    {
        Assert.Empty(Broken(Usual, "王", [], Title, SignedIn));
        Assert.Equal(["has not the sign of being signed in"], Broken(Usual, "王", [], Title).Select(b => b.Words));

        var bare = Learned(Case("李", 12, Title, SignedIn, Header), Case("无此人", 0, Title));
        Assert.Empty(Broken(bare, "王", [], Title));
        Assert.Equal(["has not the title '查询'"], Broken(bare, "王", [], SignedIn).Select(b => b.Words));
    }

    [Fact]
    public void What_failed_a_good_answer_is_waived_for_good()
    {
        var broken = Broken(Usual, "王", [Resident("7", "赵敏", null)], SignedIn, Header);
        Assert.Equal(3, broken.Count);
        var waived = Usual.Without(broken);
        Assert.Empty(Broken(waived, "王", [Resident("7", "赵敏", null)], SignedIn, Header));
        Assert.NotEmpty(Broken(waived, "王", [Resident("7", "赵敏")], Title, Header));

        // Also after it was proved anew by the same inputs.
        var anew = AnswerLearning.Learn(Find, [Case("李", 12, Title, SignedIn, Header), Case("张", 10, Title, SignedIn, Header)], waived);
        Assert.Empty(Broken(anew, "王", [Resident("7", "赵敏", null)], SignedIn, Header));
    }

    [Fact]
    public void A_contract_holds_no_value_of_a_row_or_an_input()
    {
        var text = System.Text.Json.JsonSerializer.Serialize(Usual, new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.DoesNotContain("李", text);
        Assert.DoesNotContain("1000", text);
        Assert.Contains("查询", text);
    }

    [Fact]
    public void Marks_of_json_are_its_names_and_what_it_says_of_itself()
    {
        var output = new Output { Rows = new RowSource.Json("$.data.list"), Fields = [new Field { Name = "name", Json = "$.name" }] };
        var page = new PageView
        {
            Url = new Uri("http://old.test/"),
            Title = "李雷 2026年的 12 件事",
            Frames = [],
            Json = [new JsonView(new Uri("http://old.test/x"), """{"code":0,"msg":"ok","token":"a8f3","total":3,"data":{"list":[{"id":7,"name":"李"}]}}""")],
        };
        var marks = new List<AnswerMark>();
        AnswerMarks.AddOf(output, page, Inputs(("name", "李雷"), ("code", "年")), marks);
        Assert.Equal(
            ["Title … 9年的 9 件事", "Member code", "Member msg", "Member token", "Member total", "Member data", "Constant code = 0", "Constant msg = \"ok\"", "Key id", "Key name"],
            marks.Select(m => $"{m.Kind} {m.Text}"));
    }

    [Fact]
    public void Headers_that_nobody_asked_for_are_marks_too()
    {
        var output = new Output { Rows = new RowSource.Table(["姓名"]), Fields = [new Field { Name = "name", Column = "姓名" }] };
        var page = new PageView
        {
            Url = new Uri("http://old.test/"),
            Frames = [new FrameView(new Uri("http://old.test/"), "", "<table><tr><th>编号</th><th>姓名</th></tr><tr><td>1</td><td>李</td></tr></table>")],
        };
        var rows = Extractor.Rows(output, page, 10).Value!;
        var marks = new List<AnswerMark>();
        AnswerMarks.AddOf(rows, marks);
        Assert.Equal(["编号", "姓名"], marks.Select(m => m.Text));
    }
}
