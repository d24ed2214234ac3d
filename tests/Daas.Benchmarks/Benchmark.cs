using System.Text.Json.Nodes;

namespace Daas.Benchmarks;

/// <summary>One thing that is measured.</summary>
internal abstract class Benchmark
{
    public abstract string Name { get; }

    /// <summary>What is measured against what, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether <see cref="Setting.Seconds"/> means something to it.</summary>
    public virtual bool TakesSeconds => false;

    /// <summary>Whether <see cref="Setting.Profile"/> means something to it.</summary>
    public virtual bool TakesProfile => false;

    /// <summary>Whether <see cref="Setting.Only"/> means something to it.</summary>
    public virtual bool TakesOnly => false;

    /// <summary>Measures, and prints its table. A missed figure is a result; an exception means that nothing could be measured.</summary>
    /// <returns>The figures by name; becomes the last line.</returns>
    public abstract Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct);
}
