using Daas.Core.Storage;
using Daas.Server.Secrets;

namespace Daas.Server.Storage;

internal static class StorageRegistration
{
    /// <summary>Adds every store over the data folder's LiteDB file, the vault that seals its secrets, and their upkeep.</summary>
    /// <exception cref="DataFolderBusyException">Another process owns the folder.</exception>
    public static IServiceCollection AddLiteStores(this IServiceCollection services, string folder, Retention? retention = null)
    {
        // Opened at once, so that a folder in use is told before anything else starts; disposed by the container through the factory.
        var file = new LiteDatabaseFile(folder);
        services.AddSingleton(_ => file);
        services.AddSingleton(retention ?? new Retention());
        services.AddSingleton(s => new Vault(MasterKey.From(file.Folder, Environment.GetEnvironmentVariable), s.GetRequiredService<ILogger<Vault>>()));
        services.AddSingleton<ConnectionStore, LiteConnectionStore>();
        services.AddSingleton<CredentialStore, LiteCredentialStore>();
        services.AddSingleton<SessionStore, LiteSessionStore>();
        services.AddSingleton<ConsumerStore, LiteConsumerStore>();
        services.AddSingleton<RunStore, LiteRunStore>();
        services.AddSingleton<ProofStore, LiteProofStore>();
        services.AddSingleton<LitePushJournal>();
        services.AddSingleton<PushJournal>(s => s.GetRequiredService<LitePushJournal>());
        services.AddSingleton(_ => new FilePictureStore(file.Folder));
        services.AddSingleton<PictureStore>(s => s.GetRequiredService<FilePictureStore>());
        services.AddHostedService<StoreUpkeep>();
        return services;
    }
}
