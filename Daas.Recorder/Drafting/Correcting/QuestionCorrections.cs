using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>What is said to a question of the draft.</summary>
internal static class QuestionCorrections
{
    private const int Longest = 200;

    public static Done Leave(OpenDraft at, Correction.LeaveQuestion to)
    {
        var asked = at.Draft.Doubts.Where(d => d.Name == to.Question).ToList();
        return asked.Count == 0 ? Gone(to.Question)
            : asked.Exists(d => d.Blocking) ? "this has to be answered before it can be published" : at.Without(d => d.Name == to.Question);
    }

    public static Done Answer(OpenDraft at, Correction.AnswerQuestion to)
    {
        var asked = at.Draft.Doubts.Where(d => d.Name == to.Question).ToList();
        if (asked.Count == 0)
            return Gone(to.Question);
        if (asked.Find(d => d.Options is [var first, ..] && first == to.Choice) is { } agreed)
            return at.Without(d => d == agreed);
        if (asked.Find(d => d.Options.Contains(to.Choice)) is { } refused)
            return Otherwise(at, refused, to.Choice);
        // Where words are asked for, they may be given in place of yes or no as well.
        return Shown(at, to.Question, to.Choice);
    }

    private static Done Otherwise(OpenDraft at, Doubt doubt, string choice)
    {
        switch (doubt.Name)
        {
            case "output":
                return at.Draft.Answers.FirstOrDefault(a => AnswerDraft.Telling(a.Output) == choice) is { } other
                    ? FieldCorrections.Choose(at, new Correction.ChooseAnswer(other.Signature)) : "the page shows no such answer";
            case "output.next" when at.Operation.Output is { } output:
                return at.With(output with { Next = null }).Without(d => d == doubt);
            case "applied":
                return at.With(at.Operation with { Applied = SignWords.Text(SignWords.ToBeAnswered("applied")) }).Without(d => d == doubt)
                    .And(new Doubt("applied", "what does the system show when it has saved?", [], true));
            case "rejected" when at.Operation.Rejected is { } rejected:
                return at.With(at.Operation with { Rejected = Without(rejected, doubt) }).Without(d => d == doubt)
                    .And(new Doubt("rejected", "what does the system show when it refuses?", [], false));
            case "signIn.rejected" when at.Adapter.SignIn is { Rejected: { } told } signIn:
                return at.With(at.Adapter with { SignIn = signIn with { Rejected = Without(told, doubt) } }).Without(d => d == doubt)
                    .And(new Doubt("signIn.rejected", "what does the system show when it refuses user or password?", [], false));
            default:
                return "record this part again, or say it in the script";
        }
    }

    /// <summary>The words that the system shows.</summary>
    private static Done Shown(OpenDraft at, string question, string words)
    {
        if (words.Trim() is not { Length: > 0 and <= Longest } text || text.Any(char.IsControl))
            return $"give the words that the system shows, in one line of at most {Longest} characters";
        // With slashes around they would be a pattern.
        TextMatch plain = Template.Escape(text is ['/', _, .., '/'] ? text[1..^1] : text);
        var page = new SignAlternative { Text = plain };
        var dialog = new SignAlternative { Alert = plain };
        var settled = at.Without(d => d.Name == question);
        switch (question)
        {
            case "output.empty" when at.Operation.Output is { Rows: not null } output:
                return settled.With(output with { Empty = And(output.Empty, page) });
            case "applied":
                return settled.With(at.Operation with { Applied = And(Kept(at.Operation.Applied, question), page, dialog) });
            case "rejected":
                return settled.With(at.Operation with { Rejected = And(at.Operation.Rejected, page, dialog) });
            case "signIn.signedIn" when at.Adapter.SignIn is { } signIn:
                return settled.With(at.Adapter with { SignIn = signIn with { SignedIn = And(Kept(signIn.SignedIn, question), page) } });
            case "signIn.rejected" when at.Adapter.SignIn is { } signing:
                return settled.With(at.Adapter with { SignIn = signing with { Rejected = And(signing.Rejected, page, dialog) } });
            default:
                return "this cannot be answered in words; record it again, or say it in the script";
        }
    }

    private static string Gone(string question) => $"the question '{question}' is not asked any more";

    private static Sign And(Sign? sign, params SignAlternative[] further) => new([.. sign?.AnyOf ?? [], .. further]);

    private static Sign? Kept(Sign? sign, string question) =>
        sign?.AnyOf.Where(a => a.Text?.Source.Source != SignWords.ToBeAnswered(question)).ToList() is { Count: > 0 } kept ? new Sign(kept) : null;

    /// <summary>Without the places that the question named.</summary>
    private static Sign? Without(Sign sign, Doubt doubt) =>
        sign.AnyOf.Where(a => a.Css is null || !doubt.Question.Contains(a.Css, StringComparison.Ordinal)).ToList() is { Count: > 0 } left
            ? new Sign(left) : null;
}
