using Daas.Core.Adapters;
using Daas.Core.Adapters.Grammar;
using Daas.Core.Extraction;
using Daas.Recorder.Drafting.Outputs;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>What is said about the answer.</summary>
internal static class FieldCorrections
{
    public static Done Rename(OpenDraft at, Correction.RenameField to)
    {
        var name = to.Name.Trim();
        if (Find(at, to.Field, out var output, out var place) is { } none)
            return none;
        if (Names.WrongField(name) is { } wrong)
            return wrong;
        if (output.Fields.Where((f, i) => i != place && f.Name == name).Any() || at.Dropped.Any(d => d.Field.Name == name))
            return $"there is a field '{name}' already";
        return at.With(Put(output, place, output.Fields[place] with { Name = name }) with { Key = [.. output.Key.Select(k => k == to.Field ? name : k)] })
            .WithReadingBack(v => v with { Expect = v.Expect.ToDictionary(e => e.Key == to.Field ? name : e.Key, e => e.Value) });
    }

    public static Done Title(OpenDraft at, Correction.TitleField to) =>
        (Find(at, to.Field, out var output, out var place) ?? Titles.Wrong(to.Title)) is { } wrong ? wrong
        : at.With(Put(output, place, output.Fields[place] with { Title = Titles.Of(to.Title) }));

    public static Done Retype(OpenDraft at, Correction.RetypeField to)
    {
        if (Find(at, to.Field, out var output, out var place) is { } none)
            return none;
        var field = output.Fields[place] with { Type = to.Type, Format = to.Format is { Length: > 0 } format ? format : null };
        // What stood for yes and no says nothing as another type, and other words are neither.
        if (field.Values.Count > 0 && field.Values.Values.All(v => v is "true" or "false") != (to.Type == FieldType.Boolean))
            field = field with { Values = new Dictionary<string, string>() };
        return at.With(Put(output, place, field));
    }

    public static Done Drop(OpenDraft at, Correction.DropField to)
    {
        if (Find(at, to.Field, out var output, out var place) is { } none)
            return none;
        if (output.Fields.Count == 1)
            return "an answer needs at least one field";
        if (at.ReadingBack.FirstOrDefault(o => o.Verify!.Expect.ContainsKey(to.Field)) is { } push)
            return $"{push.Id} tells its new record by '{to.Field}' when it reads back";
        var left = at.With(output with { Fields = [.. output.Fields.Where((_, i) => i != place)], Key = [.. output.Key.Where(k => k != to.Field)] });
        return left with { Dropped = [.. at.Dropped, (output.Fields[place], place)] };
    }

    public static Done Restore(OpenDraft at, Correction.RestoreField to)
    {
        if (at.Operation.Output is not { Fields: { Count: > 0 } fields } output
            || at.Dropped.FirstOrDefault(d => d.Field.Name == to.Field) is not { Field: { } field } dropped)
            return $"no field '{to.Field}' was dropped";
        if (fields.Any(f => f.Name == field.Name))
            return $"there is a field '{field.Name}' already";
        var place = Math.Min(dropped.Place, fields.Count);
        var restored = at.With(output with { Fields = [.. fields.Take(place), field, .. fields.Skip(place)] });
        return restored with { Dropped = [.. at.Dropped.Where(d => d.Field != field)] };
    }

    public static Done Move(OpenDraft at, Correction.MoveField to)
    {
        if (Find(at, to.Field, out var output, out var place) is { } none)
            return none;
        var fields = output.Fields.Where((_, i) => i != place).ToList();
        fields.Insert(Math.Clamp(to.To, 0, fields.Count), output.Fields[place]);
        return at.With(output with { Fields = fields, Key = [.. fields.Select(f => f.Name).Where(output.Key.Contains)] });
    }

    public static Done Mark(OpenDraft at, Correction.MarkKey to)
    {
        if (Find(at, to.Field, out var output, out _) is { } none)
            return none;
        if (output.Rows is null)
            return "the answer is one record; there are no rows to tell apart";
        return at.With(output with { Key = [.. output.Fields.Select(f => f.Name).Where(n => n == to.Field ? to.On : output.Key.Contains(n))] });
    }

    public static Done Choose(OpenDraft at, Correction.ChooseAnswer to)
    {
        if (at.Operation.Kind != OperationKind.Pull || at.Operation.Output is { File: true } or { Rows: RowSource.File } || at.Draft.Answers.Count == 0)
            return "no other answer was found for this operation";
        var found = at.Draft.Answers.FirstOrDefault(a => a.Signature == to.Signature)
            ?? at.Draft.Answers.Where(a => OutputSignature.Source(a.Signature) == OutputSignature.Source(to.Signature)).Take(2).ToList() switch
            {
                [var only] => only,
                _ => null,
            };
        if (found is null)
            return "the page shows no such answer";
        if (at.ReadingBack.SelectMany(o => o.Verify!.Expect.Keys).FirstOrDefault(k => found.Output.Fields.All(f => f.Name != k)) is { } expected)
            return $"the answer has no field '{expected}', by which a new record is told when it is read back";
        var changed = (at.With(at.Operation with { Output = found.Output, Http = null }) with { Dropped = [] })
            .Without(d => d.Name is "output" || (found.Output != at.Operation.Output && d.Name is "output.next" or "output.empty"));
        return found.Output is { Rows: not null and not RowSource.Json { Total: not null }, Empty: null }
            && changed.Draft.Doubts.All(d => d.Name != "output.empty")
            ? changed.And(AnswerDraft.NoEmpty) : changed;
    }

    private static string? Find(OpenDraft at, string name, out Output output, out int place)
    {
        output = at.Operation.Output ?? new Output();
        place = output.Fields.ToList().FindIndex(f => f.Name == name);
        return output.Fields.Count == 0 ? "the answer of this operation has no fields" : place < 0 ? $"the answer has no field '{name}'" : null;
    }

    private static Output Put(Output output, int place, Field field) => output with { Fields = [.. output.Fields.Select((f, i) => i == place ? field : f)] };
}
