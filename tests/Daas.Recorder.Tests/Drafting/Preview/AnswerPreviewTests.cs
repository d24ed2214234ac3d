using Daas.Core.Extraction;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Correcting;
using Daas.Recorder.Drafting.Preview;
using Daas.Recorder.Recordings;
using Daas.Recorder.Tests.Drafting.Correcting;

namespace Daas.Recorder.Tests.Drafting.Preview;

public sealed class AnswerPreviewTests
{
    [Fact]
    public void Rows_are_shown_as_callers_get_them()
    {
        var recording = Civil.Listed().Recording;
        var draft = Civil.Draft(recording);

        var preview = Of(draft, recording);

        Assert.Equal((AnswerKind.Rows, false, null), (preview.Kind, preview.IsMore, preview.Why));
        Assert.Equal(["编号", "姓名", "身份证号", "出生日期", "备注"], preview.Columns.Select(c => c.Title));
        Assert.Equal(FieldType.Date, preview.Columns[3].Type);
        Assert.Equal(["10001", "张伟", "990101195311070081", "1953-11-07", "孤寡"], preview.Rows[0]);
        Assert.Equal(3, preview.Rows.Count);
        Assert.Contains(preview.Columns, c => c.IsKey);
    }

    [Fact]
    public void It_follows_the_corrections()
    {
        var recording = Civil.Listed().Recording;
        var draft = Civil.Draft(recording);
        var fields = draft.Adapter.Operations[0].Output!.Fields;

        var corrected = Corrections.Apply(draft, Civil.Find,
            [new Correction.DropField(fields[0].Name), new Correction.RenameField(fields[1].Name, "who"), new Correction.MoveField("who", 3)]);

        var preview = Of(corrected.Draft, recording);
        Assert.Equal("who", preview.Columns[^1].Name);
        Assert.Equal(["990101195311070081", "1953-11-07", "孤寡", "张伟"], preview.Rows[0]);
        Assert.Equal(["编号"], corrected.Dropped.Select(f => f.Title ?? f.Column ?? f.Label));
    }

    [Fact]
    public void Another_answer_is_shown_when_it_is_chosen()
    {
        var recording = Civil.Listed().Recording;
        var draft = Civil.Draft(recording);
        var other = draft.Answers.First(a => a.Output.Fields.Any(f => f.Column == "公告标题"));

        var preview = Of(Corrections.Apply(draft, Civil.Find, [new Correction.ChooseAnswer(other.Signature)]).Draft, recording);

        Assert.Equal(["停电通知", "办公室", "2026-01-02"], preview.Rows[0]);
    }

    [Fact]
    public void A_value_that_is_not_of_its_type_is_told_at_its_column_and_hides_nothing()
    {
        var recording = Civil.Listed().Recording;
        var draft = Civil.Draft(recording);
        var name = draft.Adapter.Operations[0].Output!.Fields[1].Name;

        var preview = Of(Corrections.Apply(draft, Civil.Find, [new Correction.RetypeField(name, FieldType.Integer)]).Draft, recording);

        Assert.True(preview.IsWrong);
        Assert.Contains("whole number", preview.Columns[1].Why, StringComparison.Ordinal);
        Assert.Equal(FieldType.Integer, preview.Columns[1].Type);
        Assert.Null(preview.Columns[0].Why);
        Assert.Equal(["10001", "张伟"], preview.Rows[0].Take(2));
    }

    [Fact]
    public void A_file_is_told_by_its_name_and_a_push_by_its_outcome_or_record()
    {
        var exported = Civil.Exported().Recording;
        var file = Of(Civil.Draft(exported), exported);
        var saved = Civil.Saved().Recording;
        var push = Civil.Push();
        var told = AnswerPreview.Of(saved, null, push.Adapter, push.Adapter.Find(Civil.Register)!);
        var outcome = AnswerPreview.Of(saved, null, push.Adapter, push.Adapter.Find(Civil.Register)! with { Output = null });

        Assert.Equal((AnswerKind.File, "居民.csv", 2), (file.Kind, file.FileName, file.FileBytes));
        Assert.Equal((AnswerKind.Record, "10087"), (told.Kind, told.Rows[0][0]));
        Assert.Equal((AnswerKind.Outcome, null), (outcome.Kind, outcome.Why));
    }

    [Fact]
    public void Without_the_page_it_says_so()
    {
        var recording = Civil.Listed().Recording;
        var draft = Civil.Draft(recording);

        var preview = Of(draft, recording with { Pages = [] });

        Assert.Equal(AnswerKind.Nothing, preview.Kind);
        Assert.Equal("the page with the answer was not kept", preview.Why);
        Assert.Equal(5, preview.Columns.Count);
    }

    [Fact]
    public void Texts_of_the_old_system_are_given_as_they_are()
    {
        var recording = Civil.Listed(remark: "&lt;img src=x onerror=alert(1)&gt;").Recording;

        Assert.Equal("<img src=x onerror=alert(1)>", Of(Civil.Draft(recording), recording).Rows[0][4]);
    }

    private static AnswerPreview Of(Draft draft, Recording recording) => AnswerPreview.Of(recording, null, draft.Adapter, draft.Adapter.Find(Civil.Find)!);
}
