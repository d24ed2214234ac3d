namespace Daas.Benchmarks.Gateway;

/// <summary>What was measured of one search.</summary>
internal sealed record Line(ListSearch Search)
{
    public Timings Ours { get; } = new();

    public Timings Hand { get; } = new();

    public int Rows { get; set; }

    /// <summary>Answers a second to 32 callers, window by window.</summary>
    public List<double> OursCrowd { get; } = [];

    /// <inheritdoc cref="OursCrowd"/>
    public List<double> HandCrowd { get; } = [];

    public double P50Ratio => Ours.P50 / Hand.P50;

    public double AddedMs => Ours.P50 - Hand.P50;

    public double OursPerSecond => Median(OursCrowd);

    public double HandPerSecond => Median(HandCrowd);

    public double ThroughputRatio => OursPerSecond / HandPerSecond;

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);
}
