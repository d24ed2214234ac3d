using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Proving;

namespace Daas.Runtime.Connections;

/// <summary>One try inside a run, the same for every path.</summary>
internal sealed record Attempt
{
    public required Adapter Adapter { get; init; }

    public required Operation Operation { get; init; }

    /// <summary>The real system's address.</summary>
    public required Uri Url { get; init; }

    /// <summary>Where sign-in ended; the start of operations that do not begin with an open step. Null: <see cref="Url"/>.</summary>
    public Uri? Home { get; init; }

    /// <summary>
    /// Inputs with their formats (see <see cref="Parameter.Format"/>); and <c>credential.user</c>; never the password, which only sign-in
    /// steps may use. The path adds values that steps read.
    /// </summary>
    public required TemplateValues Values { get; init; }

    public IReadOnlyDictionary<string, FileContent> Files { get; init; } = new Dictionary<string, FileContent>();

    /// <summary>Most pages to fetch.</summary>
    public required int Pages { get; init; }

    /// <summary>Most rows to give.</summary>
    public required int Rows { get; init; }

    /// <summary>
    /// Takes one more place within the connection's limits, for pages fetched at the same time, until disposed; null when none is free or others
    /// wait for one.
    /// </summary>
    public Func<IDisposable?> TrySpare { get; init; } = static () => null;

    /// <summary>True: what became of each step is told.</summary>
    public bool Detailed { get; init; }

    /// <summary>HTTP path: asked before rows, a record or a file are told; null when nothing is known of the answer and nobody wants to know.</summary>
    public AnswerWitness? Witness { get; init; }

    /// <summary>True when the run has just signed in anew, because its session was lost.</summary>
    public bool Renewed { get; init; }

    /// <summary>Awaited right before the commit step: the journal notes it durably, and when that fails the step is not done. Null for a pull.</summary>
    public Func<CancellationToken, Task>? Committing { get; init; }
}
