using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Correcting;

namespace Daas.Recorder.Tests.Drafting.Correcting;

public sealed class CorrectionsTests
{
    [Fact]
    public void Fields_are_renamed_titled_retyped_dropped_moved_and_marked()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var names = draft.Adapter.Operations[0].Output!.Fields.Select(f => f.Name).ToList();

        var output = Done(draft, new Correction.RenameField(names[0], "residentNumber"), new Correction.TitleField("residentNumber", "居民编号"),
            new Correction.RetypeField("residentNumber", FieldType.Text), new Correction.DropField(names[4]), new Correction.MoveField("residentNumber", 1),
            new Correction.MarkKey(names[2], true)).Output!;

        Assert.Equal([names[1], "residentNumber", names[2], names[3]], output.Fields.Select(f => f.Name));
        Assert.Equal(("居民编号", FieldType.Text, "编号"), (output.Fields[1].Title, output.Fields[1].Type, output.Fields[1].Column));
        Assert.Contains(names[2], output.Key);
        Assert.DoesNotContain(names[0], output.Key);
    }

    [Fact]
    public void A_dropped_field_can_be_restored_at_its_place()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var fields = draft.Adapter.Operations[0].Output!.Fields;
        Correction[] dropped = [new Correction.DropField(fields[1].Name), new Correction.DropField(fields[3].Name)];

        Assert.Equal([fields[1], fields[3]], Corrections.Apply(draft, Civil.Find, dropped).Dropped);
        Assert.Equal(fields, Done(draft, [.. dropped, new Correction.RestoreField(fields[3].Name), new Correction.RestoreField(fields[1].Name)]).Output!.Fields);
    }

    [Fact]
    public void An_input_is_renamed_wherever_it_is_referred_to()
    {
        const string Linked = "<table><tr><th>编号<th>姓名<th>操作<tr><td>10003<td>李娜<td><a href=v3>查看</a><tr><td>10004<td>王五<td><a href=v4>查看</a></table>";
        var demo = Civil.Listed("李娜").Show("residents.aspx", "民政系统", Linked).Click("a[href=v3]")
            .Show("view.aspx", "民政系统", "<table><tr><td>编号：<td>10003<td>姓名：<td>李娜<tr><td>住址：<td>和平路<td>电话：<td>139</table>");
        var draft = Drafter.Draft(demo.Recording, null, null, new DraftNames("civil", Civil.Find));
        Assert.Contains("row: ${name}", Yaml(draft.Adapter.Find(Civil.Find)!), StringComparison.Ordinal);

        var renamed = Done(draft, new Correction.RenameInput("name", "residentName"));

        Assert.DoesNotContain("${name}", Yaml(renamed), StringComparison.Ordinal);
        Assert.Contains("row: ${residentName}", Yaml(renamed), StringComparison.Ordinal);
        Assert.Contains("with: ${residentName}", Yaml(renamed), StringComparison.Ordinal);
        Assert.Equal("residentName", renamed.Input[0].Name);
    }

    [Fact]
    public void Reading_back_goes_on_with_the_new_names()
    {
        var draft = Civil.Push();
        Assert.Equal("name", Assert.Single(draft.Adapter.Find(Civil.Register)!.Verify!.With).Key);

        var push = Corrections.Apply(draft, Civil.Register, [new Correction.RenameInput("name", "fullName")]);
        var both = Corrections.Apply(push.Draft, Civil.Find, [new Correction.RenameInput("name", "who"), new Correction.RenameField("name", "called")]);

        Assert.Empty(push.Unfit.Concat(both.Unfit));
        var verify = both.Draft.Adapter.Find(Civil.Register)!.Verify!;
        Assert.Equal(("who", "${fullName}"), verify.With.Select(w => (w.Key, w.Value.Source)).Single());
        Assert.Equal(("called", "${fullName}"), verify.Expect.Select(w => (w.Key, w.Value.Source)).Single());
        Assert.True(both.Draft.IsReady);
    }

    [Theory]
    [InlineData("street", "there is an input 'street' already")]
    [InlineData("two words", "cannot be the name of an input")]
    [InlineData("page", "has a meaning of its own")]
    [InlineData("${name}", "cannot be the name of an input")]
    [InlineData("", "cannot be the name of an input")]
    public void A_name_that_cannot_be_is_refused_in_words(string name, string why)
    {
        var draft = Civil.Draft(Civil.Listed().Recording);

        Assert.Contains(why, Corrections.Check(draft, Civil.Find, [], new Correction.RenameInput("name", name)), StringComparison.Ordinal);
        Assert.Same(draft.Adapter.Operations[0], Corrections.Apply(draft, Civil.Find, [new Correction.RenameInput("name", name)]).Draft.Adapter.Operations[0]);
    }

    [Fact]
    public void A_constant_stands_in_the_script_as_the_page_wants_it()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var date = draft.Adapter.Operations[0].Input[1];
        Assert.Equal((ParameterType.Date, "yyyy/M/d", "2026-01-05"), (date.Type, date.Format, date.Example));

        var operation = Done(draft, new Correction.MakeConstant(date.Name), new Correction.MakeConstant("street", "西关街道"));

        Assert.Equal(["name"], operation.Input.Select(i => i.Name));
        Assert.Contains("with: 2026/1/5", Yaml(operation), StringComparison.Ordinal);
        Assert.Contains("option: 西关街道", Yaml(operation), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_that_looks_like_a_reference_stays_a_text()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);

        var operation = Done(draft, new Correction.MakeConstant("name", "${street}\\"));

        var fill = Assert.IsType<Step.Fill>(operation.Steps.First(s => s is Step.Fill));
        Assert.True(fill.With.IsLiteral);
        Assert.Equal("${street}\\", fill.With.Fill(TemplateValues.None));
    }

    [Fact]
    public void A_constant_becomes_an_input_again()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var before = draft.Adapter.Operations[0];
        Correction constant = new Correction.MakeConstant("street");
        var (step, place) = Done(draft, constant).Steps.Select((s, i) => (s, i)).First(s => s.s is Step.Choose);

        var again = Done(draft, constant, new Correction.MakeInput(place, StepText.Describe(step), "street"));

        Assert.Equal(before.Steps, again.Steps);
        Assert.Equal(before.Input[2], again.Input[2]);
    }

    [Fact]
    public void What_is_clicked_becomes_an_input()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var (step, place) = draft.Adapter.Operations[0].Steps.Select((s, i) => (s, i)).First(s => s.s is Step.Click);

        var operation = Done(draft, new Correction.MakeInput(place, StepText.Describe(step), "menu", "菜单"));

        Assert.Contains("name: ${menu}", Yaml(operation), StringComparison.Ordinal);
        Assert.Equal(("menu", "居民信息查询", true), (operation.Input[^1].Name, operation.Input[^1].Example, operation.Input[^1].Required));
        Assert.Contains("cannot be done without it", Corrections.Check(draft, Civil.Find, [new Correction.MakeInput(place, StepText.Describe(step), "menu")],
            new Correction.RequireInput("menu", false)), StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_are_titled_typed_and_limited()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var date = draft.Adapter.Operations[0].Input[1].Name;

        var operation = Done(draft, new Correction.TitleInput("name", "居民姓名"), new Correction.RequireInput("name", true), new Correction.SetExample("name", "王五"),
            new Correction.RetypeInput(date, ParameterType.String), new Correction.SetOptions("street", ["西关街道", " 南关街道 ", ""]));

        Assert.Equal(("居民姓名", true, "王五"), (operation.Input[0].Title, operation.Input[0].Required, operation.Input[0].Example));
        Assert.Equal((ParameterType.String, null, "2026/1/5"), (operation.Input[1].Type, operation.Input[1].Format, operation.Input[1].Example));
        Assert.Equal(["西关街道", "南关街道"], operation.Input[2].OneOf);
        Assert.Equal("西关街道", operation.Input[2].Example);
        var back = Done(draft, new Correction.RetypeInput(date, ParameterType.String), new Correction.RetypeInput(date, ParameterType.Date));
        Assert.Equal(draft.Adapter.Operations[0].Input[1], back.Input[1]);
        Assert.Contains("must be a whole number", Corrections.Check(draft, Civil.Find, [], new Correction.RetypeInput("name", ParameterType.Integer)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_is_left_out_with_the_input_that_nothing_else_uses()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var (step, place) = draft.Adapter.Operations[0].Steps.Select((s, i) => (s, i)).First(s => s.s is Step.Choose);

        var corrected = Corrections.Apply(draft, Civil.Find, [new Correction.DropStep(place, StepText.Describe(step))]);

        Assert.Empty(corrected.Unfit);
        Assert.DoesNotContain("street", corrected.Draft.Adapter.Operations[0].Input.Select(i => i.Name));
        Assert.DoesNotContain(corrected.Draft.Adapter.Operations[0].Steps, s => s is Step.Choose);
        Assert.Equal(draft.Origins[1].Actions.Where((_, i) => i != place), corrected.Draft.Origins.First(o => o.Operation == Civil.Find).Actions);
    }

    [Fact]
    public void The_step_that_saves_is_never_left_out()
    {
        var draft = Civil.Push();
        var steps = draft.Adapter.Find(Civil.Register)!.Steps;

        Assert.Contains("has saved", Corrections.Check(draft, Civil.Register, [], new Correction.DropStep(steps.Count - 1, StepText.Describe(steps[^1]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_answer_is_chosen_and_corrected_like_the_first()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var other = draft.Answers.First(a => a.Output.Fields.Any(f => f.Column == "公告标题"));
        Assert.Equal(draft.Adapter.Operations[0].Output, draft.Answers[0].Output);

        var operation = Done(draft, new Correction.ChooseAnswer(other.Signature), new Correction.RenameField(other.Output.Fields[0].Name, "headline"));

        Assert.Equal(("headline", "公告标题"), (operation.Output!.Fields[0].Name, operation.Output.Fields[0].Column));
        Assert.Contains("no such answer", Corrections.Check(draft, Civil.Find, [], new Correction.ChooseAnswer("table00000000-0")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_wrote_is_read_or_refused_with_file_and_line()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var yaml = Yaml(draft.Adapter.Operations[0]);

        var written = Done(draft, new Correction.ReplaceOperation(yaml.Replace("title: 居民信息查询", "title: 查居民", StringComparison.Ordinal)));
        var wrong = Corrections.Check(draft, Civil.Find, [], new Correction.ReplaceOperation(yaml.Replace("kind: pull", "kind: pulll", StringComparison.Ordinal)));

        Assert.Equal("查居民", written.Title);
        Assert.Matches(@"^civil/find-residents\.yaml:\d+:\d+: .*pull", wrong);
    }

    [Fact]
    public void Undoing_is_leaving_the_last_correction_out()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        Correction[] all = [new Correction.RenameInput("name", "who"), new Correction.MakeConstant("street"), new Correction.TitleOperation("查居民", "按姓名")];

        Assert.Same(draft, Corrections.Apply(draft, Civil.Find, []).Draft);
        Assert.Equal(Yaml(Done(draft, all[0])), Yaml(Done(draft, all[..1])));
        Assert.Equal("查居民", Done(draft, all).Title);
        Assert.NotEqual("查居民", Done(draft, all[..2]).Title);
    }

    [Fact]
    public void Corrections_hold_after_a_second_demonstration_and_those_that_do_not_fit_are_told()
    {
        var first = Civil.Draft(Civil.Listed().Recording);
        Correction[] all = [new Correction.RenameInput("name", "who"), new Correction.SetOptions("street", ["东关街道"]), new Correction.DropField(first.Adapter.Operations[0].Output!.Fields[4].Name)];
        Assert.Empty(Corrections.Apply(first, Civil.Find, all).Unfit);

        var again = Corrections.Apply(Civil.Draft(Civil.Listed().Recording, second: Civil.Listed("李娜").Recording), Civil.Find, all);

        Assert.Equal(["who"], again.Draft.Adapter.Operations[0].Input.Select(i => i.Name));
        Assert.Equal(4, again.Draft.Adapter.Operations[0].Output!.Fields.Count);
        var unfit = Assert.Single(again.Unfit);
        Assert.Same(all[1], unfit.Correction);
        Assert.Contains("no input 'street'", unfit.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_correction_survives_being_kept_as_JSON()
    {
        Correction[] all =
        [
            new Correction.RenameField("a", "b"), new Correction.TitleField("a", null), new Correction.RetypeField("a", FieldType.Date, "yyyy/M/d"), new Correction.DropField("a"),
            new Correction.RestoreField("a"), new Correction.MoveField("a", 2), new Correction.MarkKey("a", true), new Correction.ChooseAnswer("x"), new Correction.RenameInput("a", "b"),
            new Correction.TitleInput("a", "<b>"), new Correction.RetypeInput("a", ParameterType.DateTime), new Correction.SetOptions("a", ["x", "y"]),
            new Correction.RequireInput("a", true), new Correction.SetExample("a", null), new Correction.MakeConstant("a"), new Correction.MakeInput(1, "click", "a"),
            new Correction.TitleOperation("t"), new Correction.DropStep(1, "click"), new Correction.ReplaceOperation("operation: x"),
            new Correction.AnswerQuestion("output.next", "no"), new Correction.LeaveQuestion("output.empty"),
        ];

        var json = JsonSerializer.Serialize<IReadOnlyList<Correction>>(all);

        Assert.Equal(all, JsonSerializer.Deserialize<IReadOnlyList<Correction>>(json));
        Assert.Equal(typeof(Correction).GetNestedTypes().Length, all.Select(c => c.GetType()).Distinct().Count());
        Assert.Contains("\"Date\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"': {x: ${y}} # !!python/object")]
    [InlineData("\u202Egnp.exe")]
    public void Hostile_texts_stay_texts(string text)
    {
        var draft = Civil.Draft(Civil.Listed().Recording);

        var operation = Done(draft, new Correction.TitleOperation(text, text), new Correction.TitleInput("name", text), new Correction.SetExample("name", text[..Math.Min(20, text.Length)]),
            new Correction.TitleField(draft.Adapter.Operations[0].Output!.Fields[0].Name, text), new Correction.MakeConstant("name", text[..Math.Min(20, text.Length)]));

        Assert.Equal((text, text), (operation.Title, operation.Output!.Fields[0].Title));
        Assert.Equal(text[..Math.Min(20, text.Length)], ((Step.Fill)operation.Steps.First(s => s is Step.Fill)).With.Fill(TemplateValues.None));
        var read = AdapterReader.Read("civil", AdapterWriter.Write(draft.Adapter with { Operations = [operation] }));
        Assert.Equal(operation, Assert.Single(read.Adapter!.Operations));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("nul\0")]
    public void A_title_of_several_lines_is_refused(string title) =>
        Assert.Equal("a title is one line", Corrections.Check(Civil.Draft(Civil.Listed().Recording), Civil.Find, [], new Correction.TitleInput("name", title)));

    [Fact]
    public void A_password_never_becomes_a_constant()
    {
        var demo = Civil.SignedIn().Click("a[href='edit.aspx']").Show("user.aspx", "用户", "<form>用户名：<input name=u> 初始密码：<input name=p> <input type=submit value=查询></form>")
            .Fill("input[name=u]", "lisi").Fill("input[name=p]", "abc123").Click("input[type=submit]").Sent("GET", "user.aspx")
            .Show("user.aspx", "用户", "<table><tr><th>编号<th>用户<th>部门<tr><td>1<td>lisi<td>办公室<tr><td>2<td>wangwu<td>财务科</table>");
        var draft = Civil.Draft(demo.Recording, "find-users");
        var password = draft.Adapter.Operations[0].Input[1].Name;

        Assert.Contains("password must not stand in a script", Corrections.Check(draft, "find-users", [], new Correction.MakeConstant(password, "x")), StringComparison.Ordinal);
    }

    private static Operation Done(Draft draft, params Correction[] corrections)
    {
        var corrected = Corrections.Apply(draft, Civil.Find, corrections);
        Assert.Empty(corrected.Unfit);
        Assert.True(corrected.Draft.IsReady);
        return corrected.Draft.Adapter.Find(Civil.Find)!;
    }

    private static string Yaml(Operation operation) => AdapterWriter.WriteOperation(operation).Replace("'${", "${", StringComparison.Ordinal).Replace("}'", "}", StringComparison.Ordinal);
}
