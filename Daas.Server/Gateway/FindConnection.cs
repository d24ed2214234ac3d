using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.Server.Gateway;

/// <summary>Finds the connection a call goes to; null when there is none of that name.</summary>
/// <param name="adapter">Id of the adapter.</param>
/// <param name="name">Null: the adapter's default.</param>
internal delegate RunOperation? FindConnection(string adapter, string? name);

/// <summary>Runs an operation on one connection, as <see cref="Daas.Runtime.Connections.Connection"/> does.</summary>
internal delegate IAsyncEnumerable<RunEvent> RunOperation(RunRequest request, Adapter adapter, CancellationToken ct);
