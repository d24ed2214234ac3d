using Daas.Core.Adapters;
using Daas.Core.Steps;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Correcting;

namespace Daas.Recorder.Tests.Drafting.Correcting;

public sealed class QuestionsTests
{
    [Fact]
    public void The_words_that_are_shown_without_rows_are_taken_as_a_text()
    {
        var draft = Civil.Draft(Civil.Listed().Recording) with { Doubts = [AnswerDraft.NoEmpty] };

        var corrected = Corrections.Apply(draft, Civil.Find, [new Correction.AnswerQuestion("output.empty", "/没有.*${x}/")]);

        Assert.Empty(corrected.Unfit);
        Assert.DoesNotContain(corrected.Draft.Doubts, d => d.Name == "output.empty");
        var text = corrected.Draft.Adapter.Operations[0].Output!.Empty!.AnyOf[^1].Text!;
        Assert.False(text.IsPattern);
        Assert.Equal("没有.*${x}", text.Source.Fill(TemplateValues.None));
    }

    [Fact]
    public void Paging_that_is_none_is_taken_away()
    {
        var asked = new Doubt("output.next", "does it lead to the next page?", ["yes", "no"], false);
        var draft = Civil.Draft(Civil.Paged().Recording) with { Doubts = [asked] };

        var no = Corrections.Apply(draft, Civil.Find, [new Correction.AnswerQuestion("output.next", "no")]).Draft;
        var yes = Corrections.Apply(draft, Civil.Find, [new Correction.AnswerQuestion("output.next", asked.Options[0])]).Draft;

        Assert.Null(no.Adapter.Operations[0].Output!.Next);
        Assert.NotNull(yes.Adapter.Operations[0].Output!.Next);
        Assert.DoesNotContain(no.Doubts.Concat(yes.Doubts), d => d.Name == "output.next");
    }

    [Fact]
    public void A_refused_sign_in_is_told_otherwise()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);

        var corrected = Corrections.Apply(draft, Civil.Find, [new Correction.AnswerQuestion("signIn.rejected", "no"), new Correction.AnswerQuestion("signIn.rejected", "用户名或密码错误")]);

        Assert.Empty(corrected.Unfit);
        Assert.Equal("text '用户名或密码错误' or alert '用户名或密码错误'", corrected.Draft.Adapter.SignIn!.Rejected!.ToString());
        Assert.DoesNotContain(corrected.Draft.Doubts, d => d.Name == "signIn.rejected");
    }

    [Fact]
    public void A_push_without_a_word_of_success_can_be_told_one()
    {
        var demo = Civil.SignedIn().Click("a[href='edit.aspx']").Show("edit.aspx", "民政系统", "<form>姓名：<input name=txtName> <input type=submit value=保存></form>")
            .Fill("input[name=txtName]", "王芳").Click("input[type=submit]").Sent("POST", "edit.aspx", "txtName=%E7%8E%8B%E8%8A%B3").Show("edit.aspx", "民政系统", "<p>OK-7");
        var draft = Civil.Draft(demo.Recording, Civil.Register);
        Assert.Contains(draft.Doubts, d => d is { Name: "applied", Blocking: true });

        var corrected = Corrections.Apply(draft, Civil.Register, [new Correction.AnswerQuestion("applied", "OK-7")]);

        Assert.Empty(corrected.Unfit);
        Assert.True(corrected.Draft.IsReady);
        Assert.Contains("text 'OK-7'", corrected.Draft.Adapter.Find(Civil.Register)!.Applied!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("to be answered", AdapterWriter.WriteOperation(corrected.Draft.Adapter.Find(Civil.Register)!), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_need_not_be_answered_can_be_left_open()
    {
        var draft = Civil.Draft(Civil.Listed().Recording) with { Doubts = [AnswerDraft.NoEmpty] };
        var blocked = draft with { Doubts = [new Doubt("signIn", "how?", [], true)] };

        Assert.DoesNotContain(Corrections.Apply(draft, Civil.Find, [new Correction.LeaveQuestion("output.empty")]).Draft.Doubts, d => d.Name == "output.empty");
        Assert.Contains("has to be answered", Corrections.Check(blocked, Civil.Find, [], new Correction.LeaveQuestion("signIn")), StringComparison.Ordinal);
        Assert.Contains("cannot be answered in words", Corrections.Check(blocked, Civil.Find, [], new Correction.AnswerQuestion("signIn", "so")), StringComparison.Ordinal);
        Assert.Contains("not asked any more", Corrections.Check(draft, Civil.Find, [], new Correction.AnswerQuestion("applied", "yes")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_was_chosen_settles_which_it_is()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var asked = draft with { Doubts = [new Doubt("output", "which?", [], true)] };

        var corrected = Corrections.Apply(asked, Civil.Find, [new Correction.ChooseAnswer(draft.Answers[1].Signature)]).Draft;

        Assert.True(corrected.IsReady);
        Assert.Equal(draft.Answers[1].Output, corrected.Adapter.Operations[0].Output);
    }
}
