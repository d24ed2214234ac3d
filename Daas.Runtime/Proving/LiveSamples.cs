namespace Daas.Runtime.Proving;

/// <summary>Takes a share of the live answers, for whoever compares them.</summary>
/// <param name="share">Of all answers, 0 to 1.</param>
internal sealed class LiveSamples(double share)
{
    /// <summary>Given each sample; null: nobody compares, and none is taken.</summary>
    public Action<CheckOrder>? Taken { get; set; }

    /// <summary>True when the next answer is one of those.</summary>
    public bool Wants() => Taken is not null && share > 0 && Random.Shared.NextDouble() < share;
}
