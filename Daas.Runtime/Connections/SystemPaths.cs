using System.Collections.Immutable;
using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.Runtime.Connections;

/// <summary>The ways there are of running operations, and the choice between them.</summary>
internal sealed class SystemPaths(IEnumerable<SystemPath> paths)
{
    private readonly ImmutableArray<SystemPath> _all = [.. paths];

    /// <summary>Null when there is no such way.</summary>
    public SystemPath? Find(RunPath kind) => _all.FirstOrDefault(p => p.Kind == kind);

    /// <summary>The way to begin with: what was asked for, else HTTP where the script says how, else the browser.</summary>
    /// <param name="script">The operation, or signing in, as plain requests; null when the script has none.</param>
    /// <param name="wished">Null: it is free to choose.</param>
    public SystemPath Choose(HttpScript? script, RunPath? wished = null) =>
        Find(wished ?? (script is null ? RunPath.Browser : RunPath.Http)) ?? Find(RunPath.Browser) ?? _all[0];

    /// <summary>Whether what one way changes in the session matters to the other.</summary>
    public bool HandOver(Adapter adapter) => _all.Length > 1 && (adapter.SignIn?.Http is not null || adapter.Operations.Any(o => o.Http is not null));

    /// <summary>Forgets a session on every way.</summary>
    public async Task ForgetAsync(string session)
    {
        foreach (var path in _all)
            await path.ForgetAsync(session);
    }
}
