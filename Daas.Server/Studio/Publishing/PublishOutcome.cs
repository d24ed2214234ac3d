using Daas.Core.Adapters;

namespace Daas.Server.Studio.Publishing;

/// <summary>What became of publishing. Closed.</summary>
internal abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <summary>The files are written and the gateway serves them.</summary>
    public sealed record Published : PublishOutcome
    {
        /// <summary>Of the adapter; every answer names it.</summary>
        public required string Version { get; init; }

        /// <summary>Paths of what was written.</summary>
        public required IReadOnlyList<string> Files { get; init; }

        /// <summary><c>GET</c> or <c>POST</c>; null when no operation was named.</summary>
        public string? Method { get; init; }

        /// <summary>Where the operation is called; null before the API listens.</summary>
        public string? Address { get; init; }

        /// <summary>The page with its documentation.</summary>
        public string? Docs { get; init; }

        /// <summary>A call of it for a POSIX shell, safe to paste; the key is taken from the variable DAAS_KEY.</summary>
        public string? Curl { get; init; }

        /// <summary>Folders of the evidence that was written.</summary>
        public IReadOnlyList<string> Evidence { get; init; } = [];

        /// <summary>Why some evidence could not be written; the operation works without. Null when all was.</summary>
        public string? EvidenceFailure { get; init; }
    }

    /// <summary>Nothing was written, or (<see cref="PublishRefusal.NotLive"/>) it is not served.</summary>
    /// <param name="Why">For the page's own words.</param>
    /// <param name="Message">In English.</param>
    public sealed record Refused(PublishRefusal Why, string Message) : PublishOutcome
    {
        /// <summary>Errors of the script by file and line.</summary>
        public IReadOnlyList<ScriptProblem> Problems { get; init; } = [];

        /// <summary>Names of files that somebody else has changed.</summary>
        public IReadOnlyList<string> Changed { get; init; } = [];
    }
}

/// <summary>Why something was not published.</summary>
internal enum PublishRefusal
{
    /// <summary>The name of the adapter or the operation is none.</summary>
    Name,

    /// <summary>The adapter would have errors, in these files or in others of its folder.</summary>
    Script,

    /// <summary>Files were changed since the draft was begun.</summary>
    Changed,

    /// <summary>The files cannot be read or written; what was there stays.</summary>
    Disk,

    /// <summary>Written, but the gateway does not serve it.</summary>
    NotLive,
}
