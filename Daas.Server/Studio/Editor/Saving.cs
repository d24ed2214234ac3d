using Daas.Core.Adapters;

namespace Daas.Server.Studio.Editor;

/// <summary>How a save ended.</summary>
public abstract record Saving
{
    private Saving()
    {
    }

    /// <summary>Written; the problems are those of the adapter as it is now.</summary>
    public sealed record Saved(IReadOnlyList<ScriptProblem> Problems) : Saving
    {
        public bool HasErrors => Problems.Any(p => p.Severity == ScriptSeverity.Error);
    }

    /// <summary>Not written: it would have brought errors in.</summary>
    public sealed record WithErrors(IReadOnlyList<ScriptProblem> Problems) : Saving;

    /// <summary>Not written: the file has changed since it was opened.</summary>
    /// <param name="Theirs">As it is on disk now; null when it is gone.</param>
    /// <param name="Opened">To save over it.</param>
    public sealed record Conflict(string? Theirs, string Opened) : Saving;

    /// <summary>The folder could not be written to; nothing has changed.</summary>
    /// <param name="Why">The operating system's words.</param>
    public sealed record Refused(string Why) : Saving;
}
