using Daas.Core.Adapters;
using Daas.Core.Steps;
using Daas.Recorder.Import;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Import;

public sealed class SeleniumTests
{
    [Fact]
    public void Commands_become_steps_with_their_alternatives()
    {
        var draft = Imported.Draft(Read("""
            {"command":"open","target":"/login","value":""},{"command":"setWindowSize","target":"1200x904","value":""},
            {"command":"click","target":"name=u","targets":[],"value":""},
            {"command":"type","target":"name=u","targets":[["name=u","name"],["css=tr:nth-child(1) input","css:finder"],["xpath=//input[@name='u']","xpath:attributes"]],"value":"ada"},
            {"command":"type","target":"name=passwd","targets":[],"value":"s3cret-word"},
            {"command":"sendKeys","target":"name=passwd","targets":[],"value":"${KEY_ENTER}"},
            {"command":"assertText","target":"css=.who","value":"Ada Byron"},
            {"command":"click","target":"linkText=Orders","targets":[["linkText=Orders","linkText"],["css=#menu > a:nth-child(2)","css:finder"]],"value":""},
            {"command":"selectFrame","target":"index=0","value":""},
            {"command":"select","target":"id=state","targets":[],"value":"label=Open"},
            {"command":"check","target":"id=mine","value":""},
            {"command":"click","target":"xpath=//button[contains(.,'Search')]","targets":[],"value":""},
            {"command":"storeText","target":"css=#total","value":"total"}
            """));

        Assert.Equal(["open /login", "fill [name=\"u\"]", "fill [name=\"passwd\"]", "press Enter"],
            draft.Adapter.SignIn!.Steps.Select(s => StepText.Describe(s).Split(" with")[0].Split(" in ")[0]));
        Assert.Equal("text 'Ada Byron'", draft.Adapter.SignIn!.SignedIn.ToString());
        var pull = Assert.Single(draft.Adapter.Operations);
        Assert.Equal(["state", "mine"], pull.Input.Select(i => i.Name));
        Assert.Equal(("total", "#total"), pull.Output!.Fields.Select(f => (f.Name, f.Css!)).Single());
        Assert.Contains("- click: [Search, { xpath:", Imported.Script(draft), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-word", Imported.Script(draft), StringComparison.Ordinal);
    }

    [Fact]
    public void Dialogs_are_answered_as_they_were()
    {
        var draft = Imported.Draft(Read("""
            {"command":"open","target":"/orders","value":""},{"command":"type","target":"id=note","value":"late"},
            {"command":"chooseOkOnNextConfirmation","target":"","value":""},{"command":"click","target":"id=btnDelete","value":""},
            {"command":"assertConfirmation","target":"Delete this order?","value":""},{"command":"webdriverChooseOkOnVisibleConfirmation","target":"","value":""},
            {"command":"assertAlert","target":"Deleted successfully","value":""}
            """), "delete-order");

        var push = draft.Adapter.Find("delete-order")!;
        Assert.Equal("Delete this order?", Assert.Single(push.Steps.OfType<Step.Answer>()).Says!.Source.Source);
        Assert.Contains("Deleted successfully", push.Applied!.ToString(), StringComparison.Ordinal);
        Assert.True(push.Steps.OfType<Step.Click>().Single().Commit);
    }

    [Fact]
    public void A_window_that_a_click_opens_is_worked_in_and_left()
    {
        var recording = Read("""
            {"command":"open","target":"/","value":""},
            {"command":"click","target":"id=pick","value":"","opensWindow":true,"windowHandleName":"win1","windowTimeout":2000},
            {"command":"storeWindowHandle","target":"root","value":""},{"command":"selectWindow","target":"handle=${win1}","value":""},
            {"command":"click","target":"linkText=Ada","value":""},{"command":"close","target":"","value":""},
            {"command":"selectWindow","target":"handle=${root}","value":""},{"command":"click","target":"id=go","value":""}
            """);

        Assert.Equal(["w1", "w1", "w2", "w1"], recording.Actions.Select(a => a.Window));
        Assert.Contains(recording.Actions[1].Signals, s => s is RecordedSignal.Popup("w2"));
        Assert.Contains(recording.Actions[2].Signals, s => s is RecordedSignal.Closed);
    }

    [Fact]
    public void Stored_values_are_filled_in_and_other_tests_are_run()
    {
        var text = Project("{\"id\":\"2\",\"name\":\"find\",\"commands\":[{\"command\":\"run\",\"target\":\"sign in\",\"value\":\"\"},"
            + "{\"command\":\"store\",\"target\":\"Byron\",\"value\":\"who\"},{\"command\":\"type\",\"target\":\"id=q\",\"value\":\"${who}\"}]}",
            "{\"id\":\"1\",\"name\":\"sign in\",\"commands\":[{\"command\":\"open\",\"target\":\"/\",\"value\":\"\"}]}");

        Assert.Contains(Imported.Read(text, test: "find").Actions, a => a is RecordedAction.Fill { Text: "Byron" });
        Assert.Contains("choose one with --test: find, sign in", Assert.Throws<ImportException>(() => Imported.Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loops_and_scripts_are_not_passed_over_in_silence()
    {
        var recording = Read("""
            {"command":"open","target":"/","value":""},{"command":"times","target":"3","value":""},{"command":"executeScript","target":"return 1","value":"x"},
            {"command":"end","target":"","value":""},{"command":"// click","target":"id=off","value":""},{"command":"type","target":"id=q","value":"${x}"}
            """);

        Assert.Equal(["flow", "step.executeScript", "value.x"], recording.Doubts.Where(d => d.Blocking).Select(d => d.Name));
    }

    [Theory]
    [InlineData("{\"tests\":[{\"name\":\"a\",\"commands\":[{\"target\":\"x\"}]}]}", "$.tests[0].commands[0].command is missing")]
    [InlineData("{\"tests\":[{\"name\":\"a\",\"commands\":[{\"command\":\"open\",\"target\":\"/x\"}]}]}", "$.url names no site")]
    [InlineData("{\"tests\":[{\"name\":\"a\",\"commands\":[{\"command\":\"run\",\"target\":\"a\"}]}]}", "runs itself")]
    [InlineData("{\"tests\":[]}", "holds no test")]
    public void A_broken_project_is_told_with_its_place(string text, string said) =>
        Assert.Contains(said, Assert.Throws<ImportException>(() => Imported.Read(text)).Message, StringComparison.Ordinal);

    private static Recording Read(string commands) => Imported.Read(Project("{\"id\":\"1\",\"name\":\"a\",\"commands\":[" + commands + "]}"));

    private static string Project(params string[] tests) =>
        "{\"id\":\"0\",\"version\":\"2.0\",\"name\":\"p\",\"url\":\"http://old.example\",\"tests\":[" + string.Join(',', tests)
            + "],\"suites\":[],\"urls\":[],\"plugins\":[]}";
}
