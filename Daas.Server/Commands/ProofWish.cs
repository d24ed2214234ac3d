using Daas.Runtime.Proving;

namespace Daas.Server.Commands;

/// <summary>What <c>daas prove</c> asks of the gateway whose system it is.</summary>
/// <param name="Adapter">Its adapter; the script is the one in use.</param>
/// <param name="Operation">What is proved.</param>
/// <param name="Connection">Null: the adapter's default.</param>
/// <param name="Sets">Inputs that the person gave.</param>
/// <param name="MayWrite">Whether the person said that the old system may be changed.</param>
internal sealed record ProofWish(string Adapter, string Operation, string? Connection, IReadOnlyList<ProofInputs> Sets, bool MayWrite);
