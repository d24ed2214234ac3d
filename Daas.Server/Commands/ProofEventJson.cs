using System.Text.Json;
using System.Text.Json.Serialization;
using Daas.Runtime.Proving;

namespace Daas.Server.Commands;

/// <summary>What a proof tells, as lines of JSON between a running gateway and the verb that asked it; both are this program.</summary>
internal static class ProofEventJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(ProofEvent told) => JsonSerializer.Serialize(told, Options);

    public static ProofEvent Read(string line) => JsonSerializer.Deserialize<ProofEvent>(line, Options)!;
}
