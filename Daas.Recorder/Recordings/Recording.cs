using Daas.Recorder.Drafting;

namespace Daas.Recorder.Recordings;

/// <summary>One demonstration of a workflow, raw: what was done, what the pages showed, what went over the wire. Immutable; holds no password.</summary>
public sealed record Recording
{
    /// <summary>Where it began.</summary>
    public required Uri Url { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>It began signed in: what is typed into password fields is no sign-in.</summary>
    public bool SignedIn { get; init; }

    /// <summary>In the order in which they were done.</summary>
    public IReadOnlyList<RecordedAction> Actions { get; init; } = [];

    /// <summary>In the order in which they were sent.</summary>
    public IReadOnlyList<RecordedExchange> Exchanges { get; init; } = [];

    /// <summary>What windows showed, before and after actions.</summary>
    public IReadOnlyList<RecordedPage> Pages { get; init; } = [];

    /// <summary>Texts that a person pointed at: the cell or field that shows one is part of the answer.</summary>
    public IReadOnlyList<string> Picks { get; init; } = [];

    /// <summary>Questions that the source of the recording leaves open, whatever is made of it.</summary>
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];

    public RecordedPage? Page(string? id) => id is null ? null : Pages.FirstOrDefault(p => p.Id == id);

    public RecordedExchange? Exchange(string id) => Exchanges.FirstOrDefault(e => e.Id == id);
}
