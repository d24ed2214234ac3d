using Daas.Core.Adapters;
using Daas.Core.Steps;
using Daas.Recorder.Import;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Import;

public sealed class DevToolsTests
{
    private const string Flow = """
        {"title":"find","steps":[
          {"type":"setViewport","width":1280,"height":720,"deviceScaleFactor":1,"isMobile":false,"hasTouch":false,"isLandscape":false},
          {"type":"navigate","url":"chrome://newtab/"},
          {"type":"navigate","url":"http://old.example/login","assertedEvents":[{"type":"navigation","url":"http://old.example/login","title":"Sign in"}]},
          {"type":"click","target":"main","selectors":[["aria/User name"],["#u"],["xpath///*[@id=\"u\"]"],["pierce/#u"]],"offsetX":1,"offsetY":2},
          {"type":"change","value":"ada","target":"main","selectors":[["aria/User name"],["#u"]]},
          {"type":"keyDown","target":"main","key":"Tab"},{"type":"keyUp","target":"main","key":"Tab"},
          {"type":"change","value":"s3cret-word","target":"main","selectors":[["aria/Password"],["#k"]]},
          {"type":"click","target":"main","selectors":[["aria/Sign in[role=\"button\"]"],["input:nth-of-type(3)"],["text/Sign in"]],"offsetX":1,"offsetY":2,
            "assertedEvents":[{"type":"navigation","url":"http://old.example/home","title":"Shop"}]},
          {"type":"click","target":"main","frame":[0,1],"selectors":[["aria/Orders[role=\"link\"]"],["a"]],"offsetX":1,"offsetY":2},
          {"type":"change","value":"Byron","target":"main","selectors":[["aria/Customer"],["#who"]]},
          {"type":"keyDown","target":"main","key":"Enter"},{"type":"keyUp","target":"main","key":"Enter"},
          {"type":"hover","target":"main","selectors":["#menu"]},
          {"type":"doubleClick","target":"http://old.example/popup","selectors":[["text/Ada Byron"]],"offsetX":1,"offsetY":2},
          {"type":"waitForElement","selectors":["#total"]},
          {"type":"close","target":"http://old.example/popup"}]}
        """;

    [Fact]
    public void Steps_become_steps_and_what_the_format_lacks_is_asked()
    {
        var draft = Imported.Draft(Imported.Read(Flow));

        Assert.Equal(["open /login", "fill 'User name'", "fill 'Password'", "click button 'Sign in'"],
            draft.Adapter.SignIn!.Steps.Select(s => StepText.Describe(s).Split(" with")[0]));
        Assert.Contains(draft.Doubts, d => d is { Name: "signIn.signedIn", Blocking: true });
        Assert.Contains(draft.Doubts, d => d is { Name: "output", Blocking: true });
        var pull = Assert.Single(draft.Adapter.Operations);
        Assert.Equal(["customer"], pull.Input.Select(i => i.Name));
        Assert.Equal(["open /home", "click link 'Orders'", "fill 'Customer'", "press Enter"],
            pull.Steps.Take(4).Select(s => StepText.Describe(s).Split(" with")[0].Split(" in ")[0]));
        Assert.Contains("css: '#who'", Imported.Script(draft), StringComparison.Ordinal);
        Assert.True(Assert.IsType<Step.Click>(Assert.Single(Assert.Single(pull.Steps.OfType<Step.InWindow>()).Steps)).Twice);
    }

    [Fact]
    public void What_it_drafts_can_be_read_back_though_questions_are_open()
    {
        var adapter = Imported.Draft(Imported.Read(Flow)).Adapter;

        Assert.DoesNotContain(AdapterReader.Read(adapter.Id, AdapterWriter.Write(adapter)).Problems, p => p.Severity == ScriptSeverity.Error);
    }

    [Fact]
    public void A_password_is_kept_nowhere()
    {
        var recording = Imported.Read(Flow);

        Assert.DoesNotContain("s3cret-word", System.Text.Json.JsonSerializer.Serialize(recording) + Imported.Script(Imported.Draft(recording)),
            StringComparison.Ordinal);
        Assert.Contains(recording.Actions, a => a is RecordedAction.Fill { Text: "${credential.user}" });
    }

    [Fact]
    public void What_may_be_a_password_is_withheld_and_asked_about()
    {
        var recording = Imported.Read("""
            {"steps":[{"type":"navigate","url":"http://old.example/"},{"type":"change","value":"ada","selectors":[["#f1"]]},
            {"type":"change","value":"s3cret-word","selectors":[["#f2"]]},{"type":"click","selectors":[["aria/登 录"],["#btnLogin"]]}]}
            """);

        Assert.DoesNotContain("s3cret-word", System.Text.Json.JsonSerializer.Serialize(recording), StringComparison.Ordinal);
        Assert.Contains(recording.Doubts, d => d is { Name: "signIn.password", Blocking: true });
    }

    [Fact]
    public void Selectors_that_a_machine_made_up_come_last_or_not_at_all()
    {
        var draft = Imported.Draft(Imported.Read("""
            {"steps":[{"type":"navigate","url":"http://old.example/"},{"type":"change","value":"x","selectors":[["#ext-gen1047"],["div:nth-of-type(3) > input"],["#keyword"]]},
            {"type":"click","selectors":[["aria/Search"]]}]}
            """));

        Assert.Contains("#keyword", Imported.Script(draft), StringComparison.Ordinal);
        Assert.DoesNotContain("ext-gen1047", Imported.Script(draft), StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_without_requests_is_told_by_its_words()
    {
        var draft = Imported.Draft(Imported.Read("""
            {"steps":[{"type":"navigate","url":"http://old.example/new"},{"type":"change","value":"Ada","selectors":[["aria/Customer"]]},
            {"type":"click","selectors":[["aria/Save[role=\"button\"]"]]}]}
            """), "create-order");

        var push = draft.Adapter.Find("create-order")!;
        Assert.Equal(OperationKind.Push, push.Kind);
        Assert.True(push.Steps[^1].Commit);
        Assert.Contains(draft.Doubts, d => d is { Name: "applied", Blocking: true });
    }

    [Theory]
    [InlineData("""{"steps":[{"url":"x"}]}""", "$.steps[0].type is missing")]
    [InlineData("""{"steps":[{"type":"navigate","url":"http://a/"},{"type":"click","selectors":[]}]}""", "$.steps[1].selectors names no element")]
    [InlineData("""{"steps":[{"type":"scroll"}]}""", "no address is opened")]
    public void A_broken_flow_is_told_with_its_place(string text, string said) =>
        Assert.Contains(said, Assert.Throws<ImportException>(() => Imported.Read(text)).Message, StringComparison.Ordinal);
}
