using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Proofs;

/// <summary>A system that runs, and an account of it.</summary>
/// <param name="Name">As tables show it.</param>
/// <param name="Url">Null: where it was recorded.</param>
/// <param name="User">Of the account.</param>
/// <param name="Password">Of the account.</param>
/// <param name="Sandbox">Null where it is none of the sandbox, so that it has no switches.</param>
internal sealed record OldSystem(string Name, Uri? Url, string User, string Password, SandboxSystem? Sandbox)
{
    public override string ToString() => Name;
}
