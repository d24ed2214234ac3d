using Daas.Core.Adapters;

namespace Daas.Core.Tests.Adapters;

/// <summary>A good adapter with one thing wrong in it.</summary>
/// <param name="Name">What was done to it; unique.</param>
/// <param name="Files">All files of the adapter.</param>
public sealed record ScriptMutation(string Name, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Null when reading it gave no adapter, and errors with file and line; else what is wrong with the reader.</summary>
    public string? Judge()
    {
        try
        {
            var reading = AdapterReader.ReadBytes("civil-affairs", Files, "adapters/civil-affairs");
            var errors = reading.Problems.Where(p => p.Severity == ScriptSeverity.Error).ToList();
            if (reading.Adapter is not null || errors.Count == 0)
                return $"{Name}: taken for good";
            var astray = errors.FirstOrDefault(e => e.Line < 1 || e.Column < 1 || e.Message.Contains('\n')
                || !Files.Keys.Append("system.yaml").Contains(Path.GetFileName(e.File))
                || (Files.TryGetValue(Path.GetFileName(e.File), out var file) && e.Line > file.Count(b => b == '\n') + 2));
            return astray is null ? null : $"{Name}: leads astray: {astray}";
        }
        catch (Exception e)
        {
            return $"{Name}: throws {e.GetType().Name}: {e.Message}";
        }
    }

    public override string ToString() => Name;
}
