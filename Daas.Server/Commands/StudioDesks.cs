using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Trials;
using Daas.Server.Gateway;
using Daas.Server.Layout;
using Daas.Server.Secrets;
using Daas.Server.Studio.Editor;
using Daas.Server.Studio.Hand;
using Daas.Server.Studio.Publishing;

namespace Daas.Server.Commands;

/// <summary>Binds what the studio tries, publishes and lets a person sign in with to the gateway in this process.</summary>
internal static class StudioDesks
{
    public static void AddStudioDesks(this IServiceCollection services, ServerSettings settings, IServiceProvider gateway)
    {
        services.AddSingleton(gateway.GetRequiredService<TrialRuns>());
        services.AddSingleton(s => new Publisher(Desk(settings, gateway, s.GetRequiredService<ApiAddress>())));
        services.AddSingleton(_ => Editing(settings, gateway));
        services.AddSingleton(_ => ByHand(gateway));
        services.AddSingleton(new SystemStarts(settings.Adapters, StoreAsync));

        async Task<string?> StoreAsync(string adapter, string user, string password, CancellationToken ct)
        {
            try
            {
                await gateway.GetRequiredService<CredentialStore>().SaveAsync(new ConnectionId(adapter, ConnectionId.DefaultName), user, password, ct);
                return null;
            }
            catch (Exception e) when (e is VaultException or IOException or UnauthorizedAccessException)
            {
                return e.Message;
            }
        }
    }

    private static HandDesk ByHand(IServiceProvider gateway)
    {
        var connections = gateway.GetRequiredService<ConnectionDirectory>();
        var finder = gateway.GetRequiredService<BrowserFinder>();
        return new HandDesk
        {
            Find = id => connections.Find(id.Adapter, id.Name)?.Health,
            BeginAsync = async (id, person, ct) =>
                connections.Find(id.Adapter, id.Name) is { } connection ? await connection.BeginByHandAsync(person, ct) : null,
            FindBrowserAsync = async ct => (await finder.FindOrInstallAsync(static _ => { }, ct)).ExecutablePath,
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

    private static PublishDesk Desk(ServerSettings settings, IServiceProvider gateway, ApiAddress api)
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
}
