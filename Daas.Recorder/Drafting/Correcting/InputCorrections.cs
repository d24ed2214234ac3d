using Daas.Core.Adapters;
using Daas.Core.Adapters.Checks;
using Daas.Core.Adapters.Grammar;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>What is said about the inputs.</summary>
internal static class InputCorrections
{
    public static Done Rename(OpenDraft at, Correction.RenameInput to)
    {
        var name = to.Name.Trim();
        if (Find(at, to.Input, out var input) is { } none)
            return none;
        if (name == input.Name)
            return at;
        if (Wrong(at.Operation, name) is { } wrong)
            return wrong;
        if (InputUse.Scripts(at.Operation, input).FirstOrDefault() is { } script)
            return $"the JavaScript of the step '{StepText.Describe(script)}' has its name; rename both in the script";
        var renamed = InputUse.Renamed(at.Operation, input, name);
        return at.With(renamed with { Input = [.. renamed.Input.Select(i => i.Name == input.Name ? i with { Name = name } : i)] })
            .WithReadingBack(v => v with { With = v.With.ToDictionary(w => w.Key == input.Name ? name : w.Key, w => w.Value) });
    }

    public static Done Title(OpenDraft at, Correction.TitleInput to) =>
        (Find(at, to.Input, out var input) ?? Titles.Wrong(to.Title)) is { } wrong ? wrong : at.With(input with { Title = Titles.Of(to.Title) });

    public static Done Retype(OpenDraft at, Correction.RetypeInput to)
    {
        if (Find(at, to.Input, out var input) is { } none)
            return none;
        var (retyped, why) = InputTypes.Retyped(input, to.Type, to.Format);
        return retyped is null ? why! : at.With(retyped);
    }

    public static Done Options(OpenDraft at, Correction.SetOptions to)
    {
        if (Find(at, to.Input, out var input) is { } none)
            return none;
        var options = to.Options.Select(o => o.Trim()).Where(o => o.Length > 0).Distinct().ToList();
        var free = input with { OneOf = [] };
        foreach (var option in options)
        {
            if (InputValue.Read(free, option).Problem is { } problem)
                return $"'{option}' {problem}";
        }

        return at.With(free with
        {
            OneOf = options,
            Example = input.Example is { } example && (options.Count == 0 || options.Contains(example)) ? example : options.FirstOrDefault(),
            Default = input.Default is { } preset && (options.Count == 0 || options.Contains(preset)) ? preset : null,
        });
    }

    public static Done Require(OpenDraft at, Correction.RequireInput to)
    {
        if (Find(at, to.Input, out var input) is { } none)
            return none;
        if (!to.On && input.Default is null && InputUse.Needing(at.Operation, input) is { } step)
            return $"the step '{StepText.Describe(step)}' cannot be done without it";
        if (!to.On && at.Operation.Verify?.With.Values.Any(t => t.References.Contains(input.Name)) == true)
            return "the new record is looked for by it when reading back";
        return at.With(input with { Required = to.On });
    }

    public static Done Example(OpenDraft at, Correction.SetExample to)
    {
        if (Find(at, to.Input, out var input) is { } none)
            return none;
        if (to.Example is not { Length: > 0 } example)
            return at.With(input with { Example = null });
        var read = InputValue.Read(input, example);
        return read.Text is { } text ? at.With(input with { Example = text }) : $"'{example}' {read.Problem}";
    }

    public static Done Constant(OpenDraft at, Correction.MakeConstant to)
    {
        if (Find(at, to.Input, out var input) is { } none)
            return none;
        if (input.Type == ParameterType.File)
            return "a file cannot stand in a script";
        if ((to.Value ?? input.Example) is not { } value)
            return $"'{input.Name}' has no example; say which value it is to have";
        var read = InputValue.Read(input, value);
        if (read.Text is not { } text)
            return $"'{value}' {read.Problem}";
        if (at.ReadingBack.FirstOrDefault(o => o.Verify!.With.ContainsKey(input.Name)) is { } push)
            return $"{push.Id} asks for its new record by it when it reads back";
        if (InputUse.Scripts(at.Operation, input).FirstOrDefault() is { } script)
            return $"the JavaScript of the step '{StepText.Describe(script)}' has its name; change both in the script";
        try
        {
            var constant = InputUse.Constant(at.Operation, input, text, at.Adapter.Charset);
            var left = at.With(constant with { Input = [.. constant.Input.Where(i => i.Name != input.Name)] });
            return left with { Constants = [.. at.Constants, input with { Example = text }] };
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>What is wrong with the name of a new input; null when nothing.</summary>
    public static string? Wrong(Operation operation, string name) => Names.WrongInput(name)
        ?? (operation.Input.Any(i => i.Name == name) ? $"there is an input '{name}' already"
            : StepChecks.All(operation.Steps).Any(s => s is Step.Read { As: var read } && read == name || s is Step.Answer { As: var said } && said == name
                || s is Step.Evaluate { As: var made } && made == name)
                || operation.Http?.Exchanges.Any(e => e.Read.Any(r => r.Name == name) || e.Make.Any(m => m.Name == name)) == true
                ? $"a step keeps a value under '{name}' already" : null);

    private static string? Find(OpenDraft at, string name, out Parameter input)
    {
        input = at.Operation.Input.FirstOrDefault(i => i.Name == name) ?? new Parameter { Name = name };
        return at.Operation.Input.Contains(input) ? null : $"the operation has no input '{name}'";
    }
}
