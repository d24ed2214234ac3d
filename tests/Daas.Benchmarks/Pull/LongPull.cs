using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Daas.Benchmarks.Pull;

/// <summary>One pull of the whole register as NDJSON, read row by row and kept nowhere.</summary>
internal sealed class LongPull
{
    private static readonly int[] s_pages = [10, 50, RegisterSystem.Pages];

    /// <summary>Live managed heap, MB, when the rows of pages 10, 50 and 100 had been read.</summary>
    public List<double> HeapMb { get; } = [];

    /// <summary>Working set of the process, MB, at the same moments.</summary>
    public List<double> WorkingSetMb { get; } = [];

    public int Rows { get; private set; }

    public string Hash { get; private set; } = "";

    public TimeSpan FirstRow { get; private set; }

    public TimeSpan Total { get; private set; }

    public string End { get; private set; } = "";

    public IReadOnlyList<string> Log { get; private set; } = [];

    public double RowsPerSecond => Rows / Total.TotalSeconds;

    /// <summary>The first row had reached the caller before page 2 was answered.</summary>
    public bool FirstRowBeforePage2Answered => At(RegisterSystem.FirstRow) is var first and >= 0 && first < At("answered 2");

    /// <summary>…and even before page 2 was asked for.</summary>
    public bool FirstRowBeforePage2Asked => At(RegisterSystem.FirstRow) is var first and >= 0 && first < At("asked 2");

    /// <summary>Most pages asked for and not yet answered.</summary>
    public int AtOnce => Log.Aggregate((Now: 0, Most: 0), (s, e) => e.StartsWith("asked", StringComparison.Ordinal) ? (s.Now + 1, Math.Max(s.Most, s.Now + 1))
        : e.StartsWith("answered", StringComparison.Ordinal) ? (s.Now - 1, s.Most) : s).Most;

    /// <summary>The same hash over the rows as they truly are.</summary>
    public static string LedgerHash { get; } = HashOf(RegisterSystem.Ledger);

    public static async Task<LongPull> RunAsync(HttpClient http, string address, RegisterSystem system, CancellationToken ct)
    {
        system.Forget();
        var pull = new LongPull();
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/x-ndjson") } } };
        var began = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
        if (answer.Headers.GetValues("Daas-Path").Single() is not "http" and var other)
            throw new InvalidOperationException($"{address} went by the {other} path");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("$end", out _) || json.RootElement.TryGetProperty("$error", out _))
            {
                pull.End = line;
                continue;
            }

            if (pull.Rows++ == 0)
            {
                pull.FirstRow = Stopwatch.GetElapsedTime(began);
                system.NoteFirstRow();
            }

            hash.AppendData(Encoding.UTF8.GetBytes(Text(json.RootElement) + "\n"));
            if (pull.Rows % RegisterSystem.PageSize == 0 && s_pages.Contains(pull.Rows / RegisterSystem.PageSize))
                pull.Weigh();
        }

        pull.Total = Stopwatch.GetElapsedTime(began);
        pull.Hash = Convert.ToHexStringLower(hash.GetHashAndReset());
        pull.Log = system.Log;
        return pull;
    }

    private static string Text(JsonElement row) => string.Join('|',
        row.GetProperty("id").GetString(), row.GetProperty("name").GetString(), row.GetProperty("street").GetString(), row.GetProperty("birthDate").GetString(),
        row.GetProperty("amount").GetDecimal().ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), row.GetProperty("remark").GetString());

    private static string HashOf(IEnumerable<string> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
            hash.AppendData(Encoding.UTF8.GetBytes(row + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private int At(string entry) => Log.ToList().IndexOf(entry);

    private void Weigh()
    {
        HeapMb.Add(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0);
        WorkingSetMb.Add(Environment.WorkingSet / 1048576.0);
    }
}
