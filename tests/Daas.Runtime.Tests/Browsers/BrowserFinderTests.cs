using System.Runtime.InteropServices;
using Daas.Runtime.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

public sealed class BrowserFinderTests
{
    private const string Downloaded = "/cache/chromium-1/chrome-linux64/chrome";

    private readonly HashSet<string> files = ["/driver/node", "/driver/cli.js", "/usr/bin/apt-get"];
    private readonly Dictionary<string, string> variables = new() { ["PATH"] = "/usr/local/bin:/usr/bin:/snap/bin" };
    private readonly List<string> ran = [];
    private readonly List<string> said = [];
    private readonly Dictionary<string, Func<Action<string>, int>> programs = [];
    private BrowserSurroundings machine;

    public BrowserFinderTests()
    {
        machine = new()
        {
            Platform = OSPlatform.Linux,
            IsRoot = true,
            FileExists = files.Contains,
            Variable = name => variables.GetValueOrDefault(name),
            Driver = () => new("/driver/node", "/driver/cli.js"),
            RunAsync = (program, arguments, line, _) =>
            {
                var command = string.Join(' ', [Path.GetFileName(program), .. arguments.Select(a => Path.GetFileName(a))]);
                ran.Add(command);
                return Task.FromResult(programs.FirstOrDefault(p => command.StartsWith(p.Key, StringComparison.Ordinal)).Value?.Invoke(line) ?? 1);
            },
        };
        programs["node cli.js install chromium --no-shell --dry-run"] = line =>
        {
            line("Install location:    /cache/chromium-1");
            return 0;
        };
    }

    [Theory]
    [InlineData("/usr/bin/chromium", "/usr/bin/google-chrome")]
    [InlineData("/usr/local/bin/google-chrome", "/opt/microsoft/msedge/msedge")]
    [InlineData("/usr/bin/microsoft-edge", "/snap/bin/chromium")]
    public async Task An_installed_browser_is_taken_and_the_best_of_them(string better, string worse)
    {
        files.UnionWith([better, worse]);

        Assert.Equal(new BrowserLocation(better, "installed"), await FindAsync());
        Assert.Empty(ran);
        Assert.Empty(said);
    }

    [Fact]
    public async Task A_browser_of_Windows_is_found_in_its_folders()
    {
        machine = machine with { Platform = OSPlatform.Windows };
        variables["ProgramFiles"] = @"C:\Program Files";
        variables["ProgramFiles(x86)"] = @"C:\Program Files (x86)\";
        files.Add(@"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe");

        Assert.EndsWith("msedge.exe", (await FindAsync()).ExecutablePath);
    }

    [Fact]
    public async Task A_browser_of_macOS_is_found_among_its_applications()
    {
        machine = machine with { Platform = OSPlatform.OSX };
        variables["HOME"] = "/Users/li";
        files.Add("/Users/li/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

        Assert.StartsWith("/Users/li/", (await FindAsync()).ExecutablePath);
    }

    [Fact]
    public async Task The_configured_browser_is_taken_before_any_other()
    {
        files.UnionWith(["/usr/bin/chromium", "/opt/own", "/opt/named"]);
        variables["DAAS_BROWSER"] = "/opt/named";

        Assert.Equal("/opt/named", (await FindAsync()).ExecutablePath);
        Assert.Equal("/opt/own", (await FindAsync(new() { ExecutablePath = "/opt/own" })).ExecutablePath);
    }

    [Fact]
    public async Task A_configured_browser_that_is_not_there_is_an_error_and_not_replaced()
    {
        files.Add("/usr/bin/chromium");
        variables["DAAS_BROWSER"] = "/opt/missing";

        Assert.Contains("'/opt/missing' does not exist", (await FailAsync()).Message);
    }

    [Fact]
    public async Task An_earlier_download_is_used_again()
    {
        files.Add(Downloaded);

        Assert.Equal(new BrowserLocation(Downloaded, "Playwright's download"), await FindAsync(new() { MayDownload = false }));
        Assert.Empty(said);
    }

    [Fact]
    public async Task Without_a_browser_Playwright_downloads_one_and_progress_is_told_by_tenths()
    {
        programs["node cli.js install chromium --no-shell"] = line =>
        {
            for (var percent = 0; percent <= 100; percent++)
                line($"|■■■ | {percent,3}% of 170 MiB");
            files.Add(Downloaded);
            return 0;
        };
        programs["chrome --version"] = _ => 0;

        Assert.Equal(Downloaded, (await FindAsync()).ExecutablePath);
        Assert.Equal(12, said.Count);
    }

    [Fact]
    public async Task A_download_that_does_not_start_here_gives_way_to_the_package()
    {
        programs["node cli.js install chromium --no-shell"] = _ =>
        {
            files.Add(Downloaded);
            return 0;
        };
        programs["chrome --version"] = _ => 127;
        programs["apt-get install"] = _ =>
        {
            files.Add("/usr/bin/chromium");
            return 0;
        };

        Assert.Equal(new BrowserLocation("/usr/bin/chromium", "Debian's package"), await FindAsync());
    }

    [Fact]
    public async Task The_package_is_tried_again_after_an_update_of_the_lists()
    {
        var updated = false;
        programs["apt-get update"] = _ =>
        {
            updated = true;
            return 0;
        };
        programs["apt-get install"] = _ =>
        {
            if (!updated)
                return 100;
            files.Add("/usr/bin/chromium");
            return 0;
        };

        Assert.Equal("/usr/bin/chromium", (await FindAsync()).ExecutablePath);
    }

    [Fact]
    public async Task When_nothing_works_the_error_says_what_was_tried_and_what_to_do()
    {
        machine = machine with { IsRoot = false };
        programs["node cli.js install chromium --no-shell"] = line =>
        {
            line("Downloading Chrome for Testing");
            line("Error: getaddrinfo ENOTFOUND cdn.playwright.dev");
            line("at GetAddrInfoReqWrap.onlookupall (node:internal)");
            return 1;
        };

        var message = (await FailAsync()).Message;

        Assert.Contains("none is installed", message);
        Assert.Contains("failed (Error: getaddrinfo ENOTFOUND cdn.playwright.dev", message);
        Assert.Contains("needs root", message);
        Assert.Contains("apt-get install chromium", message);
        Assert.Contains("DAAS_BROWSER", message);
        Assert.DoesNotContain(ran, r => r.StartsWith("apt-get", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_fetched_that_is_not_allowed()
    {
        await Assert.ThrowsAsync<BrowserUnavailableException>(() => FindAsync(new() { MayDownload = false, MayInstallPackage = false }));

        Assert.All(ran, r => Assert.EndsWith("--dry-run", r));
    }

    private Task<BrowserLocation> FindAsync(BrowserFinderOptions? options = null) =>
        new BrowserFinder(options ?? new(), machine).FindOrInstallAsync(said.Add, TestContext.Current.CancellationToken);

    private Task<BrowserUnavailableException> FailAsync() => Assert.ThrowsAsync<BrowserUnavailableException>(() => FindAsync());
}
