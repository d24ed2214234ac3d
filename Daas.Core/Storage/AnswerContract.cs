using Daas.Core.Extraction;

namespace Daas.Core.Storage;

/// <summary>
/// What all answers had in common by which both paths were proved to be equal: an answer of the HTTP path that has it not is not trusted. It holds no value
/// of a row or an input. Serialisable.
/// </summary>
public sealed record AnswerContract
{
    /// <summary>What every page with rows showed.</summary>
    public IReadOnlyList<AnswerMark> Marks { get; init; } = [];

    /// <summary>What every page without rows showed; null when there was none, and only <see cref="Marks"/> that rows do not matter for count.</summary>
    public IReadOnlyList<AnswerMark>? EmptyMarks { get; init; }

    /// <summary>The fields of the output of which anything is known.</summary>
    public IReadOnlyList<FieldContract> Fields { get; init; } = [];

    /// <summary>How rows answer to inputs.</summary>
    public IReadOnlyList<InputContract> Inputs { get; init; } = [];

    /// <summary>Names of clauses that failed answers which the browser path gave too: they are not learned again.</summary>
    public IReadOnlyList<string> Waived { get; init; } = [];
}

/// <summary>What is known of a field's values.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Filled">Values seen.</param>
/// <param name="Missing">Rows seen without one.</param>
/// <param name="Ever">Kinds of characters that any value had.</param>
/// <param name="Always">Kinds of characters that every value had.</param>
public sealed record FieldContract(string Field, int Filled, int Missing, CharacterKinds Ever, CharacterKinds Always);

/// <summary>What a text is made of.</summary>
[Flags]
public enum CharacterKinds
{
    None = 0,
    Digits = 1,
    Latin = 2,

    /// <summary>Letters and ideographs of other scripts.</summary>
    Letters = 4,

    /// <summary>What code is made of, such as braces of a template that was not filled in.</summary>
    Code = 8,

    /// <summary>Characters that could not be read.</summary>
    Broken = 16,
}

/// <summary>That every row answers to an input.</summary>
public sealed record InputContract(string Input, string Field, InputRelation Relation);

/// <summary>How the value of a field stands to an input.</summary>
public enum InputRelation
{
    Equals,
    Contains,

    /// <summary>Not before it.</summary>
    NotBefore,

    /// <summary>Not after it.</summary>
    NotAfter,
}
