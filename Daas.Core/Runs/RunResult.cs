using Daas.Core.Steps;

namespace Daas.Core.Runs;

/// <summary>What became of a push. <see cref="None"/> for a pull.</summary>
public enum PushOutcome
{
    None,
    Applied,
    Rejected,
    NotApplied,
    Unknown,
}

/// <summary>How a run ended. Rows travel before it as <see cref="RunEvent.Rows"/>. Serialisable.</summary>
public sealed record RunResult
{
    public required string Run { get; init; }

    public required string Adapter { get; init; }

    public required string Operation { get; init; }

    public required string Connection { get; init; }

    /// <summary>The adapter's version that answered.</summary>
    public required string Version { get; init; }

    public required RunPath Path { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Null when the run did what was asked.</summary>
    public RunError? Error { get; init; }

    public PushOutcome Outcome { get; init; }

    /// <summary>The single record, where the output is one (also of a push).</summary>
    public Row? Record { get; init; }

    /// <summary>The file, where the output is one.</summary>
    public FileContent? File { get; init; }

    public int RowCount { get; init; }

    public int Pages { get; init; }

    /// <summary>False when a page or row limit cut the answer short.</summary>
    public bool Complete { get; init; } = true;

    public int Attempts { get; init; } = 1;

    /// <summary>
    /// Why the HTTP path could not give the answer, so that the browser path was asked; null when it was not so. <see cref="Path"/> is then
    /// <see cref="RunPath.Browser"/>, and what became of it is in the rest.
    /// </summary>
    public RunError? Fallback { get; init; }

    /// <summary>True when a picture of the failing page was kept under the run's name.</summary>
    public bool HasPicture { get; init; }

    /// <summary>
    /// HTTP path: by what its answer could be known again, once for its pages with rows and once for those without. Only where
    /// <see cref="RunRequest.Detailed"/> asks for it.
    /// </summary>
    public IReadOnlyList<AnswerSight> Sights { get; init => field = ValueList<AnswerSight>.Of(value); } = ValueList<AnswerSight>.Empty;

    public bool Succeeded => Error is null;
}
