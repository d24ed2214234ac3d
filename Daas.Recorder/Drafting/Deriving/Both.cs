namespace Daas.Recorder.Drafting.Deriving;

/// <summary>The exchanges of one demonstration, and which ones of a second are the same.</summary>
internal sealed class Both
{
    private readonly Dictionary<Traced, Traced> _pairs = [];

    /// <param name="first">The demonstration.</param>
    /// <param name="second">The same workflow with other values; null when it was shown once.</param>
    public Both(Trace first, Trace? second)
    {
        First = first;
        if (second is null)
            return;
        foreach (var (one, other) in Alignment.Of(first.All, second.All, (a, b) => Key(a) == Key(b)))
        {
            if (one is { } i && other is { } j)
                _pairs[first.All[i]] = second.All[j];
        }
    }

    public Trace First { get; }

    /// <summary>Those whose answer had come when a request was sent.</summary>
    public IEnumerable<Traced> Before(Traced of) => First.All.TakeWhile(t => t != of).Where(t => (t.Exchange.Ended ?? t.Exchange.At) <= of.Exchange.At.AddMilliseconds(50));

    public Traced? Again(Traced of) => _pairs.GetValueOrDefault(of);

    /// <summary>What a field held in the second demonstration; null when it is not there.</summary>
    public string? Again(Traced of, string name) => Again(of) is not { } other ? null
        : other.Sent.All.Concat(other.Sent.Query).FirstOrDefault(f => f.Name == name)?.Value
            ?? other.Exchange.RequestHeaders.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    // Whatever numbers and codes stand in its path.
    private static string Key(Traced one) =>
        $"{one.Exchange.Method} {one.Exchange.Type} {string.Join('/', one.Exchange.Url.AbsolutePath.Split('/').Select(p => p.Any(char.IsDigit) ? "*" : p))}";
}
