using System.Diagnostics;
using System.Text.Json;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Soak;

/// <summary>One old system under a crowd of callers, and what its own log says of them.</summary>
/// <param name="System">The old system.</param>
/// <param name="Adapter">Its adapter.</param>
/// <param name="Callers">How many call it at the same time.</param>
/// <param name="Concurrency">The adapter's limit of runs at the same time.</param>
/// <param name="PerMinute">The adapter's limit of runs begun in a minute.</param>
/// <param name="Beginning">How the line of a request begins that each run makes once: by these the log counts runs.</param>
/// <param name="Errands">What they ask for.</param>
internal sealed record CalledSystem(
    SandboxSystem System, string Adapter, int Callers, int Concurrency, int PerMinute, string Beginning, IReadOnlyList<Errand> Errands)
{
    /// <summary>They would call a little more often than the limit allows, so that it has something to hold.</summary>
    private const double Greed = 1.1;

    private readonly List<DateTimeOffset> _begun = [];
    private int _mostInFlight;
    private long _tickets;
    private int _answers;
    private int _errors;
    private int _wrong;

    public int Answers => _answers;

    public int Errors => _errors;

    public int Wrong => _wrong;

    public int Requests { get; private set; }

    public int MostInFlight => _mostInFlight;

    /// <summary>Which paths answered.</summary>
    public HashSet<string> Paths { get; } = [];

    public Timings Times { get; } = new();

    public List<string> Troubles { get; } = [];

    public string Limits => $"sessions: 1, concurrency: {Concurrency}, perMinute: {PerMinute}";

    /// <summary>The most runs begun in any 60 seconds.</summary>
    public int MostInAMinute
    {
        get
        {
            var (most, from) = (0, 0);
            for (var at = 0; at < _begun.Count; at++)
            {
                while (_begun[at] - _begun[from] >= TimeSpan.FromSeconds(60))
                    from++;
                most = Math.Max(most, at - from + 1);
            }

            return most;
        }
    }

    /// <summary>Its callers, until the time is up.</summary>
    public Task CallAsync(HttpClient http, TimeSpan duration, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        _tickets = 0;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            var chance = new Random(caller);
            while (true)
            {
                var due = TimeSpan.FromMinutes((Interlocked.Increment(ref _tickets) - 1) / (PerMinute * Greed));
                if (due > duration)
                    return;
                if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
                    await Task.Delay(early, ct);
                if (Stopwatch.GetElapsedTime(began) > duration)
                    return;
                await CallAsync(http, Errands[chance.Next(Errands.Count)], ct);
            }
        }));
    }

    /// <summary>Reads the log so far and empties it. Nobody calls meanwhile.</summary>
    public void ReadLog()
    {
        foreach (var entry in System.Log.Entries)
        {
            Requests++;
            _mostInFlight = Math.Max(_mostInFlight, entry.InFlight);
            if ($"{entry.Method} {entry.Path}".StartsWith(Beginning, StringComparison.Ordinal))
                _begun.Add(entry.Time);
        }

        _begun.Sort();
        System.Log.Clear();
    }

    private async Task CallAsync(HttpClient http, Errand errand, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync("/api/" + errand.Address, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        var took = Stopwatch.GetElapsedTime(began);
        Interlocked.Increment(ref _answers);
        string? trouble = null;
        if (!answer.IsSuccessStatusCode)
        {
            Interlocked.Increment(ref _errors);
            trouble = $"{errand.Address}: {(int)answer.StatusCode} {text}";
        }
        else if (!Rows(text, errand).SequenceEqual(errand.Expected))
        {
            Interlocked.Increment(ref _wrong);
            trouble = $"{errand.Address}: not the ledger's rows: {text[..Math.Min(300, text.Length)]}";
        }

        lock (Troubles)
        {
            Times.Add(took);
            if (answer.Headers.TryGetValues("Daas-Path", out var path))
                Paths.Add(path.Single());
            if (trouble is not null && Troubles.Count < 20)
                Troubles.Add(trouble);
        }
    }

    private static IEnumerable<string> Rows(string text, Errand errand)
    {
        using var json = JsonDocument.Parse(text);
        var rows = errand.IsRecord ? [json.RootElement.GetProperty("record")] : json.RootElement.GetProperty("rows").EnumerateArray().ToList();
        return [.. rows.Select(r => string.Join('|', errand.Fields.Select(f => r.GetProperty(f).ToString())))];
    }
}
