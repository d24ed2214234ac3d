namespace Daas.Benchmarks.Paths;

/// <summary>What was measured of one search at one server time.</summary>
/// <param name="Search">The search.</param>
/// <param name="Delay">Milliseconds the old system thinks before each answer.</param>
internal sealed record Line(Search Search, int Delay)
{
    /// <summary>Requests derived from a recording and proved.</summary>
    public Timings Http { get; } = new();

    /// <summary>The repository's own requests.</summary>
    public Timings Shipped { get; } = new();

    /// <summary>Written by hand, with the same requests.</summary>
    public Timings Hand { get; } = new();

    /// <summary>By hand with fewer requests: without the page that has the form. Empty where there is no such short cut.</summary>
    public Timings Shortest { get; } = new();

    public Timings Browser { get; } = new();

    public Timings Plain { get; } = new();

    /// <summary>Empty where there is no @puppeteer/replay.</summary>
    public Timings Replay { get; } = new();

    public int Rows { get; set; }

    public int Pages { get; set; }

    public double BrowserOverPlain => Browser.P50 / Plain.P50;

    public double BrowserOverReplay => Browser.P50 / Replay.P50;

    public double BrowserOverHttp => Browser.P50 / Http.P50;

    public double HttpOverHand => Http.P50 / Hand.P50;
}
