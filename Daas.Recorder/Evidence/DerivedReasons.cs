using System.Text.Encodings.Web;
using System.Text.Json;
using Daas.Recorder.Drafting.Deriving;

namespace Daas.Recorder.Evidence;

/// <summary>Why the requests of a derived HTTP path are what they are, beside the evidence of its operation: <c>requests.json</c>.</summary>
public static class DerivedReasons
{
    private const string Name = "requests.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <param name="adapter">Folder of the adapter's scripts.</param>
    /// <param name="operation">Id of the operation.</param>
    /// <param name="derived">What was derived, or why nothing was.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string adapter, string operation, Derived derived)
    {
        var folder = EvidenceFolder.Of(adapter, operation).Path;
        Directory.CreateDirectory(folder);
        WriteIn(folder, derived);
    }

    internal static void WriteIn(string folder, Derived derived)
    {
        File.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(new Kept(derived.Requests, derived.WhyNot), Json) + "\n");
    }

    /// <returns>Null when nothing was kept.</returns>
    /// <exception cref="EvidenceException">The file cannot be read.</exception>
    public static (IReadOnlyList<DerivedRequest> Requests, IReadOnlyList<string> WhyNot)? Read(string adapter, string operation)
    {
        var file = Path.Combine(EvidenceFolder.Of(adapter, operation).Path, Name);
        if (!File.Exists(file))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Kept>(File.ReadAllText(file), Json) is { Requests: { } requests, WhyNot: { } why } ? (requests, why)
                : throw new EvidenceException($"{file} is empty; derive the operation again");
        }
        catch (JsonException e)
        {
            throw new EvidenceException($"{file}: {e.Message}");
        }
    }

    private sealed record Kept(IReadOnlyList<DerivedRequest> Requests, IReadOnlyList<string> WhyNot);
}
