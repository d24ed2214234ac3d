using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daas.Server.Studio.Drafts;

/// <summary>Keeps drafts, one file each. A file that cannot be read is left where it is and counts as none.</summary>
/// <param name="folder">Made when the first one is kept.</param>
internal sealed class DraftBook(string folder)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The one that was changed last first.</summary>
    public IReadOnlyList<StudioDraft> All() => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateFiles(folder, "*.json").Select(Read).OfType<StudioDraft>().OrderByDescending(d => d.ChangedAt)];

    public StudioDraft? Find(string id) => IsId(id) && File.Exists(PathOf(id)) ? Read(PathOf(id)) : null;

    /// <summary>Whole or not at all.</summary>
    /// <exception cref="IOException">The folder cannot be written; what was kept before is still there.</exception>
    public void Keep(StudioDraft draft)
    {
        Directory.CreateDirectory(folder);
        var half = PathOf(draft.Id) + ".half";
        File.WriteAllText(half, JsonSerializer.Serialize(draft, Json));
        File.Move(half, PathOf(draft.Id), overwrite: true);
    }

    public void Remove(string id)
    {
        if (IsId(id))
            File.Delete(PathOf(id));
    }

    private string PathOf(string id) => Path.Combine(folder, id + ".json");

    private static bool IsId(string id) => id.Length is > 0 and < 40 && id.All(char.IsAsciiLetterOrDigit);

    private static StudioDraft? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<StudioDraft>(File.ReadAllText(path), Json);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}
