using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Proving;

namespace Daas.Runtime.Connections;

/// <summary>By which way the operations of one connection go.</summary>
/// <param name="paths">The ways there are.</param>
/// <param name="proofs">What is known to be equal.</param>
/// <param name="connection">Of whose system; a trial's is the one that it borrows from.</param>
internal sealed class PathChoice(SystemPaths paths, ProofBook proofs, ConnectionId connection)
{
    /// <summary>The way an operation begins with: what was asked for, else HTTP where the script says how and it is proved to be equal, else the browser.</summary>
    /// <param name="adapter">What signs in.</param>
    /// <param name="operation">What is run.</param>
    /// <param name="wished">Null: it is free to choose.</param>
    public SystemPath Of(Adapter adapter, Operation operation, RunPath? wished) =>
        paths.Of(wished ?? (IsByHttp(adapter, operation) ? RunPath.Http : RunPath.Browser));

    /// <summary>
    /// The way to sign in: what was asked for; the browser, while nothing of the adapter is proved; null where it is free to choose. A sign-in that was
    /// derived and never tried does not get to send passwords.
    /// </summary>
    /// <param name="adapter">What signs in.</param>
    /// <param name="wished">The way that the run was told to go; null: it chose.</param>
    /// <param name="chosen">The way it goes.</param>
    public RunPath? SignInBy(Adapter adapter, RunPath? wished, RunPath chosen) =>
        wished ?? (chosen == RunPath.Http || adapter.Operations.Any(o => IsByHttp(adapter, o)) ? null : RunPath.Browser);

    private bool IsByHttp(Adapter adapter, Operation operation) =>
        SystemPaths.WhyNotHttp(adapter, operation) is null && proofs.WhyNotHttp(connection, adapter, operation) is null;
}
