using System.Text.Json.Serialization;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>
/// One thing that a person says otherwise than the draft has it. Names are those that the draft has when the corrections before it are done. Closed: every
/// consumer switches over all of them. Serialisable, with a <c>$type</c>.
/// </summary>
[JsonDerivedType(typeof(RenameField), "renameField")]
[JsonDerivedType(typeof(TitleField), "titleField")]
[JsonDerivedType(typeof(RetypeField), "retypeField")]
[JsonDerivedType(typeof(DropField), "dropField")]
[JsonDerivedType(typeof(RestoreField), "restoreField")]
[JsonDerivedType(typeof(MoveField), "moveField")]
[JsonDerivedType(typeof(MarkKey), "markKey")]
[JsonDerivedType(typeof(ChooseAnswer), "chooseAnswer")]
[JsonDerivedType(typeof(RenameInput), "renameInput")]
[JsonDerivedType(typeof(TitleInput), "titleInput")]
[JsonDerivedType(typeof(RetypeInput), "retypeInput")]
[JsonDerivedType(typeof(SetOptions), "setOptions")]
[JsonDerivedType(typeof(RequireInput), "requireInput")]
[JsonDerivedType(typeof(SetExample), "setExample")]
[JsonDerivedType(typeof(MakeConstant), "makeConstant")]
[JsonDerivedType(typeof(MakeInput), "makeInput")]
[JsonDerivedType(typeof(TitleOperation), "titleOperation")]
[JsonDerivedType(typeof(DropStep), "dropStep")]
[JsonDerivedType(typeof(ReplaceOperation), "replaceOperation")]
[JsonDerivedType(typeof(AnswerQuestion), "answerQuestion")]
[JsonDerivedType(typeof(LeaveQuestion), "leaveQuestion")]
public abstract record Correction
{
    private Correction()
    {
    }

    public sealed record RenameField(string Field, string Name) : Correction;

    /// <param name="Field">Name of the field.</param>
    /// <param name="Title">What people call it; null or empty: nothing but its name.</param>
    public sealed record TitleField(string Field, string? Title) : Correction;

    /// <param name="Field">Name of the field.</param>
    /// <param name="Type">What it is from now on.</param>
    /// <param name="Format">Of a date, as .NET writes it; null understands the common ones.</param>
    public sealed record RetypeField(
        string Field, [property: JsonConverter(typeof(JsonStringEnumConverter<FieldType>))] FieldType Type, string? Format = null) : Correction;

    public sealed record DropField(string Field) : Correction;

    /// <summary>Takes a dropped field back, at its old place.</summary>
    public sealed record RestoreField(string Field) : Correction;

    /// <param name="Field">Name of the field.</param>
    /// <param name="To">Its place from now on, zero-based.</param>
    public sealed record MoveField(string Field, int To) : Correction;

    /// <summary>Says whether the field is one of those that tell rows apart.</summary>
    public sealed record MarkKey(string Field, bool On) : Correction;

    /// <summary>Answers something else that the page shows.</summary>
    /// <param name="Signature">Of one of <see cref="Draft.Answers"/>.</param>
    public sealed record ChooseAnswer(string Signature) : Correction;

    /// <summary>Renames it wherever it is referred to.</summary>
    public sealed record RenameInput(string Input, string Name) : Correction;

    /// <param name="Input">Name of the input.</param>
    /// <param name="Title">What people call it; null or empty: nothing but its name.</param>
    public sealed record TitleInput(string Input, string? Title) : Correction;

    /// <param name="Input">Name of the input.</param>
    /// <param name="Type">What the caller gives from now on.</param>
    /// <param name="Format">How the old system wants it typed; null: of a date told by what was typed when recording, where that tells it.</param>
    public sealed record RetypeInput(
        string Input, [property: JsonConverter(typeof(JsonStringEnumConverter<ParameterType>))] ParameterType Type, string? Format = null) : Correction;

    /// <param name="Input">Name of the input.</param>
    /// <param name="Options">The only values allowed; empty allows any.</param>
    public sealed record SetOptions(string Input, IReadOnlyList<string> Options) : Correction
    {
        public IReadOnlyList<string> Options { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Of(Options);
    }

    public sealed record RequireInput(string Input, bool On) : Correction;

    /// <param name="Input">Name of the input.</param>
    /// <param name="Example">A value that works, in the REST surface's form; null: none.</param>
    public sealed record SetExample(string Input, string? Example) : Correction;

    /// <summary>Nobody gives it any more: what refers to it has the value from now on.</summary>
    /// <param name="Input">Name of the input.</param>
    /// <param name="Value">In the REST surface's form; null: its example.</param>
    public sealed record MakeConstant(string Input, string? Value = null) : Correction;

    /// <summary>What a step puts in, or what it clicks, is given by the caller from now on.</summary>
    /// <param name="Step">Place of the step, see <see cref="StepOrigins.Actions"/>.</param>
    /// <param name="Text">The step as <see cref="StepText"/> tells it: that it still is the one that was meant.</param>
    /// <param name="Name">What the input is called.</param>
    /// <param name="Title">What people call it.</param>
    public sealed record MakeInput(int Step, string Text, string Name, string? Title = null) : Correction;

    /// <param name="Title">What people call it.</param>
    /// <param name="Description">More about it; null leaves it as it is, empty takes it away.</param>
    public sealed record TitleOperation(string Title, string? Description = null) : Correction;

    /// <summary>Leaves a step out, and inputs that nothing else uses.</summary>
    /// <param name="Step">Place of the step, see <see cref="StepOrigins.Actions"/>.</param>
    /// <param name="Text">The step as <see cref="StepText"/> tells it: that it still is the one that was meant.</param>
    public sealed record DropStep(int Step, string Text) : Correction;

    /// <summary>The operation as a person has written it.</summary>
    /// <param name="Yaml">The whole file.</param>
    public sealed record ReplaceOperation(string Yaml) : Correction;

    /// <param name="Question">Name of the doubt.</param>
    /// <param name="Choice">One of its options, or the words that the system shows where it asks for those.</param>
    public sealed record AnswerQuestion(string Question, string Choice) : Correction;

    /// <summary>A question that need not be answered was seen, and stays open.</summary>
    /// <param name="Question">Name of the doubt.</param>
    public sealed record LeaveQuestion(string Question) : Correction;
}
