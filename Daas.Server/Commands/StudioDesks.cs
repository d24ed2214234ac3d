using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Recorder.Capture;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Trials;
using Daas.Server.Gateway;
using Daas.Server.Layout;
using Daas.Server.Studio;
using Daas.Server.Studio.Editor;
using Daas.Server.Studio.Hand;
using Daas.Server.Studio.Publishing;

namespace Daas.Server.Commands;

/// <summary>Binds the studio to the gateway in this process: what it records, tries, publishes, edits, and lets a person sign in with.</summary>
internal static class StudioDesks
{
    public static void AddStudioDesks(this IServiceCollection services, ServerSettings settings, IServiceProvider gateway, DataFolder folder)
    {
        services.AddSingleton(_ => Studio(settings, gateway, folder));
        services.AddSingleton(s => new Publisher(Publishing(settings, gateway, s.GetRequiredService<ApiAddress>())));
        services.AddSingleton(_ => Editing(settings, gateway));
        services.AddSingleton(_ => ByHand(gateway));
        services.AddSingleton(new SystemStarts(settings.Adapters, (adapter, account) => StoredAccount.KeepAsync(folder, adapter, account)));
    }

    private static StudioDesk Studio(ServerSettings settings, IServiceProvider gateway, DataFolder folder)
    {
        var catalog = gateway.GetRequiredService<AdapterCatalog>();
        return new StudioDesk
        {
            Drafts = Path.Combine(settings.Data, "studio"),
            Recordings = Path.Combine(settings.Data, "recordings"),
            Catalog = () => catalog.Current,
            BrowserAsync = ct => BrowserAsync(gateway, ct),
            LendAsync = (adapter, url, ct) => folder.LendAsync(new LendRequest(adapter, settings.Adapters, url), ct),
            KeepAccountAsync = (adapter, account) => StoredAccount.KeepAsync(folder, adapter, account),
            AccountAsync = async (adapter, ct) => await gateway.GetRequiredService<CredentialStore>()
                .FindAsync(new ConnectionId(adapter, ConnectionId.DefaultName), ct) is { Rejected: null } account ? new TypedCredential(account.User, account.Password) : null,
            Try = gateway.GetRequiredService<TrialRuns>().RunAsync,
            Patience = settings.StudioPatience,
        };
    }

    private static HandDesk ByHand(IServiceProvider gateway)
    {
        var connections = gateway.GetRequiredService<ConnectionDirectory>();
        return new HandDesk
        {
            Find = id => connections.Find(id.Adapter, id.Name)?.Health,
            BeginAsync = async (id, person, ct) =>
                connections.Find(id.Adapter, id.Name) is { } connection ? await connection.BeginByHandAsync(person, ct) : null,
            FindBrowserAsync = ct => BrowserAsync(gateway, ct),
        };
    }

    private static EditorDesk Editing(ServerSettings settings, IServiceProvider gateway)
    {
        var catalog = gateway.GetRequiredService<AdapterCatalog>();
        var connections = gateway.GetRequiredService<ConnectionDirectory>();
        return new EditorDesk
        {
            Folder = settings.Adapters,
            Only = settings.Only,
            Catalog = () => catalog.Current,
            RefreshAsync = catalog.RefreshAsync,
            Connections = adapter => [.. connections.All.Select(c => c.Id).Where(id => id.Adapter == adapter).Select(id => id.Name).Order(StringComparer.Ordinal)],
        };
    }

    private static PublishDesk Publishing(ServerSettings settings, IServiceProvider gateway, ApiAddress api)
    {
        var published = gateway.GetRequiredService<PublishedAdapters>();
        return new PublishDesk
        {
            Adapters = settings.Adapters,
            RefreshAsync = gateway.GetRequiredService<AdapterCatalog>().RefreshAsync,
            Served = id => published.Current.Find(id),
            Api = () => api.Url,
            EvidenceKey = () => EvidenceKey.Of(settings, Environment.GetEnvironmentVariable),
            Time = gateway.GetRequiredService<TimeProvider>(),
        };
    }

    private static async Task<string> BrowserAsync(IServiceProvider gateway, CancellationToken ct) =>
        (await gateway.GetRequiredService<BrowserFinder>().FindOrInstallAsync(static _ => { }, ct)).ExecutablePath;
}
