using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Resilience;

namespace Daas.Runtime.Connections;

/// <summary>How a connection is, and why: a pure function of what is known.</summary>
internal sealed record Judgement(ConnectionState State, ConnectionState Reads, ConnectionState? Writes, string Reason, ErrorClass? Error)
{
    public static Judgement Of(HealthFacts facts, IReadOnlyDictionary<string, OperationBook> books, Fault? quarantine, Fault? lastError, DateTimeOffset now)
    {
        if (facts.Retired)
            return All(facts, ConnectionState.Retired, "The connection was removed; runs under way are brought to their end.", null);
        if (facts.Maintenance)
            return All(facts, ConnectionState.Maintenance, "An operator has taken it out of service.", null);
        if (facts.Block is { } block)
        {
            var state = block.Class == ErrorClass.NeedsPerson ? ConnectionState.NeedsPerson : ConnectionState.CredentialsRejected;
            return All(facts, state, block.Reason is { } words ? $"{block.Message} The system said: {words}" : block.Message, block.Class);
        }

        // Whether the system is in service is told by the run that came last, whichever it was.
        var down = facts.Breaker == BreakerState.Open
            || books.Values.Where(b => b.State != ConnectionState.Verifying).MaxBy(b => b.At)?.State == ConnectionState.TargetDown;
        var reads = OfKind(OperationKind.Pull);
        var writes = facts.Adapter.Operations.Any(o => o.Kind == OperationKind.Push)
            ? quarantine is null ? OfKind(OperationKind.Push) : ConnectionState.Quarantined
            : (ConnectionState?)null;
        // What was not run yet says nothing about the whole.
        var whole = (ConnectionState)Math.Max((int)reads, (int)(writes ?? ConnectionState.Verifying));
        if (whole == ConnectionState.Broken && (reads == ConnectionState.Healthy || writes == ConnectionState.Healthy))
            whole = ConnectionState.Degraded;
        return whole switch
        {
            ConnectionState.Healthy or ConnectionState.Verifying => new(whole, reads, writes, "", null),
            ConnectionState.Quarantined => new(whole, reads, writes, $"Writes are refused since a push met drift: {quarantine!.Text}", quarantine.Class),
            ConnectionState.Degraded when Suspended() is { } suspended && !(lastError?.At > suspended.At) => new(
                whole, reads, writes, $"'{suspended.Operation}' is answered by the browser until it is proved anew: {suspended.Why}", null),
            ConnectionState.Degraded when FallenBack() is { } fallback && !(lastError?.At > fallback.At) => new(
                whole, reads, writes, $"'{fallback.Operation}' is answered by the browser, because by HTTP: {fallback.Text}", null),
            _ => new(whole, reads, writes, lastError?.Text ?? "", lastError?.Class),
        };

        (string Operation, DateTimeOffset At, string Why)? Suspended() => books.Where(b => b.Value.Suspended is not null)
            .Select(b => ((string, DateTimeOffset, string)?)(b.Key, b.Value.Suspended!.At, b.Value.Suspended.Why)).MaxBy(s => s!.Value.Item2);

        Fault? FallenBack() => books.Values.Where(b => b.KeepsFallingBack(now)).Select(b => b.Fallback).MaxBy(f => f!.At);

        ConnectionState OfKind(OperationKind kind)
        {
            var known = facts.Adapter.Operations.Where(o => o.Kind == kind).Select(o => books.GetValueOrDefault(o.Id))
                .OfType<OperationBook>().Where(b => b.State != ConnectionState.Verifying).ToList();
            if (down)
                return ConnectionState.TargetDown;
            if (known.Count == 0)
                return ConnectionState.Verifying;
            if (known.TrueForAll(b => b.State == ConnectionState.Broken))
                return ConnectionState.Broken;
            return known.TrueForAll(b => b.State == ConnectionState.Healthy) ? ConnectionState.Healthy : ConnectionState.Degraded;
        }
    }

    private static Judgement All(HealthFacts facts, ConnectionState state, string reason, ErrorClass? error) =>
        new(state, state, facts.Adapter.Operations.Any(o => o.Kind == OperationKind.Push) ? state : null, reason, error);
}
