using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Daas.Benchmarks.Gateway;

/// <summary>One search, asked of the gateway and of the hand-written server in turns.</summary>
internal sealed class Race(HttpClient ours, HttpClient hand, ListSearch search)
{
    public const int Callers = 32;

    /// <summary>One caller, one call at a time.</summary>
    public async Task TakeTurnsAsync(int warmups, int rounds, Line line, CancellationToken ct)
    {
        await CompareAsync(line, ct);
        for (var round = -warmups; round < rounds; round++)
        {
            var (ourTime, handTime) = round < 0 ? (new Timings(), new Timings()) : (line.Ours, line.Hand);
            if (round % 2 == 0)
                await handTime.TimeAsync(() => AskAsync(hand, search.HandAddress, ct));
            await ourTime.TimeAsync(() => AskAsync(ours, search.OurAddress, ct));
            if (round % 2 != 0)
                await handTime.TimeAsync(() => AskAsync(hand, search.HandAddress, ct));
        }

        await CompareAsync(line, ct);
    }

    /// <summary>32 callers at once, window by window; the first of each side is for warming up.</summary>
    public async Task CrowdAsync(int windows, TimeSpan window, Line line, CancellationToken ct)
    {
        for (var at = -1; at < windows; at++)
        {
            var handRate = at % 2 == 0 ? await RateAsync(hand, search.HandAddress, window, ct) : 0;
            var ourRate = await RateAsync(ours, search.OurAddress, window, ct);
            if (at % 2 != 0)
                handRate = await RateAsync(hand, search.HandAddress, window, ct);
            if (at < 0)
                continue;
            line.OursCrowd.Add(ourRate);
            line.HandCrowd.Add(handRate);
        }

        await CompareAsync(line, ct);
    }

    /// <summary>The crowd again, on the gateway alone, under a profiler.</summary>
    public async Task ProfileAsync(Setting setting, CancellationToken ct)
    {
        var load = RateAsync(ours, search.OurAddress, TimeSpan.FromSeconds(14), ct);
        await Task.Delay(TimeSpan.FromSeconds(1), ct);
        await Flame.PrintAsync(TimeSpan.FromSeconds(8), setting, ct);
        await load;
    }

    private static async Task<double> RateAsync(HttpClient http, string address, TimeSpan window, CancellationToken ct)
    {
        var (began, answered) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(began) < window)
            {
                await AskAsync(http, address, ct);
                Interlocked.Increment(ref answered);
            }
        }));
        return answered / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<byte[]> AskAsync(HttpClient http, string address, CancellationToken ct)
    {
        using var answer = await http.GetAsync(address, ct);
        var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
        return answer.IsSuccessStatusCode ? bytes : throw new InvalidOperationException($"{address}: {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(bytes)}");
    }

    private async Task CompareAsync(Line line, CancellationToken ct)
    {
        using var answer = await ours.GetAsync(search.OurAddress, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{search.OurAddress}: {(int)answer.StatusCode} {text}");
        if (answer.Headers.TryGetValues("Daas-Path", out var path) && path.Single() is not "http" and var other)
            throw new InvalidOperationException($"{search.OurAddress} went by the {other} path");
        var mine = JsonNode.Parse(text)!["rows"]!.AsArray();
        var theirs = JsonNode.Parse(await AskAsync(hand, search.HandAddress, ct))!["rows"]!.AsArray();
        if (mine.Count == 0 || !JsonNode.DeepEquals(mine, theirs))
            throw new InvalidOperationException($"{search.OurAddress}: {mine.Count} rows by the gateway, {theirs.Count} by hand, or not the same; first {mine.FirstOrDefault()} and {theirs.FirstOrDefault()}");
        line.Rows = mine.Count;
    }
}
