using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Correcting;
using Daas.Recorder.Drafting.Stories;
using Daas.Recorder.Recordings;
using Daas.Recorder.Tests.Drafting.Correcting;

namespace Daas.Recorder.Tests.Drafting.Stories;

public sealed class StepStoryTests
{
    [Fact]
    public void Everything_that_was_done_is_told_with_what_became_of_it()
    {
        var recording = Civil.Paged().Recording;
        var draft = Civil.Draft(recording);

        var story = StepStory.Of(draft, recording, Civil.Find);

        Assert.Equal(recording.Actions.Count, story.Count);
        Assert.Equal(
            [
                (DeedPart.SignIn, DeedKind.Open, ""), (DeedPart.SignIn, DeedKind.Fill, "用户名"), (DeedPart.SignIn, DeedKind.Fill, "密码"), (DeedPart.SignIn, DeedKind.Click, "登录"),
                (DeedPart.Work, DeedKind.Click, "居民信息查询"), (DeedPart.Work, DeedKind.Fill, "姓名"), (DeedPart.Work, DeedKind.Fill, "登记日期"),
                (DeedPart.Work, DeedKind.Choose, "街道"), (DeedPart.Work, DeedKind.Click, "查询"), (DeedPart.Paging, DeedKind.Click, "下一页"),
            ],
            story.Select(s => (s.Part, s.Kind, s.Label)));
        Assert.Equal(("张伟", "name"), (story[5].Value, story[5].Input));
        Assert.Equal((null, true, false), (story[2].Value, story[2].IsSecret, story[2].IsUser));
        Assert.Equal((null, true), (story[1].Value, story[1].IsUser));
        Assert.Equal(["button", "link"], new[] { story[8].Role, story[4].Role });
        var step = Assert.Single(story[8].Steps);
        Assert.Equal((Civil.Find, "查询"), (step.Operation, step.Locator!.Ways[0].Name!.Source));
        Assert.Equal(("POST", "document"), story[8].Effects.Exchanges.Select(e => (e.Method, e.Type)).Single());
        Assert.Empty(story[9].Steps);
        Assert.DoesNotContain(story, s => s.IsNoise);
    }

    [Fact]
    public void It_follows_the_corrections()
    {
        var recording = Civil.Listed().Recording;
        var draft = Civil.Draft(recording);
        var choose = StepStory.Of(draft, recording, Civil.Find)[7].Steps.Single();

        var corrected = Corrections.Apply(draft, Civil.Find, [new Correction.RenameInput("name", "who"), new Correction.DropStep(choose.Place, choose.Text)]).Draft;

        var story = StepStory.Of(corrected, recording, Civil.Find);
        Assert.Equal("who", story[5].Input);
        Assert.Empty(story[7].Steps);
        Assert.Equal("查询", story[8].Steps.Single().Locator!.Ways[0].Name!.Source);
    }

    [Fact]
    public void What_was_written_by_hand_is_still_told_of_the_same_actions()
    {
        var recording = Civil.Listed().Recording;
        var draft = Civil.Draft(recording);
        var yaml = Daas.Core.Adapters.AdapterWriter.WriteOperation(draft.Adapter.Operations[0]).Replace("steps:\n", "steps:\n  - press: Escape\n", StringComparison.Ordinal);

        var story = StepStory.Of(Corrections.Apply(draft, Civil.Find, [new Correction.ReplaceOperation(yaml)]).Draft, recording, Civil.Find);

        Assert.Equal(["name", "street"], new[] { story[5].Input, story[7].Input });
        Assert.Equal(StepStory.Of(draft, recording, Civil.Find)[8].Steps.Single().Place + 1, story[8].Steps.Single().Place);
    }

    [Fact]
    public void A_push_tells_its_commit_and_what_it_caused()
    {
        var story = StepStory.Of(Civil.Push(), Civil.Saved().Recording, Civil.Register);

        Assert.Equal("保存", Assert.Single(story, s => s.IsCommit).Label);
        Assert.Equal((DeedKind.Choose, "性别", "女", "gender"), story.Select(s => (s.Kind, s.Label, s.Value, s.Input)).ElementAt(^2));
    }

    [Fact]
    public void Dialogs_windows_and_files_are_told_where_they_came()
    {
        var demo = Civil.Listed().Click("input[value=导出]", new RecordedSignal.Dialog("confirm", "导出<b>全部</b>？", true, null), new RecordedSignal.Popup("w2"),
            new RecordedSignal.Downloaded(new RecordedFile("居民.xls", "application/vnd.ms-excel", [1, 2, 3])));

        var last = StepStory.Of(Civil.Draft(demo.Recording), demo.Recording, Civil.Find)[^1];

        Assert.Equal((DeedKind.Download, "居民.xls", 3), (last.Kind, last.Effects.File, last.Effects.FileBytes));
        Assert.Equal("导出<b>全部</b>？", last.Effects.Dialogs.Single().Text);
        Assert.Equal(["w2"], last.Effects.Opened);
    }

    [Fact]
    public void A_recording_that_is_still_going_on_is_told_as_far_as_it_is()
    {
        var whole = Civil.Listed().Recording;

        for (var count = 1; count <= whole.Actions.Count; count++)
        {
            var recording = whole with { Actions = [.. whole.Actions.Take(count - 1), whole.Actions[count - 1] with { After = null, Exchanges = [], Signals = [] }] };

            var story = StepStory.Of(null, recording, Civil.Find);
            var drafted = StepStory.Of(Civil.Draft(recording), recording, Civil.Find);

            Assert.Equal(count, story.Count);
            Assert.Equal(story.Select(s => s.Label), drafted.Select(s => s.Label));
            Assert.True(story[^1].IsOngoing);
            Assert.All(story.SkipLast(1), s => Assert.False(s.IsOngoing));
        }
    }

    [Fact]
    public void One_action_is_told_as_it_happens_in_the_same_words()
    {
        var recording = Civil.Listed().Recording;

        var live = recording.Actions.Select(a => ToldDeeds.Alone(a, recording)).ToList();

        Assert.Equal(StepStory.Of(null, recording, Civil.Find).Select(s => (s.Kind, s.Label, s.Value, s.Role)), live.Select(s => (s.Kind, s.Label, s.Value, s.Role)));
        Assert.Equal("10001", ToldDeeds.Alone(recording.Actions[4] with { Before = null, Target = new ElementMark { Id = "m", Tag = "td", Text = "10001" } }, recording).Label);
    }
}
