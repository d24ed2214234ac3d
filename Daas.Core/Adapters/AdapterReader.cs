using System.Collections.Frozen;
using System.Text;
using Daas.Core.Adapters.Checks;
using Daas.Core.Adapters.Grammar;
using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters;

/// <summary>Reads adapter scripts, and tells everything that is wrong with them in one go, each with file, line and the nearest right word.</summary>
public static class AdapterReader
{
    /// <summary>Reads the adapter whose files are in a folder; the folder's name is its id.</summary>
    public static AdapterReading ReadFolder(string folder) => ReadFolder(folder, FrozenDictionary<string, string>.Empty);

    /// <summary>As <see cref="ReadFolder(string)"/>, as if some files had been saved with other texts.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="instead">Those texts, by file name.</param>
    public static AdapterReading ReadFolder(string folder, IReadOnlyDictionary<string, string> instead)
    {
        try
        {
            var files = ScriptFiles.Load(folder);
            foreach (var (name, text) in instead)
                files[name] = Encoding.UTF8.GetBytes(text);
            return ReadBytes(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), files, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new AdapterReading(null, [new ScriptProblem(folder.Replace('\\', '/'), 1, 1, $"cannot be read: {e.Message}")]);
        }
    }

    /// <summary>Reads an adapter from texts by file name (<c>system.yaml</c>, <c>find.yaml</c>).</summary>
    public static AdapterReading Read(string id, IReadOnlyDictionary<string, string> files) =>
        ReadBytes(id, files.ToDictionary(f => f.Key, f => Encoding.UTF8.GetBytes(f.Value)), id);

    /// <summary>Reads an adapter from contents by file name.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="files">As <see cref="ScriptFiles.Load"/> gives them.</param>
    /// <param name="folder">Where problems say that they are.</param>
    public static AdapterReading ReadBytes(string id, IReadOnlyDictionary<string, byte[]> files, string folder)
    {
        var readings = new List<Reading>();
        var system = ReadFile(SystemGrammar.System, ScriptFiles.System, files, folder, readings);
        var operations = files.Keys.Where(name => name != ScriptFiles.System).Order(StringComparer.Ordinal)
            .Select(name => ReadFile(OperationGrammar.Operation, name, files, folder, readings))
            .OfType<Script<Operation>>()
            .ToList();

        if (system is not null)
            SystemChecks.Check(system, id);
        foreach (var operation in operations)
            OperationChecks.Check(operation, [.. operations.Select(o => o.Value)], files);

        var problems = readings.SelectMany(r => r.Problems.OrderBy(p => p.Line).ThenBy(p => p.Column)).ToList();
        if (system is null || problems.Any(p => p.Severity == ScriptSeverity.Error))
            return new AdapterReading(null, problems);
        return new AdapterReading(
            system.Value with { Operations = [.. operations.Select(o => o.Value)], Version = ScriptFiles.Version(files) },
            problems)
        { Texts = files.ToFrozenDictionary(f => f.Key, f => Encoding.UTF8.GetString(f.Value).TrimStart('\uFEFF'), StringComparer.Ordinal) };
    }

    private static Script<T>? ReadFile<T>(MapShape<T> shape, string name, IReadOnlyDictionary<string, byte[]> files, string folder, List<Reading> readings)
        where T : notnull
    {
        var reading = new Reading($"{folder.Replace('\\', '/').TrimEnd('/')}/{name}");
        readings.Add(reading);
        if (!files.TryGetValue(name, out var bytes))
            reading.Error(1, 1, "the file is missing; it says what the system is and how to sign in");
        else if (!name.EndsWith(ScriptFiles.Ending, StringComparison.Ordinal))
            reading.Error(1, 1, $"a script's name ends in {ScriptFiles.Ending}", Path.GetFileNameWithoutExtension(name) + ScriptFiles.Ending);
        else if (ScriptText.Decode(bytes, Tell) is { } text && NodeReader.Read(text, Tell) is { } node
            && shape.TryRead(node, reading, out var value) && !reading.HasErrors)
            return new Script<T>(value, Path.GetFileNameWithoutExtension(name), reading);

        // An adapter without one of its operations would be half an adapter.
        if (!reading.HasErrors)
            reading.Error(1, 1, "the file cannot be read");
        return null;

        void Tell(int line, int column, string message) => reading.Error(line, column, message);
    }
}
