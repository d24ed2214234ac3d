using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Proving;

namespace Daas.Server.Commands;

/// <summary>
/// A gateway's data as the verbs use it. The database belongs to one process: where a gateway is running over the folder, the verbs ask it; else they
/// open the folder themselves.
/// </summary>
internal abstract class DataFolder : IAsyncDisposable
{
    /// <summary>The folder of the scripts that runs use.</summary>
    public abstract string Adapters { get; }

    public static async Task<DataFolder> OpenAsync(ServerSettings settings, CancellationToken ct) =>
        await ServedFolder.FindAsync(settings, ct) is { } served ? served : OwnedFolder.Open(settings);

    /// <returns>The key itself.</returns>
    public abstract Task<string> IssueKeyAsync(KeyRequest request, CancellationToken ct);

    public abstract Task<IReadOnlyList<KeyView>> ListKeysAsync(CancellationToken ct);

    /// <returns>False when nobody of that name holds a key.</returns>
    public abstract Task<bool> RevokeKeyAsync(string name, CancellationToken ct);

    public abstract Task ConnectAsync(ConnectRequest request, CancellationToken ct);

    /// <summary>Runs an operation whose inputs are validated. The last event is <see cref="RunEvent.Finished"/>.</summary>
    public abstract IAsyncEnumerable<RunEvent> RunAsync(RunRequest request, string? connection, CancellationToken ct);

    /// <summary>Compares both paths of an operation and keeps what was found. The last event is <see cref="ProofEvent.Finished"/>.</summary>
    public abstract IAsyncEnumerable<ProofEvent> ProveAsync(ProofWish wish, CancellationToken ct);

    /// <summary>The connection's session, signed in where nobody is, for a browser that a person works in.</summary>
    /// <exception cref="CommandException">There is no such connection.</exception>
    public abstract Task<LentSession> LendAsync(LendRequest request, CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}

/// <summary>Whose session is wanted.</summary>
/// <param name="Adapter">Its adapter.</param>
/// <param name="Scripts">Folder of the scripts, where no gateway has them loaded.</param>
/// <param name="Url">Where the person wants to begin.</param>
internal sealed record LendRequest(string Adapter, string Scripts, Uri Url);

/// <summary>A key to be issued.</summary>
internal sealed record KeyRequest(string Name, IReadOnlyList<string> Grants, IReadOnlyDictionary<string, string> Connections);

/// <summary>A key as it may be listed.</summary>
internal sealed record KeyView(string Name, string Hint, IReadOnlyList<string> Grants, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>What to store for a connection; what is null stays as it is.</summary>
internal sealed record ConnectRequest(string Adapter, string Connection, Uri? Url, string? User, string? Password)
{
    public override string ToString() => $"connect {Adapter}/{Connection}";
}
