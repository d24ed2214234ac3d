using Daas.Core.Storage;
using Daas.Runtime.BrowserPath;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.HttpPath;
using Daas.Runtime.Proving;
using Daas.Runtime.Trials;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime;

/// <summary>What this project offers, as one line for the host.</summary>
public static class RuntimeServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ConnectionDirectory"/>, <see cref="TrialRuns"/>, <see cref="ProofRuns"/>, <see cref="BrowserPool"/> and <see cref="BrowserFinder"/>. The host has added the
    /// stores and logging, and <see cref="RuntimeOptions"/>, <see cref="BrowserPoolOptions"/>, <see cref="BrowserFinderOptions"/> or a
    /// <see cref="TimeProvider"/> if it wants others than the default.
    /// </summary>
    public static IServiceCollection AddDaasRuntime(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new RuntimeOptions());
        services.TryAddSingleton(new BrowserPoolOptions());
        services.TryAddSingleton(new BrowserFinderOptions());
        return services.AddBrowsers().AddPaths().AddConnections();
    }

    private static IServiceCollection AddBrowsers(this IServiceCollection services)
    {
        services.TryAddSingleton(s => new BrowserFinder(s.GetRequiredService<BrowserFinderOptions>()));
        services.TryAddSingleton<BrowserPool>();
        return services;
    }

    private static IServiceCollection AddPaths(this IServiceCollection services)
    {
        services.TryAddSingleton(s =>
        {
            var logger = s.GetRequiredService<ILogger<BrowserSystemPath>>();
            return new BrowserSystemPath(s.GetRequiredService<BrowserPool>(), new BrowserPath.BrowserPath(s.GetRequiredService<TimeProvider>(), logger),
                logger);
        });
        services.TryAddSingleton(s => new HttpSystemPath(s.GetRequiredService<BrowserFinder>().UserAgentAsync, s.GetRequiredService<TimeProvider>()));
        // A host that brings ways of its own gets those alone.
        services.TryAddSingleton(s => s.GetServices<SystemPath>().ToList() is { Count: > 0 } own
            ? new SystemPaths(own)
            : new SystemPaths([s.GetRequiredService<BrowserSystemPath>(), s.GetRequiredService<HttpSystemPath>()]));
        return services;
    }

    private static IServiceCollection AddConnections(this IServiceCollection services)
    {
        services.TryAddSingleton(s => new RuntimeStores(
            s.GetRequiredService<ConnectionStore>(), s.GetRequiredService<CredentialStore>(), s.GetRequiredService<SessionStore>(),
            s.GetRequiredService<RunStore>(), s.GetRequiredService<PictureStore>(), s.GetRequiredService<PushJournal>(),
            s.GetRequiredService<ProofStore>()));
        services.TryAddSingleton(s => new ConnectionDirectory(
            s.GetRequiredService<RuntimeStores>(), s.GetRequiredService<SystemPaths>(), s.GetRequiredService<RuntimeOptions>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ConnectionDirectory>>()));
        services.TryAddSingleton(s => new TrialRuns(s.GetRequiredService<ConnectionDirectory>(), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(s => new ProofRuns(
            s.GetRequiredService<TrialRuns>(), s.GetRequiredService<ConnectionDirectory>(), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(s => new ProvingWatch(
            s.GetRequiredService<ProofRuns>(),
            new ShadowCheck(s.GetRequiredService<TrialRuns>(), s.GetRequiredService<ConnectionDirectory>().Proofs, s.GetRequiredService<TimeProvider>()),
            s.GetRequiredService<ConnectionDirectory>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ProvingWatch>>()));
        return services;
    }
}
