using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daas.Recorder.Recordings;

/// <summary>
/// A recording kept in a folder, piece by piece while it is made, so that what was done is still there when the process is killed: <c>start.json</c>, and one
/// line each in <c>actions.jsonl</c>, <c>exchanges.jsonl</c>, <c>pages.jsonl</c>. A half-written last line is left out when read.
/// </summary>
public sealed class RecordingFolder
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private const string Second = "-again";

    private readonly Lock _sync = new();
    private readonly string _path;

    private RecordingFolder(string path) => _path = path;

    /// <summary>Begins a recording in an empty or new folder.</summary>
    /// <exception cref="IOException">The folder holds a recording already, or cannot be written.</exception>
    public static RecordingFolder Begin(string path, Recording start)
    {
        Directory.CreateDirectory(path);
        var first = Path.Combine(path, "start.json");
        if (File.Exists(first))
            throw new IOException($"{path} holds a recording already; record into another folder");
        File.WriteAllText(first, JsonSerializer.Serialize(start with { Actions = [], Exchanges = [], Pages = [] }, Json));
        return new RecordingFolder(path);
    }

    public void Add(RecordedAction action) => Append("actions", action);

    public void Add(RecordedExchange exchange) => Append("exchanges", exchange);

    public void Add(RecordedPage page) => Append("pages", page);

    /// <summary>A later line of one index or id stands for the earlier one.</summary>
    /// <exception cref="IOException">There is no recording, or it cannot be read.</exception>
    public static Recording Read(string path)
    {
        var first = Path.Combine(path, "start.json");
        if (!File.Exists(first))
            throw new IOException($"{path} holds no recording (start.json is missing)");
        var start = JsonSerializer.Deserialize<Recording>(File.ReadAllText(first), Json) ?? throw new IOException($"{first} is empty");
        return start with
        {
            Actions = [.. Lines<RecordedAction>(path, "actions").GroupBy(a => a.Index).Select(g => g.Last()).OrderBy(a => a.Index)],
            Exchanges = [.. Lines<RecordedExchange>(path, "exchanges").GroupBy(e => e.Id).Select(g => g.Last())],
            Pages = [.. Lines<RecordedPage>(path, "pages").GroupBy(p => p.Id).Select(g => g.Last())],
        };
    }

    /// <summary>The newest demonstration among the recordings of an operation, and the newest second one made after it; null where there is none.</summary>
    /// <param name="operation">The folder in which each recording has one of its own, named by when it was made; second ones end in <c>-again</c>.</param>
    public static (string? First, string? Again) Latest(string operation)
    {
        var all = Directory.Exists(operation) ? Directory.EnumerateDirectories(operation).Where(d => File.Exists(Path.Combine(d, "start.json")))
            .Order(StringComparer.Ordinal).ToList() : [];
        var first = all.FindLast(d => !d.EndsWith(Second, StringComparison.Ordinal));
        return (first, first is null ? null : all.FindLast(d => d.EndsWith(Second, StringComparison.Ordinal) && string.CompareOrdinal(d, first) > 0));
    }

    private static IEnumerable<T> Lines<T>(string path, string name)
    {
        var file = Path.Combine(path, name + ".jsonl");
        if (!File.Exists(file))
            yield break;
        foreach (var line in File.ReadLines(file))
        {
            T? item;
            try
            {
                item = JsonSerializer.Deserialize<T>(line, Json);
            }
            catch (JsonException)
            {
                // Cut off when the process ended.
                continue;
            }

            if (item is not null)
                yield return item;
        }
    }

    private void Append<T>(string name, T item)
    {
        var line = JsonSerializer.Serialize(item, Json) + "\n";
        lock (_sync)
            File.AppendAllText(Path.Combine(_path, name + ".jsonl"), line);
    }
}
