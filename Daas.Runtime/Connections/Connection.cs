using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Runtime.Connections;

/// <summary>An adapter bound to a real system. Owns everything of that system: address, limits, session, breaker, health.</summary>
public sealed class Connection
{
    private Binding _binding;

    internal Connection(Binding binding)
    {
        _binding = binding;
    }

    public ConnectionId Id => _binding.Id;

    /// <summary>The adapter that new runs take.</summary>
    public Adapter Adapter => _binding.Adapter;

    /// <summary>The real system's address.</summary>
    public Uri Url => _binding.Url;

    public HealthSnapshot Health => throw new NotImplementedException();

    /// <summary>Runs an operation of the current adapter.</summary>
    /// <inheritdoc cref="RunAsync(RunRequest, Adapter, CancellationToken)"/>
    public IAsyncEnumerable<RunEvent> RunAsync(RunRequest request, CancellationToken ct) => RunAsync(request, Adapter, ct);

    /// <summary>
    /// Runs an operation. Tells what happens while it happens; the last event is always <see cref="RunEvent.Finished"/>, also after a cancellation, and
    /// expected failures are in its result, never exceptions. Stopping to read stops the run, unless a push is past its commit step: that one is
    /// brought to its end and recorded.
    /// </summary>
    /// <param name="request">Its inputs are validated.</param>
    /// <param name="adapter">The version whose inputs and outputs the caller knows: the run keeps it, whatever is published meanwhile.</param>
    /// <param name="ct">Stops the run.</param>
    public IAsyncEnumerable<RunEvent> RunAsync(RunRequest request, Adapter adapter, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Lets writes through again after an operator has looked at the drift that stopped them.</summary>
    public void LiftQuarantine() => throw new NotImplementedException();

    /// <summary>Lets the next run sign in again after a person has done what was needed. A refused credential stays refused until it is changed.</summary>
    public void PersonDone() => throw new NotImplementedException();
}
