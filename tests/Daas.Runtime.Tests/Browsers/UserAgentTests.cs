using System.Runtime.InteropServices;
using Daas.Runtime.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

public sealed class UserAgentTests
{
    private static readonly BrowserLocation Browser = new("/opt/browser", "installed");

    private static BrowserSurroundings Machine(OSPlatform platform, params string[] lines) => new()
    {
        Platform = platform,
        FileVersion = _ => "133.0.6943.53",
        RunAsync = (_, _, line, _) =>
        {
            foreach (var text in lines)
                line(text);
            return Task.FromResult(0);
        },
    };

    [Fact]
    public async Task It_is_what_the_browser_says_of_its_version_after_whatever_its_script_complains_of() =>
        Assert.Equal(
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36",
            await UserAgent.OfAsync(
                Browser, Machine(OSPlatform.Linux, "/usr/bin/chromium: 9: [: 25275424768: unexpected operator", "Chromium 156.0.8078.79 built on Debian"),
                TestContext.Current.CancellationToken));

    [Fact]
    public async Task On_Windows_nothing_is_started_for_it() =>
        Assert.Equal(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/133.0.0.0 Safari/537.36",
            await UserAgent.OfAsync(Browser, Machine(OSPlatform.Windows, "Chromium 156.0.8078.79"), TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_machine_without_a_browser_has_a_name_too() =>
        Assert.Matches(
            @"^Mozilla/5\.0 \(X11; Linux x86_64\) .* HeadlessChrome/\d+\.0\.0\.0 ",
            await UserAgent.OfAsync(null, Machine(OSPlatform.Linux), TestContext.Current.CancellationToken));
}
