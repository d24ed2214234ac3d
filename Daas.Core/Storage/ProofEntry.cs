namespace Daas.Core.Storage;

/// <summary>What is known about whether an operation's HTTP path gives the same answers as its browser path, on one connection. Serialisable.</summary>
public sealed record ProofEntry
{
    public required ConnectionId Connection { get; init; }

    public required string Operation { get; init; }

    /// <summary>SHA-256, hex, over what the proof is about: both ways of the operation and of signing in. Another script is not proved by it.</summary>
    public required string Script { get; init; }

    /// <summary>When it was proved last; of an entry without cases, when it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was compared; empty where only a suspension is known, of an operation that its script says was proved elsewhere.</summary>
    public IReadOnlyList<ProofCase> Cases { get; init; } = [];

    /// <summary>What its answers had in common; null where nothing was learned of them.</summary>
    public AnswerContract? Contract { get; init; }

    /// <summary>What the proof could not show, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What came of live answers that were asked for again by the browser.</summary>
    public ProofChecks Checks { get; init; } = new();

    /// <summary>Null while it may go by HTTP.</summary>
    public Suspension? Suspended { get; init; }

    /// <summary>True when something was compared, and all of it was equal.</summary>
    public bool Equal => Cases.Count > 0 && Cases.All(c => c.Equal);

    /// <summary>Rows compared over all cases.</summary>
    public int Rows => Cases.Sum(c => c.Rows);
}

/// <summary>Both paths with one set of inputs.</summary>
public sealed record ProofCase
{
    /// <summary>In the REST surface's form, by name; what was left out is absent.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the inputs are from.</summary>
    public required ProofSource Why { get; init; }

    /// <summary>Rows that both gave; of unequal ones, those of the browser path.</summary>
    public int Rows { get; init; }

    /// <summary>Pages that the HTTP path read.</summary>
    public int Pages { get; init; }

    public bool Equal { get; init; }

    /// <summary>In words, at most twenty; empty when equal.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>Why it could not be compared, in words; null when it could.</summary>
    public string? Error { get; init; }

    public TimeSpan Http { get; init; }

    public TimeSpan Browser { get; init; }
}

/// <summary>Where the inputs of a case are from.</summary>
public enum ProofSource
{
    /// <summary>By the person who asked for the proof.</summary>
    Given,

    /// <summary>The first recording: the examples that the script names.</summary>
    Recorded,

    /// <summary>A second recording.</summary>
    SecondRecording,

    /// <summary>Values that an earlier answer showed.</summary>
    Found,

    /// <summary>A value that nothing in the system is likely to have.</summary>
    Nothing,

    /// <summary>As many inputs left out as may be, so that the answer has several pages.</summary>
    SeveralPages,

    /// <summary>The operation has no inputs.</summary>
    NoInputs,
}

/// <summary>That a proved operation goes by the browser for now.</summary>
/// <param name="At">Since when.</param>
/// <param name="Why">A sentence.</param>
/// <param name="Run">The run that showed it; null when it was none.</param>
public sealed record Suspension(DateTimeOffset At, string Why, string? Run = null);

/// <summary>Live answers of the HTTP path that were compared with the browser path's, after they were given.</summary>
public sealed record ProofChecks
{
    public int Equal { get; init; }

    public int Different { get; init; }

    /// <summary>Those of which nothing can be said: the data had changed, or the browser path gave no answer.</summary>
    public int Open { get; init; }

    /// <summary>When the last one was; null when there was none.</summary>
    public DateTimeOffset? At { get; init; }
}
