namespace Daas.Core.Runs;

/// <summary>Names of runs: unique, and in order of time when sorted as text.</summary>
public static class RunId
{
    public static string New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
