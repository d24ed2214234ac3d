namespace Daas.Core.Runs;

/// <summary>Whether the old system has saved.</summary>
public enum Applied
{
    No,
    Yes,
    Unknown,
}

/// <summary>An expected failure of a run, as a value.</summary>
/// <param name="Class">One of the closed list.</param>
/// <param name="Message">English: what happened and what to do next. Never holds a secret.</param>
public sealed record RunError(ErrorClass Class, string Message)
{
    /// <summary>The old system's own words (refusal, lock message), as shown; text, never markup.</summary>
    public string? Reason { get; init; }

    /// <summary>The step in plain words, with file and line, such as <c>click button '查询' (find-residents.yaml:14)</c>.</summary>
    public string? Step { get; init; }

    /// <summary>The same step by number; null when it was none.</summary>
    public StepPlace? Place { get; init; }

    public Applied Applied { get; init; } = Applied.No;

    /// <summary>When to try again, for classes that have it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Input, field, row and raw text the error is about, by name; empty when none.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
