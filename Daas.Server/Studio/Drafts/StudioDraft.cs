using Daas.Recorder.Drafting.Correcting;

namespace Daas.Server.Studio.Drafts;

/// <summary>An operation that is being made in the studio. Immutable; kept in a file, so that it outlives a reload and a restart.</summary>
public sealed record StudioDraft
{
    /// <summary>Sortable by the time at which it was begun.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the adapter it belongs to, or will.</summary>
    public required string Adapter { get; init; }

    /// <summary>What the system is called; null: as its pages say.</summary>
    public string? Title { get; init; }

    public required string Operation { get; init; }

    /// <summary>Where the work begins.</summary>
    public required Uri Url { get; init; }

    /// <summary>The sitting that works at it; see <see cref="Sitting"/>.</summary>
    public required string Owner { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Folder of the demonstration; null: none yet.</summary>
    public string? Recording { get; init; }

    /// <summary>Folder of the second demonstration.</summary>
    public string? Again { get; init; }

    /// <summary>What a person said about what was understood, oldest first.</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];

    /// <summary>What was taken back last, to be done again: the newest first.</summary>
    public IReadOnlyList<Correction> Undone { get; init; } = [];

    /// <summary>Limits for a system that is new; null: the usual ones.</summary>
    public StudioLimits? Limits { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>What a new system is spared.</summary>
/// <param name="PerMinute">Runs begun in any 60 seconds.</param>
/// <param name="Concurrency">Runs at the same time.</param>
public sealed record StudioLimits(int PerMinute, int Concurrency);
