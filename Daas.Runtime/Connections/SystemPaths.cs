using System.Collections.Immutable;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Runtime.Connections;

/// <summary>The ways there are of running operations.</summary>
internal sealed class SystemPaths(IEnumerable<SystemPath> paths)
{
    private readonly ImmutableArray<SystemPath> _all = [.. paths];

    /// <summary>Null when there is no such way.</summary>
    public SystemPath? Find(RunPath kind) => _all.FirstOrDefault(p => p.Kind == kind);

    /// <summary>The way to sign in: the one wished for where it can, else HTTP where the script says how, else the browser.</summary>
    public SystemPath Choose(SignIn signIn, RunPath? wished) => Of(signIn.Http is null ? RunPath.Browser : wished ?? RunPath.Http);

    /// <summary>Why an operation cannot be run by HTTP, as a sentence; null when it can.</summary>
    public static string? WhyNotHttp(Adapter adapter, Operation operation) => operation switch
    {
        { Http: null } => $"'{operation.Id}' cannot be run by HTTP: its script has no http section.",
        _ when adapter.SignIn is { EachRun: true, Http: null } =>
            $"'{operation.Id}' cannot be run by HTTP: every run signs in anew, and signIn in system.yaml has no http section.",
        _ => null,
    };

    /// <summary>Whether what one way changes in the session matters to the other.</summary>
    public bool HandOver(Adapter adapter) => _all.Length > 1 && (adapter.SignIn?.Http is not null || adapter.Operations.Any(o => o.Http is not null));

    /// <summary>Forgets a session on every way.</summary>
    public async Task ForgetAsync(string session)
    {
        foreach (var path in _all)
            await path.ForgetAsync(session);
    }

    /// <summary>A connection is no more.</summary>
    public void Close(ConnectionId connection)
    {
        foreach (var path in _all)
            path.Close(connection);
    }

    /// <summary>That way, or the nearest there is.</summary>
    public SystemPath Of(RunPath kind) => Find(kind) ?? Find(RunPath.Browser) ?? _all[0];
}
