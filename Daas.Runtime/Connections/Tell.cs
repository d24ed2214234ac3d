using Daas.Core.Runs;

namespace Daas.Runtime.Connections;

/// <summary>
/// How a path tells what it does. Awaiting it is the backpressure: it returns when the reader has room for more. Rows may be told again by a later
/// attempt; the run sees to it that nobody gets them twice.
/// </summary>
internal delegate ValueTask Tell(RunEvent told, CancellationToken ct);
