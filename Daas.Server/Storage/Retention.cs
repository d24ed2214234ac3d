namespace Daas.Server.Storage;

/// <summary>How long things are kept.</summary>
internal sealed record Retention
{
    /// <summary>Days a run's record is kept.</summary>
    public int RunDays { get; init; } = 90;

    /// <summary>Days an ended push is remembered, and with it its Idempotency-Key.</summary>
    public int PushDays { get; init; } = 90;
}
