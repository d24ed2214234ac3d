using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters.Grammar;

/// <summary>The reading of one file: the problems found so far, and where each part of the model came from.</summary>
internal sealed class Reading(string file)
{
    private const int MostProblems = 100;

    private readonly Dictionary<object, Node> _origins = new(ReferenceEqualityComparer.Instance);
    private readonly List<ScriptProblem> _problems = [];

    public string File => file;

    public IReadOnlyList<ScriptProblem> Problems => _problems;

    /// <summary>True when there are so many problems that more would help nobody.</summary>
    public bool IsFull => _problems.Count >= MostProblems;

    public bool HasErrors => _problems.Any(p => p.Severity == ScriptSeverity.Error);

    public void Error(int line, int column, string message, string? suggestion = null)
    {
        if (!IsFull || !HasErrors)
            _problems.Add(new ScriptProblem(file, Math.Max(1, line), Math.Max(1, column), message, suggestion));
    }

    public void Error(Node at, string message, string? suggestion = null) => Error(at.Line, at.Column, message, suggestion);

    /// <param name="part">A part of the model that was read in this reading.</param>
    /// <param name="message">What is wrong with it.</param>
    /// <param name="key">The key that is at fault, where it is one.</param>
    /// <param name="suggestion">The nearest right word.</param>
    public void Error(object part, string message, string? key = null, string? suggestion = null)
    {
        var (line, column) = Where(part, key);
        Error(line, column, message, suggestion);
    }

    public void Advise(object part, string message, string? key = null)
    {
        var (line, column) = Where(part, key);
        _problems.Add(new ScriptProblem(file, line, column, message) { Severity = ScriptSeverity.Advice });
    }

    public void Keep(object? part, Node origin)
    {
        if (part is not null and not string && !part.GetType().IsValueType)
            _origins[part] = origin;
    }

    /// <summary>Says that a part stands where another one does.</summary>
    public void Share(object known, object part)
    {
        if (_origins.TryGetValue(known, out var node))
            _origins.TryAdd(part, node);
    }

    private (int Line, int Column) Where(object part, string? key)
    {
        if (!_origins.TryGetValue(part, out var node))
            return (1, 1);
        if (key is not null && node is Node.Map map && map.Entries.FirstOrDefault(e => e.Key.Text == key) is { } entry)
            return (entry.Key.Line, entry.Key.Column);
        return (node.Line, node.Column);
    }
}
