using System.CommandLine;
using Daas.Core.Adapters;

namespace Daas.Server.Commands;

/// <summary><c>daas serve</c>: the gateway, until it is told to stop.</summary>
internal static class ServeCommand
{
    private const string Summary = "Starts the gateway: the API, and on a listener of their own the operators' pages. Runs until Ctrl+C or SIGTERM.";

    private const string More = """
        Settings come from flags, else the environment (DAAS_DATA, DAAS_ADAPTERS, DAAS_URLS, DAAS_ADMIN, DAAS_ADMIN_HOSTS, DAAS_BROWSER,
        DAAS_INSTALL_BROWSER, DAAS_CONTEXTS, DAAS_KEEP_RUNS, DAAS_TELEMETRY, DAAS_LOG), else daas.yaml:

          data: /var/lib/daas              # database, keys, logs; keep it and back it up
          adapters: /etc/daas/adapters     # one folder per adapter; changes go live by themselves
          urls: [http://0.0.0.0:8780]      # the API
          admin: http://127.0.0.1:8781     # the operators' pages
          adminHosts: [daas.example.cn]    # names for them behind a proxy of yours
          browser: /usr/bin/chromium       # default: found or installed
          installBrowser: true
          contexts: 8                      # browser contexts at once, about 80 MB each
          keepRuns: 90                     # days
          telemetry: http://127.0.0.1:4317 # OpenTelemetry (OTLP)
          log: information

        Examples:
          daas serve
          daas serve --data /var/lib/daas --adapters /etc/daas/adapters --urls http://0.0.0.0:8780
        """;

    public static Command Build(Shell shell, GlobalOptions options)
    {
        var urls = new Option<string[]>("--urls") { Description = "Where the API listens (default: http://127.0.0.1:8780)", HelpName = "URL", AllowMultipleArgumentsPerToken = true };
        var port = new Option<int?>("--port") { Description = "The API's port on this machine alone; short for --urls http://127.0.0.1:PORT", HelpName = "PORT" };
        var admin = new Option<int?>("--admin-port") { Description = "Port of the operators' pages, on this machine alone (default: 8781)", HelpName = "PORT" };
        var command = new VerbCommand("serve", Summary, More) { urls, port, admin };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = options.Read(parsed);
            if (parsed.GetValue(urls) is { Length: > 0 } given)
                settings = settings with { Urls = given };
            if (parsed.GetValue(port) is { } number)
                settings = settings with { Urls = [$"http://127.0.0.1:{number}"] };
            if (parsed.GetValue(admin) is { } adminNumber)
                settings = settings with { Admin = $"http://127.0.0.1:{adminNumber}" };
            return await ServeAsync(shell, settings, ct);
        });
        return command;
    }

    private static async Task<int> ServeAsync(Shell shell, ServerSettings settings, CancellationToken ct)
    {
        await using var log = Program.OpenLog(settings);
        await using var gateway = await RunningGateway.StartAsync(settings, log, ct);
        var broken = gateway.Catalog.Problems.Count(p => p.Severity == ScriptSeverity.Error);
        shell.Out.WriteLine($"API       {gateway.Api}/docs");
        shell.Out.WriteLine($"Health    {gateway.SignInLink}");
        shell.Out.WriteLine($"Adapters  {gateway.Catalog.Adapters.Count} from {settings.Adapters}{(broken > 0 ? $", {broken} errors in scripts (daas check)" : "")}");
        shell.Out.WriteLine($"Data      {settings.Data}");
        shell.Out.WriteLine("Ctrl+C stops it.");
        await SandboxCommand.Forever(ct);
        return ExitCodes.Good;
    }
}
