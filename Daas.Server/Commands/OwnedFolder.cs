using System.Runtime.CompilerServices;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Proving;
using Daas.Server.Consumers;
using Serilog;
using Serilog.Events;

namespace Daas.Server.Commands;

/// <summary>The data folder in this process: opened for one verb, or the running gateway's own.</summary>
internal sealed class OwnedFolder : DataFolder
{
    private readonly IServiceProvider _services;
    private readonly IAsyncDisposable? _owned;

    private OwnedFolder(IServiceProvider services, string adapters, IAsyncDisposable? owned)
    {
        _services = services;
        _owned = owned;
        Adapters = adapters;
    }

    public override string Adapters { get; }

    public static OwnedFolder Open(ServerSettings settings)
    {
        var services = new ServiceCollection();
        Program.AddRuntime(services, settings);
        var log = Program.OpenLog(settings, Verb(settings));
        services.AddLogging(l => l.AddSerilog(log, dispose: true));
        var provider = services.BuildServiceProvider();
        return new OwnedFolder(provider, settings.Adapters, provider);
    }

    /// <summary>Over the services of the gateway that runs in this process, which keeps its connections up by itself.</summary>
    public static OwnedFolder Of(IServiceProvider gateway, string adapters) => new(gateway, adapters, null);

    public override async Task<string> IssueKeyAsync(KeyRequest request, CancellationToken ct)
    {
        try
        {
            return (await _services.GetRequiredService<ConsumerKeys>().IssueAsync(request.Name, request.Grants, request.Connections, ct)).Key;
        }
        catch (ArgumentException e)
        {
            throw new CommandException(ExitCodes.Usage, e.Message.Split(" (Parameter")[0]);
        }
    }

    public override async Task<IReadOnlyList<KeyView>> ListKeysAsync(CancellationToken ct) =>
        [.. (await _services.GetRequiredService<ConsumerKeys>().ListAsync(ct)).Select(c => new KeyView(c.Name, c.KeyHint, c.Grants, c.CreatedAt, c.RevokedAt))];

    public override Task<bool> RevokeKeyAsync(string name, CancellationToken ct) => _services.GetRequiredService<ConsumerKeys>().RevokeAsync(name, ct);

    public override async Task ConnectAsync(ConnectRequest request, CancellationToken ct)
    {
        var id = new ConnectionId(request.Adapter, request.Connection);
        var store = _services.GetRequiredService<ConnectionStore>();
        var settings = (await store.ListAsync(ct)).FirstOrDefault(s => s.Id == id) ?? new ConnectionSettings(id);
        await store.SaveAsync(request.Url is null ? settings : settings with { Url = request.Url }, ct);
        if (request is { User: { } user, Password: { } password })
            await _services.GetRequiredService<CredentialStore>().SaveAsync(id, user, password, ct);
        if (_owned is null)
            await _services.GetRequiredService<ConnectionDirectory>().ApplySettingsAsync(ct);
    }

    public override async IAsyncEnumerable<RunEvent> RunAsync(RunRequest request, string? connection, [EnumeratorCancellation] CancellationToken ct)
    {
        var found = await FindAsync(Adapters, request.Adapter, string.IsNullOrEmpty(connection) ? null : connection, ct);
        await foreach (var told in found.RunAsync(request, ct))
            yield return told;
    }

    public override async IAsyncEnumerable<ProofEvent> ProveAsync(ProofWish wish, [EnumeratorCancellation] CancellationToken ct)
    {
        var found = await FindAsync(Adapters, wish.Adapter, string.IsNullOrEmpty(wish.Connection) ? null : wish.Connection, ct);
        var order = new ProofOrder
        {
            Adapter = found.Adapter,
            Operation = wish.Operation,
            Connection = found.Id.Name,
            Sets = wish.Sets,
            MayWrite = wish.MayWrite,
        };
        await foreach (var told in _services.GetRequiredService<ProofRuns>().RunAsync(order, ct))
            yield return told;
    }

    public override async Task<LentSession> LendAsync(LendRequest request, CancellationToken ct) =>
        await (await FindAsync(request.Scripts, request.Adapter, null, ct)).LendAsync(request.Url, ct);

    public override ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<Connection> FindAsync(string adapters, string id, string? name, CancellationToken ct)
    {
        var directory = _services.GetRequiredService<ConnectionDirectory>();
        if (_owned is not null)
        {
            var reading = AdapterReader.ReadFolder(Path.Combine(adapters, id));
            await directory.ApplyAsync(reading.Adapter is { } adapter ? [adapter] : [], ct);
        }

        return directory.Find(id, name) ?? throw new CommandException(ExitCodes.Usage, Missing(directory, id, name));
    }

    // A verb says itself what went wrong; the log is for its file, unless the finest levels are asked for.
    private static LogEventLevel Verb(ServerSettings settings) =>
        Enum.Parse<LogEventLevel>(settings.Log, ignoreCase: true) is var level and <= LogEventLevel.Debug ? level : LogEventLevel.Fatal;

    private static string Missing(ConnectionDirectory directory, string adapter, string? name)
    {
        var there = directory.All.Where(c => c.Id.Adapter == adapter).Select(c => c.Id.Name).ToList();
        return there.Count == 0
            ? $"there is no connection of {adapter}"
            : $"there is no connection '{name ?? ConnectionId.DefaultName}' of {adapter}; there is {string.Join(", ", there)} (choose with --connection)";
    }
}
