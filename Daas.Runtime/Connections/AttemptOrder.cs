using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Runtime.Connections;

/// <summary>What is to be attempted: the run's own operation, or the pull that reads it back.</summary>
internal sealed record AttemptOrder
{
    public required Operation Operation { get; init; }

    /// <summary>Its inputs and limits.</summary>
    public required RunRequest Request { get; init; }

    /// <summary>Asked before each attempt: what the references of the script stand for; the path adds what it reads.</summary>
    public required Func<TemplateValues> Values { get; init; }

    /// <summary>Where everything goes that is told; of rows only those that are new to the reader.</summary>
    public required Tell Tell { get; init; }

    /// <summary>Awaited before the commit step; null for a pull.</summary>
    public Func<CancellationToken, Task>? Committing { get; init; }

    /// <summary>The way it goes; null before its first attempt.</summary>
    public SystemPath? Path { get; set; }

    /// <summary>It did not find its page in a session that others had used, and begins anew in a clean one.</summary>
    public bool Cleaned { get; set; }

    /// <summary>Why it left the way it began with; null while it has not.</summary>
    public RunError? Fallback { get; set; }

    /// <summary>What the HTTP path was not trusted with, once the browser path is asked instead; null when it is not so.</summary>
    public WithheldRows? Withheld { get; set; }

    /// <summary>What the reader has.</summary>
    public RowsTold Rows { get; } = new();
}
