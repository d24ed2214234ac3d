using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Trials;

namespace Daas.Runtime.Proving;

/// <summary>A live answer of the HTTP path that is to be compared with the browser path's.</summary>
/// <param name="Connection">Whose.</param>
/// <param name="Adapter">The version that answered.</param>
/// <param name="Operation">What was run.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Http">The answer, or its first pages.</param>
/// <param name="At">When it was given.</param>
internal sealed record CheckOrder(ConnectionId Connection, Adapter Adapter, Operation Operation, RunRequest Request, TrialAnswer Http, DateTimeOffset At);
