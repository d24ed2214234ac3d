using System.Text.Json;

namespace Daas.Runtime.Sessions;

/// <summary>What a saved session holds: the path's state, where sign-in ended, whether a person made it, and what was done in it.</summary>
internal sealed record KeptState(string State, Uri? Home, bool ByPerson = false, IReadOnlyList<string[]>? Memory = null)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Null when the text is none (written by another version).</summary>
    public static KeptState? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<KeptState>(json) is { State: not null } kept ? kept : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => "kept state";
}
