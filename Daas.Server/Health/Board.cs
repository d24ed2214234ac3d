using Daas.Core.Adapters;
using Daas.Runtime.Connections;

namespace Daas.Server.Health;

/// <summary>All that the health page shows at one moment.</summary>
public sealed record Board
{
    public Board(DateTimeOffset at, IEnumerable<HealthSnapshot> connections, IEnumerable<ScriptProblem> problems, string folder)
    {
        At = at;
        Connections = [.. connections.OrderByDescending(c => Rank(c.State)).ThenBy(c => c.Connection.Adapter, StringComparer.Ordinal).ThenBy(c => c.Connection.Name, StringComparer.Ordinal)];
        Problems = [.. problems.Where(p => p.Severity == ScriptSeverity.Error)];
        Folder = folder;
    }

    public DateTimeOffset At { get; }

    /// <summary>Those that need someone first.</summary>
    public IReadOnlyList<HealthSnapshot> Connections { get; }

    /// <summary>Errors in script files.</summary>
    public IReadOnlyList<ScriptProblem> Problems { get; }

    /// <summary>The adapters' folder, to tell a newcomer where to begin.</summary>
    public string Folder { get; }

    private static int Rank(ConnectionState state) => state.Tone() switch
    {
        "bad" => 3,
        "warn" => 2,
        "good" => 1,
        _ => 0,
    };
}
