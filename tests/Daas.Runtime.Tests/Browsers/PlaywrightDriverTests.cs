using System.Text.RegularExpressions;
using Daas.Runtime.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

public sealed class PlaywrightDriverTests
{
    [Fact]
    public void A_test_finds_the_driver_without_being_told()
    {
        var driver = PlaywrightDriver.Find();

        Assert.NotNull(driver);
        Assert.True(File.Exists(driver.Node) && File.Exists(driver.Script));
    }

    [Fact]
    public void Every_browser_feature_that_Playwright_switches_off_stays_off()
    {
        var bundle = Path.Combine(Path.GetDirectoryName(PlaywrightDriver.Find()!.Script)!, "lib", "coreBundle.js");

        var list = Regex.Match(File.ReadAllText(bundle), @"disabledFeatures = \[(.*?)\]\.filter", RegexOptions.Singleline).Groups[1].Value;

        var theirs = Regex.Matches(list, @"^\s*""(\w+)""", RegexOptions.Multiline).Select(m => m.Groups[1].Value).ToList();
        Assert.Contains("Translate", theirs);
        Assert.Empty(theirs.Except(BrowserLauncher.FeaturesOff));
    }

    [Fact]
    public void A_folder_without_a_whole_driver_has_none()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, ".playwright", "package"));
            File.WriteAllText(Path.Combine(folder.FullName, ".playwright", "package", "cli.js"), "");

            Assert.Null(PlaywrightDriver.In(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
