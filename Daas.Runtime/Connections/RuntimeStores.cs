using Daas.Core.Storage;

namespace Daas.Runtime.Connections;

/// <summary>The stores that connections need.</summary>
public sealed record RuntimeStores(
    ConnectionStore Connections,
    CredentialStore Credentials,
    SessionStore Sessions,
    RunStore Runs,
    PictureStore Pictures,
    PushJournal Pushes,
    ProofStore Proofs);
