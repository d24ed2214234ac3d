using System.CommandLine;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Server.Layout;
using Daas.Server.Sandbox;
using Serilog.Events;

namespace Daas.Server.Commands;

/// <summary><c>daas demo</c>: the gateway before three old systems to practise on, ready to be called.</summary>
internal static class DemoCommand
{
    private const string Summary = "Finds or installs a browser, starts three old systems to practise on and the gateway before them, and prints calls to try.";

    private const string More = """
        Examples:
          daas demo           until Ctrl+C; its data is kept in ./daas-data/demo
          daas demo --once    reads and writes once through the API, checks the answers against the old system, and ends

        Exit codes: 0 both answers were right · 1 one was not · 3 no browser
        """;

    private static readonly string[] Adapters = ["civil-affairs", "document-oa", "community-grid"];

    public static Command Build(Shell shell, GlobalOptions options)
    {
        var once = new Option<bool>("--once") { Description = "Do one pull and one push, check them, and end" };
        var port = new Option<int?>("--port") { Description = "The API's port (default: 8780, or a free one)", HelpName = "PORT" };
        var admin = new Option<int?>("--admin-port") { Description = "Port of the operators' pages (default: 8781, or a free one)", HelpName = "PORT" };
        var command = new VerbCommand("demo", Summary, More) { once, port, admin };
        command.SetAction(async (parsed, ct) =>
        {
            var isOnce = parsed.GetValue(once);
            var settings = options.Read(parsed);
            var temporary = isOnce && !options.NamesData(parsed) ? Directory.CreateTempSubdirectory("daas-demo-").FullName : null;
            settings = settings with
            {
                Data = temporary ?? (options.NamesData(parsed) ? settings.Data : Path.Combine(settings.Data, "demo")),
                Adapters = options.NamesAdapters(parsed) ? settings.Adapters : FindAdapters(settings.Adapters),
                Only = Adapters,
                Urls = [Address(parsed.GetValue(port), 8780, isOnce)],
                Admin = Address(parsed.GetValue(admin), 8781, isOnce),
            };
            try
            {
                return await RunAsync(shell, settings, isOnce, ct);
            }
            finally
            {
                if (temporary is not null)
                    Directory.Delete(temporary, recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, ServerSettings settings, bool once, CancellationToken ct)
    {
        var texts = shell.Chinese ? Texts.Chinese : Texts.English;
        var browser = await new BrowserFinder(new BrowserFinderOptions { ExecutablePath = settings.Browser, MayDownload = settings.InstallBrowser, MayInstallPackage = settings.InstallBrowser })
            .FindOrInstallAsync(line => shell.Error.WriteLine("  " + line), ct);
        shell.Error.WriteLine(texts.Format("demo.browser", browser.ExecutablePath));
        settings = settings with { Browser = browser.ExecutablePath };

        await using var sandbox = await SandboxHost.StartAsync(once ? SandboxOptions.AnyPorts : new SandboxOptions(), ct);
        await using var log = Program.OpenLog(settings, LogEventLevel.Error);
        await using var gateway = await RunningGateway.StartAsync(settings, log, ct);
        foreach (var (adapter, system) in Adapters.Zip(sandbox.Systems))
        {
            var account = system.Accounts.All[0];
            await gateway.Folder.ConnectAsync(new ConnectRequest(adapter, ConnectionId.DefaultName, system.Url, account.Name, account.Password), ct);
        }

        var key = await gateway.Folder.IssueKeyAsync(new KeyRequest("demo", ["*"], new Dictionary<string, string>()), ct);
        var calls = new DemoCalls(gateway.Api, key, sandbox.CivilAffairs);
        if (once)
            return await new DemoOnce(shell, texts, calls, sandbox.CivilAffairs).RunAsync(ct);
        Print(shell.Out, texts, gateway, sandbox.Systems, calls, Path.GetRelativePath(shell.Folder, settings.Data));
        await SandboxCommand.Forever(ct);
        return ExitCodes.Good;
    }

    private static void Print(TextWriter output, Texts texts, RunningGateway gateway, IEnumerable<SandboxSystem> systems, DemoCalls calls, string data)
    {
        output.WriteLine();
        output.WriteLine(texts["demo.ready"]);
        output.WriteLine();
        output.WriteLine($"  {texts["demo.health"]}  {gateway.SignInLink}");
        output.WriteLine($"  {texts["demo.docs"]}  {gateway.Api}/docs");
        output.WriteLine();
        output.WriteLine(texts["demo.systems"]);
        foreach (var system in systems)
            output.WriteLine($"  {system.Url}  {system.Title}   {system.Accounts.All[0].Name} / {system.Accounts.All[0].Password}");
        output.WriteLine();
        output.WriteLine(texts["demo.pull"]);
        output.WriteLine();
        output.WriteLine(calls.PullCurl);
        output.WriteLine();
        output.WriteLine(texts["demo.push"]);
        output.WriteLine();
        output.WriteLine(calls.PushCurl);
        output.WriteLine();
        output.WriteLine(texts.Format("demo.break", $"curl -s -w '\\n' -X POST '{systems.First().Url}_sandbox/switches?relabel=true'"));
        output.WriteLine();
        output.WriteLine(texts.Format("demo.verbs", data, calls.Name));
        output.WriteLine();
        output.WriteLine(texts["demo.stop"]);
    }

    private static string Address(int? port, int usual, bool once) =>
        port is { } given ? $"http://127.0.0.1:{given}" : once ? "http://127.0.0.1:0" : RunningGateway.FreeOr($"http://127.0.0.1:{usual}");

    // In the current folder, else beside the program or above it: a clone runs from its build's folder.
    private static string FindAdapters(string usual)
    {
        if (Directory.Exists(Path.Combine(usual, Adapters[0])))
            return usual;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "adapters");
            if (File.Exists(Path.Combine(candidate, Adapters[0], "system.yaml")))
                return candidate;
        }

        throw new CommandException(ExitCodes.Usage, $"the adapters of the demo are neither in {usual} nor beside the program; name their folder with --adapters");
    }
}
