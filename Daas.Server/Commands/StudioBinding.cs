using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Recorder.Capture;
using Daas.Runtime.Browsers;
using Daas.Runtime.Trials;
using Daas.Server.Secrets;
using Daas.Server.Studio;

namespace Daas.Server.Commands;

/// <summary>Binds the studio to the gateway in this process.</summary>
internal static class StudioBinding
{
    public static StudioDesk Of(ServerSettings settings, IServiceProvider gateway, DataFolder folder)
    {
        var catalog = gateway.GetRequiredService<AdapterCatalog>();
        var finder = gateway.GetRequiredService<BrowserFinder>();
        return new StudioDesk
        {
            Drafts = Path.Combine(settings.Data, "studio"),
            Recordings = Path.Combine(settings.Data, "recordings"),
            Catalog = () => catalog.Current,
            BrowserAsync = async ct => (await finder.FindOrInstallAsync(_ => { }, ct)).ExecutablePath,
            LendAsync = (adapter, url, ct) => folder.LendAsync(new LendRequest(adapter, settings.Adapters, url), ct),
            KeepAccountAsync = async (adapter, typed) =>
            {
                try
                {
                    await folder.ConnectAsync(new ConnectRequest(adapter, ConnectionId.DefaultName, null, typed.User, typed.Password), CancellationToken.None);
                }
                catch (Exception e) when (e is VaultException or CommandException)
                {
                    throw new InvalidOperationException(e.Message, e);
                }
            },
            AccountAsync = async (adapter, ct) => await gateway.GetRequiredService<CredentialStore>().FindAsync(new ConnectionId(adapter, ConnectionId.DefaultName), ct) is { Rejected: null } account
                ? new TypedCredential(account.User, account.Password) : null,
            Try = gateway.GetRequiredService<TrialRuns>().RunAsync,
            Patience = settings.StudioPatience,
            EvidenceKey = () => EvidenceKey.Of(settings, Environment.GetEnvironmentVariable),
        };
    }
}
