using System.Runtime.InteropServices;

namespace Daas.Runtime.Browsers;

/// <summary>The places where Chromium, Chrome and Edge are installed, best first.</summary>
internal static class InstalledBrowsers
{
    private static readonly string[] LinuxNames =
        ["chromium", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge-stable", "microsoft-edge"];

    // chromium-browser on Ubuntu is a stub that asks for a snap, and a snap cannot see the profile folder in /tmp: neither is listed.
    private static readonly string[] LinuxPaths =
        ["/usr/bin/chromium", "/usr/lib/chromium/chromium", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge"];

    private static readonly string[] MacPaths =
    [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];

    private static readonly string[] WindowsPaths =
    [
        @"Chromium\Application\chrome.exe",
        @"Google\Chrome\Application\chrome.exe",
        @"Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly string[] WindowsFolders = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];

    public static IEnumerable<string> Places(BrowserSurroundings machine)
    {
        if (machine.Platform == OSPlatform.Windows)
            return from path in WindowsPaths
                   from folder in WindowsFolders
                   let root = machine.Variable(folder)
                   where !string.IsNullOrEmpty(root)
                   select root.TrimEnd('\\') + '\\' + path;

        if (machine.Platform == OSPlatform.OSX)
            return MacPaths.Concat(MacPaths.Select(p => machine.Variable("HOME") + p));

        var folders = (machine.Variable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(f => !f.StartsWith("/snap/", StringComparison.Ordinal));
        return LinuxPaths.Take(1)
            .Concat(from name in LinuxNames from folder in folders select folder.TrimEnd('/') + '/' + name)
            .Concat(LinuxPaths.Skip(1));
    }
}
