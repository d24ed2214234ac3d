namespace Daas.Core.Adapters;

/// <summary>What the catalog remembers of one adapter's folder. Immutable.</summary>
/// <param name="Stamp">Names, sizes and times of its scripts when they were last read.</param>
/// <param name="Good">The last version without errors; null when there was none.</param>
/// <param name="Texts">The texts of that version, by file name.</param>
/// <param name="Problems">Of the files as they are.</param>
internal sealed record AdapterFolder(string Stamp, Adapter? Good, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<ScriptProblem> Problems)
{
    /// <summary>Reads the folder again when its files have changed.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="before">What was known of it; null when nothing.</param>
    /// <param name="stamp">As it is now.</param>
    /// <returns>Null when a file changed while it was read: somebody is still writing.</returns>
    public static AdapterFolder? Read(string folder, AdapterFolder? before, string stamp)
    {
        var reading = AdapterReader.ReadFolder(folder);
        if (StampOf(folder) != stamp)
            return null;
        return reading.Adapter is null && before is not null
            ? before with { Stamp = stamp, Problems = reading.Problems }
            : new AdapterFolder(stamp, reading.Adapter, reading.Texts, reading.Problems);
    }

    /// <returns>Null when the folder holds no script and so is no adapter.</returns>
    public static string? StampOf(string folder)
    {
        try
        {
            var files = new DirectoryInfo(folder).EnumerateFiles()
                .Where(f => ScriptFiles.IsScript(f.Name))
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => $"{f.Name}|{f.Length}|{f.LastWriteTimeUtc.Ticks}")
                .ToList();
            return files.Count == 0 ? null : string.Join("\n", files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Directory.Exists(folder) ? "" : null;
        }
    }
}
