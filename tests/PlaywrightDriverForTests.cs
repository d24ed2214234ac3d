using System.Runtime.CompilerServices;

namespace Daas.Testing;

/// <summary>Compiled into every test project: tells Playwright where its driver is, before anything else runs.</summary>
internal static class PlaywrightDriverForTests
{
    private const string Variable = "PLAYWRIGHT_DRIVER_SEARCH_PATH";

    [ModuleInitializer]
    internal static void TellPlaywright()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable))
            && AppContext.GetData("Daas.PlaywrightDriver") is string folder && Directory.Exists(folder))
            Environment.SetEnvironmentVariable(Variable, folder);
    }
}
