namespace Daas.Core.Adapters;

public enum ScriptSeverity
{
    /// <summary>The script cannot be used.</summary>
    Error,

    /// <summary>The script works; something is worth a second look.</summary>
    Advice,
}

/// <summary>What is wrong with a script, and where. Prints as compilers do, so that editors can jump to it.</summary>
/// <param name="File">Path as it was given, with forward slashes.</param>
/// <param name="Line">One-based.</param>
/// <param name="Column">One-based, in characters.</param>
/// <param name="Message">English, one line, without a full stop.</param>
/// <param name="Suggestion">The nearest right word; null when there is none.</param>
public sealed record ScriptProblem(string File, int Line, int Column, string Message, string? Suggestion = null)
{
    public ScriptSeverity Severity { get; init; } = ScriptSeverity.Error;

    public override string ToString() =>
        $"{File}:{Line}:{Column}: {(Severity == ScriptSeverity.Advice ? "advice: " : "")}{Message}{(Suggestion is null ? "" : $"; did you mean '{Suggestion}'?")}";
}
