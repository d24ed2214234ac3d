using System.Net;
using System.Net.Sockets;
using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Server.Gateway;
using Daas.Server.Health;
using Daas.Server.Layout;
using Daas.Server.Operators;
using Daas.Server.Studio.Rooms;
using Microsoft.AspNetCore.Connections;
using Serilog;

namespace Daas.Server.Commands;

/// <summary>A gateway in this process: the API's listener, the operators' listener, and the file by which other verbs find it.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly ServerSettings _settings;
    private readonly WebApplication _api;
    private readonly WebApplication _operators;
    private ServerFile? _file;

    private RunningGateway(ServerSettings settings, Serilog.Core.Logger log)
    {
        _settings = settings;
        _api = BuildApi(settings, log);
        Folder = OwnedFolder.Of(_api.Services, settings.Adapters);
        _operators = OperatorListener.Build(
            settings, b => Share(b, settings, _api.Services, Folder, log), _ => Desk(settings, _api.Services), routes =>
        {
            routes.MapHealthz(Checks(settings, _api.Services));
            routes.MapControl(Folder, () => _file!);
        });
    }

    /// <summary>Where the API is, such as <c>http://127.0.0.1:8780</c>.</summary>
    public string Api => _api.Urls.First();

    /// <summary>Where the operators' pages are.</summary>
    public string Pages => _operators.Urls.First();

    /// <summary>Opens the health page signed in; a secret.</summary>
    public string SignInLink => $"{Pages}/sign-in?token={_operators.Services.GetRequiredService<OperatorToken>().Value}";

    public DataFolder Folder { get; }

    /// <summary>The studio's rooms.</summary>
    public StudioRooms Rooms => _operators.Services.GetRequiredService<StudioRooms>();

    public CatalogSnapshot Catalog => _api.Services.GetRequiredService<AdapterCatalog>().Current;

    /// <exception cref="CommandException">A listener's address is taken.</exception>
    public static async Task<RunningGateway> StartAsync(ServerSettings settings, Serilog.Core.Logger log, CancellationToken ct)
    {
        var gateway = new RunningGateway(settings, log);
        try
        {
            await ListenAsync(gateway._api, settings.Urls, "--port or --urls", ct);
            gateway._operators.Services.GetRequiredService<ApiAddress>().Url = gateway.Api;
            await ListenAsync(gateway._operators, [settings.Admin], "--admin-port", ct);
            gateway._file = ServerFile.New(gateway.Pages, settings.Adapters);
            gateway._file.Write(settings.Data);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
            ServerFile.Remove(_settings.Data);
        await _operators.StopAsync();
        await _operators.DisposeAsync();
        await _api.StopAsync();
        await _api.DisposeAsync();
    }

    private static WebApplication BuildApi(ServerSettings settings, Serilog.Core.Logger log)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        builder.Logging.ClearProviders().AddSerilog(log);
        Program.AddGateway(builder.Services, settings);
        Program.AddTelemetry(builder.Services, settings);
        var app = builder.Build();
        app.MapGateway();
        app.MapHealthz(Checks(settings, app.Services));
        return app;
    }

    private static void Share(WebApplicationBuilder builder, ServerSettings settings, IServiceProvider gateway, DataFolder folder, Serilog.Core.Logger log)
    {
        builder.Logging.ClearProviders().AddSerilog(log);
        builder.Services.AddSingleton(gateway.GetRequiredService<TimeProvider>());
        builder.Services.AddSingleton(gateway.GetRequiredService<RunStore>());
        builder.Services.AddSingleton(gateway.GetRequiredService<PictureStore>());
        builder.Services.AddSingleton(new ApiAddress());
        builder.Services.AddStudioDesks(settings, gateway, folder);
    }

    private static HealthDesk Desk(ServerSettings settings, IServiceProvider gateway)
    {
        var connections = gateway.GetRequiredService<ConnectionDirectory>();
        var catalog = gateway.GetRequiredService<AdapterCatalog>();
        var time = gateway.GetRequiredService<TimeProvider>();
        return new HealthDesk
        {
            Read = () => new Board(time.GetUtcNow(), connections.All.Select(c => c.Health), catalog.Current.Problems, settings.Adapters),
            Watch = connections.WatchAsync,
            SetMaintenanceAsync = connections.SetMaintenanceAsync,
            Lift = id => connections.Find(id.Adapter, id.Name)?.LiftQuarantine(),
            PersonDone = id => connections.Find(id.Adapter, id.Name)?.PersonDone(),
        };
    }

    private static Dictionary<string, Func<CancellationToken, Task<string?>>> Checks(ServerSettings settings, IServiceProvider gateway) => new()
    {
        ["stores"] = async ct =>
        {
            await gateway.GetRequiredService<ConnectionStore>().ListAsync(ct);
            var probe = Path.Combine(settings.Data, $".writable-{Guid.NewGuid():n}");
            await File.WriteAllTextAsync(probe, "", ct);
            File.Delete(probe);
            return null;
        },
        ["catalog"] = _ =>
            Task.FromResult(gateway.GetRequiredService<AdapterCatalog>().Current.Generation > 0 || !Directory.Exists(settings.Adapters) ? null : "not loaded"),
    };

    private static async Task ListenAsync(WebApplication app, IReadOnlyList<string> urls, string flag, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new CommandException(ExitCodes.Needs, $"{string.Join(", ", urls)} is taken by another program; choose another with {flag}");
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied or SocketError.AddressNotAvailable)
        {
            throw new CommandException(ExitCodes.Needs, $"{string.Join(", ", urls)} cannot be listened on: {e.Message}");
        }
    }

    /// <summary>The address itself where it is free, else the same host with a port that is.</summary>
    public static string FreeOr(string url)
    {
        var address = new Uri(url);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, address.Port));
            return url;
        }
        catch (SocketException)
        {
            return $"http://{address.Host}:0";
        }
    }
}
