namespace Daas.Core.Adapters;

/// <summary>What the old system is spared: hard limits that hold for one connection, whoever calls.</summary>
public sealed record Limits
{
    /// <summary>Signed-in sessions the system grants one account at a time.</summary>
    public int Sessions { get; init; } = 1;

    /// <summary>Runs at the same time; never more than <see cref="Sessions"/> when pages keep state in the session.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Runs begun in any 60 seconds.</summary>
    public int PerMinute { get; init; } = 120;

    /// <summary>Seconds one run may take, paging included, before it ends as <c>timeout</c>.</summary>
    public int RunSeconds { get; init; } = 120;

    /// <summary>Seconds one step may wait for what it needs.</summary>
    public int StepSeconds { get; init; } = 15;

    /// <summary>Pages one pull may fetch; at the limit the answer is marked incomplete.</summary>
    public int Pages { get; init; } = 500;

    /// <summary>Rows one pull may return; at the limit the answer is marked incomplete.</summary>
    public int Rows { get; init; } = 100_000;
}
