using Daas.Runtime.Proving;
using Daas.Runtime.Pushes;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.Connections;

/// <summary>What all connections share.</summary>
internal sealed record ConnectionParts(
    RuntimeStores Stores, SystemPaths Paths, RunLedger Ledger, KeysInFlight Keys, ProofBook Proofs, LiveSamples Samples,
    RuntimeOptions Options, TimeProvider Time, ILogger Logger);
