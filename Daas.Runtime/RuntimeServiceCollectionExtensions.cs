using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime;

/// <summary>What this project offers, as one line for the host.</summary>
public static class RuntimeServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ConnectionDirectory"/>. The host has added the stores, <see cref="TimeProvider"/> and logging; <see cref="RuntimeOptions"/> if it wants others than the default.</summary>
    public static IServiceCollection AddDaasRuntime(this IServiceCollection services)
    {
        services.AddSingleton(s => new RuntimeStores(
            s.GetRequiredService<ConnectionStore>(), s.GetRequiredService<CredentialStore>(), s.GetRequiredService<SessionStore>(),
            s.GetRequiredService<RunStore>(), s.GetRequiredService<PictureStore>(), s.GetRequiredService<PushJournal>()));
        services.AddSingleton(s => new ConnectionDirectory(
            s.GetRequiredService<RuntimeStores>(), s.GetRequiredService<SystemPath>(), s.GetService<RuntimeOptions>() ?? new RuntimeOptions(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ConnectionDirectory>>()));
        return services;
    }
}
