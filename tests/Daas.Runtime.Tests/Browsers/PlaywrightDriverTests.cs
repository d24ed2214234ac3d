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
