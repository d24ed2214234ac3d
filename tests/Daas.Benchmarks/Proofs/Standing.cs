using Daas.Core.Adapters;

namespace Daas.Benchmarks.Proofs;

/// <summary>How far one operation came.</summary>
internal sealed record Standing
{
    /// <summary>Which system, adapter and operation.</summary>
    public required string System { get; init; }

    public required string Name { get; init; }

    public required OperationKind Kind { get; init; }

    /// <summary>Why there are no plain requests; null when there are.</summary>
    public string? WhyNot { get; set; }

    public bool Derived => WhyNot is null;

    public bool Proved { get; set; }

    /// <summary>What the proof said.</summary>
    public string? Why { get; set; }

    /// <summary>Calls with values that were in no demonstration and no proof, after a fresh sign-in and a restart, that were answered by HTTP.</summary>
    public int Fresh { get; set; }

    public int FreshEqual { get; set; }

    /// <summary>Such calls whose answer by HTTP was held back, so that the browser gave it.</summary>
    public int HeldBack { get; set; }

    /// <summary>Calls under switches.</summary>
    public int Switched { get; set; }

    /// <summary>Answers that were told as good and are not.</summary>
    public int Wrong { get; set; }
}
