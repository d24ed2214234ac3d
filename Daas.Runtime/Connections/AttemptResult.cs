using Daas.Core.Runs;
using Daas.Runtime.Proving;

namespace Daas.Runtime.Connections;

/// <summary>How an attempt ended. Its rows were told before, page by page.</summary>
internal sealed record AttemptResult
{
    public RunError? Error { get; init; }

    /// <summary>True when the attempt found itself signed out, or in a session that may stand in its way, before anything was submitted: sign in and try again.</summary>
    public bool SessionLost { get; init; }

    /// <summary>True when no other path may try: a password was sent, or may have been.</summary>
    public bool Final { get; init; }

    public PushOutcome Outcome { get; init; }

    /// <summary>What was not told, because it is not as the proved answers were; null when there is no such thing.</summary>
    public AnswerBreach? Breach { get; init; }

    /// <inheritdoc cref="RunResult.Sights"/>
    public IReadOnlyList<AnswerSight> Sights { get; init; } = [];

    public Row? Record { get; init; }

    public FileContent? File { get; init; }

    public int RowCount { get; init; }

    public int Pages { get; init; }

    public bool Complete { get; init; } = true;

    /// <summary>PNG of the page on which it failed, password fields blanked; null when it did not, or none could be taken.</summary>
    public byte[]? Picture { get; init; }
}
