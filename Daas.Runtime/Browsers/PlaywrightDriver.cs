using System.Runtime.InteropServices;
using Microsoft.Playwright;

namespace Daas.Runtime.Browsers;

/// <summary>
/// Where Playwright's driver lies: node and the driver's script. The published server carries it beside its assemblies; test projects do
/// not (137 MB each) and name the package's folder in <see cref="SearchPathVariable"/> instead.
/// </summary>
/// <param name="Node">Full path of the node executable.</param>
/// <param name="Script">Full path of the driver's <c>cli.js</c>.</param>
internal sealed record PlaywrightDriver(string Node, string Script)
{
    /// <summary>The variable that Playwright itself reads.</summary>
    public const string SearchPathVariable = "PLAYWRIGHT_DRIVER_SEARCH_PATH";

    /// <summary>Finds it where Playwright will look; null when there is none, or not a whole one for this platform.</summary>
    public static PlaywrightDriver? Find()
    {
        var named = Environment.GetEnvironmentVariable(SearchPathVariable);
        if (!string.IsNullOrEmpty(named))
            return In(named);

        foreach (var folder in BesideAssemblies())
            if (In(folder) is { } beside)
                return beside;
        return null;
    }

    /// <summary>The driver inside <paramref name="folder"/>, or null when the folder does not hold a whole one for this platform.</summary>
    internal static PlaywrightDriver? In(string folder)
    {
        var root = Path.Combine(folder, ".playwright");
        var node = Path.Combine(root, "node", Platform(), OperatingSystem.IsWindows() ? "node.exe" : "node");
        var script = Path.Combine(root, "package", "cli.js");
        return File.Exists(node) && File.Exists(script) ? new PlaywrightDriver(node, script) : null;
    }

    private static IEnumerable<string> BesideAssemblies()
    {
        yield return AppContext.BaseDirectory;
        if (Path.GetDirectoryName(typeof(IPlaywright).Assembly.Location) is { Length: > 0 } beside)
            yield return beside;
    }

    private static string Platform()
    {
        if (OperatingSystem.IsWindows())
            return "win32_x64";
        var arm = RuntimeInformation.OSArchitecture == Architecture.Arm64;
        if (OperatingSystem.IsMacOS())
            return arm ? "darwin-arm64" : "darwin-x64";
        return arm ? "linux-arm64" : "linux-x64";
    }
}
