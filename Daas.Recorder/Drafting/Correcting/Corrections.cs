using Daas.Core.Adapters;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>Does what a person says otherwise than a draft has it. Pure: same draft, same corrections, same result; undoing one is leaving it out.</summary>
public static class Corrections
{
    private const string Script = "script";

    /// <param name="draft">As the drafter made it.</param>
    /// <param name="operation">Id of the operation that is corrected.</param>
    /// <param name="corrections">In the order in which they were said. One that does not fit is told in the result and changes nothing.</param>
    public static Corrected Apply(Draft draft, string operation, IReadOnlyList<Correction> corrections)
    {
        if (draft.Adapter.Find(operation) is null)
            return new Corrected(draft, [.. corrections.Select(c => new Unfit(c, $"there is no operation '{operation}'"))]);
        var (at, errors, unfit) = (new OpenDraft(draft, operation), (HashSet<string>?)null, new List<Unfit>());
        foreach (var correction in corrections)
        {
            errors ??= Errors(at);
            var done = Do(at, correction);
            if (done.Draft is { } next)
            {
                var now = Errors(next);
                if (now.IsSubsetOf(errors))
                    errors = now;
                else
                    done = now.Except(errors).First();
            }

            if (done.Why is { } why)
                unfit.Add(new Unfit(correction, why));
            at = done.Draft ?? at;
        }

        return new Corrected(corrections.Count == 0 ? draft : Judged(at).Draft, unfit) { Dropped = [.. at.Dropped.Select(d => d.Field)] };
    }

    /// <summary>Why a correction cannot be done after those that were said before; null when it can.</summary>
    public static string? Check(Draft draft, string operation, IReadOnlyList<Correction> corrections, Correction next) =>
        Apply(draft, operation, [.. corrections, next]).Unfit.FirstOrDefault(u => ReferenceEquals(u.Correction, next))?.Why;

    private static Done Do(OpenDraft at, Correction correction) => correction switch
    {
        Correction.RenameField rename => FieldCorrections.Rename(at, rename),
        Correction.TitleField title => FieldCorrections.Title(at, title),
        Correction.RetypeField retype => FieldCorrections.Retype(at, retype),
        Correction.DropField drop => FieldCorrections.Drop(at, drop),
        Correction.RestoreField restore => FieldCorrections.Restore(at, restore),
        Correction.MoveField move => FieldCorrections.Move(at, move),
        Correction.MarkKey mark => FieldCorrections.Mark(at, mark),
        Correction.ChooseAnswer choose => FieldCorrections.Choose(at, choose),
        Correction.RenameInput rename => InputCorrections.Rename(at, rename),
        Correction.TitleInput title => InputCorrections.Title(at, title),
        Correction.RetypeInput retype => InputCorrections.Retype(at, retype),
        Correction.SetOptions options => InputCorrections.Options(at, options),
        Correction.RequireInput require => InputCorrections.Require(at, require),
        Correction.SetExample example => InputCorrections.Example(at, example),
        Correction.MakeConstant constant => InputCorrections.Constant(at, constant),
        Correction.MakeInput input => StepCorrections.MakeInput(at, input),
        Correction.TitleOperation title => OperationCorrections.Title(at, title),
        Correction.DropStep drop => StepCorrections.Drop(at, drop),
        Correction.ReplaceOperation replace => OperationCorrections.Replace(at, replace),
        Correction.AnswerQuestion answer => QuestionCorrections.Answer(at, answer),
        Correction.LeaveQuestion leave => QuestionCorrections.Leave(at, leave),
        _ => throw new ArgumentOutOfRangeException(nameof(correction), correction, null),
    };

    /// <summary>What is wrong with the script, without lines: those of the operation and of what it has to do with.</summary>
    private static HashSet<string> Errors(OpenDraft at) =>
        [.. Problems(at).Select(p => p.Message + (p.Suggestion is { } near ? $"; did you mean '{near}'?" : ""))];

    private static IEnumerable<ScriptProblem> Problems(OpenDraft at)
    {
        var adapter = at.Adapter;
        var near = adapter.Operations.Where(o => o.Id == at.Id || o.Verify?.Operation == at.Id || at.Operation.Verify?.Operation == o.Id);
        return AdapterReader.Read(adapter.Id, AdapterWriter.Write(adapter with { Operations = [.. near] })).Problems
            .Where(p => p.Severity == ScriptSeverity.Error);
    }

    /// <summary>With what is still wrong as a question.</summary>
    private static OpenDraft Judged(OpenDraft at)
    {
        at = at.Without(d => d.Name == Script);
        return at.Draft.IsReady && Problems(at).FirstOrDefault() is { } problem ? at.And(new Doubt(Script, problem.ToString(), [], true)) : at;
    }
}
