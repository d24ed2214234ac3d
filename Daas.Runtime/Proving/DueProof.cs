using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;

namespace Daas.Runtime.Proving;

/// <summary>An operation that is to be proved anew.</summary>
/// <param name="Connection">On which connection.</param>
/// <param name="Adapter">The version in use.</param>
/// <param name="Operation">What is proved.</param>
/// <param name="Entry">What is known; null when only its script says that it was proved.</param>
internal sealed record DueProof(Connection Connection, Adapter Adapter, Operation Operation, ProofEntry? Entry)
{
    public (ConnectionId, string) Key => (Connection.Id, Operation.Id);

    /// <summary>With what proved it before; all that can be found where that is not enough.</summary>
    /// <param name="before">False: with whatever can be found.</param>
    public ProofOrder Order(bool before)
    {
        var sets = before && Entry is not null
            ? Entry.Cases.Where(c => !c.Inputs.Values.Contains(SecretNames.Hidden)).Select(c => new ProofInputs(c.Why, c.Inputs)).ToList()
            : [];
        return new ProofOrder { Adapter = Adapter, Operation = Operation.Id, Connection = Connection.Id.Name, Sets = sets, OnlySets = sets.Count > 0 };
    }

    /// <summary>Both paths with the inputs that led to its suspension.</summary>
    public CheckOrder With(IReadOnlyDictionary<string, string> inputs, DateTimeOffset now) => new(
        Connection.Id, Adapter, Operation,
        new RunRequest { Run = "", Adapter = Adapter.Id, Operation = Operation.Id, Inputs = inputs }, null!, now);

    /// <summary>All pulls of a connection that may be due: suspended, older than they may be, or proved elsewhere and not known here.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="proofs">What is known.</param>
    /// <param name="oldest">What was proved before is due.</param>
    public static IEnumerable<DueProof> Of(Connection connection, ProofBook proofs, DateTimeOffset oldest)
    {
        var adapter = connection.Adapter;
        foreach (var operation in adapter.Operations)
        {
            if (operation.Kind != OperationKind.Pull || SystemPaths.WhyNotHttp(adapter, operation) is not null)
                continue;
            var entry = proofs.Find(connection.Id, adapter, operation);
            var known = entry is { Cases.Count: > 0 };
            if (entry?.Suspended is not null || (known ? entry!.At < oldest : operation.Http!.Proved is not null))
                yield return new DueProof(connection, adapter, operation, entry);
        }
    }
}
