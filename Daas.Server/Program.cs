using System.Globalization;
using System.Text;
using Daas.Core.Adapters;
using Daas.Runtime;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Server.Commands;
using Daas.Server.Consumers;
using Daas.Server.Gateway;
using Daas.Server.Storage;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Events;

namespace Daas.Server;

/// <summary>The table of contents: what a gateway is made of. The verbs are its chapters.</summary>
internal static class Program
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj} {SourceContext}{NewLine}{Exception}";

    public static async Task<int> Main(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return await Verbs.RunAsync(args, Shell.Real, CancellationToken.None);
    }

    /// <summary>The stores, the keys of consumers, and the runtime: what a single run needs, and a gateway too.</summary>
    /// <exception cref="DataFolderBusyException">Another process owns the data folder.</exception>
    public static void AddRuntime(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddLiteStores(settings.Data, new Retention { RunDays = settings.KeepRuns, PushDays = settings.KeepRuns });
        services.AddConsumers();
        services.AddSingleton(new BrowserFinderOptions
        {
            ExecutablePath = settings.Browser,
            MayDownload = settings.InstallBrowser,
            MayInstallPackage = settings.InstallBrowser,
        });
        services.AddSingleton(new BrowserPoolOptions { MaxLeased = settings.Contexts, MaxContexts = settings.Contexts * 2 });
        services.AddSingleton(new RuntimeOptions { CheckedShare = settings.CheckedShare, ProveEvery = TimeSpan.FromDays(settings.ProveEvery) });
        services.AddDaasRuntime();
    }

    /// <summary>What the API's listener serves, besides.</summary>
    public static void AddGateway(IServiceCollection services, ServerSettings settings)
    {
        AddRuntime(services, settings);
        services.AddSingleton(s => new AdapterCatalog(settings.Adapters, s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<AdapterCatalog>>(), settings.Only));
        services.AddGateway();
        services.AddHostedService<ProvingHost>();
    }

    /// <summary>Metrics and traces, sent only where an address for them is configured.</summary>
    public static void AddTelemetry(IServiceCollection services, ServerSettings settings)
    {
        if (settings.Telemetry is not { } endpoint)
            return;
        services.AddOpenTelemetry()
            .WithMetrics(m => m.AddMeter("Daas").AddAspNetCoreInstrumentation().AddOtlpExporter(o => o.Endpoint = new Uri(endpoint)))
            .WithTracing(t => t.AddSource("Daas").AddAspNetCoreInstrumentation().AddOtlpExporter(o => o.Endpoint = new Uri(endpoint)));
    }

    /// <summary>
    /// Logs to stderr and, by day, to files in the data folder. Addresses of requests are not logged: one of them can hold the sign-in
    /// token.
    /// </summary>
    /// <param name="settings">Level and folder.</param>
    /// <param name="console">Least level shown on stderr; null: as the settings say.</param>
    public static Serilog.Core.Logger OpenLog(ServerSettings settings, LogEventLevel? console = null)
    {
        var level = Enum.Parse<LogEventLevel>(settings.Log, ignoreCase: true);
        return new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal) // what stops a start is told by the verb
            .WriteTo.Console(console ?? level, Line, CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose)
            .WriteTo.File(
                Path.Combine(settings.Data, "logs", "daas-.log"),
                outputTemplate: "{Timestamp:O} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 31,
                fileSizeLimitBytes: 100L << 20,
                rollOnFileSizeLimit: true)
            .CreateLogger();
    }
}
