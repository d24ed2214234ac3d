using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Daas.Runtime.Browsers;

/// <summary>The name that a browser gives itself in its requests.</summary>
internal static partial class UserAgent
{
    /// <summary>For a machine without a browser: the one that Playwright would download.</summary>
    private const string UsualMajor = "141";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>As Chromium makes it: of its version only the first number, of the platform only its kind.</summary>
    public static async Task<string> OfAsync(BrowserLocation? location, BrowserSurroundings machine, CancellationToken ct)
    {
        var major = (location is null ? null : await MajorAsync(location.ExecutablePath, machine, ct)) ?? UsualMajor;
        var platform = machine.Platform == OSPlatform.Windows ? "Windows NT 10.0; Win64; x64"
            : machine.Platform == OSPlatform.OSX ? "Macintosh; Intel Mac OS X 10_15_7"
            : "X11; Linux x86_64";
        return $"Mozilla/5.0 ({platform}) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/{major}.0.0.0 Safari/537.36";
    }

    private static async Task<string?> MajorAsync(string program, BrowserSurroundings machine, CancellationToken ct)
    {
        // On Windows the program opens a window instead of telling its version.
        if (machine.Platform == OSPlatform.Windows)
            return machine.FileVersion(program) is { } version ? Major(version) : null;
        string? told = null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await machine.RunAsync(program, ["--version"], line => told ??= Major(line), patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // A name with the usual version will do.
        }

        return told;
    }

    private static string? Major(string text) => VersionNumber().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\b(\d+)\.\d+\.\d+\.\d+\b")]
    private static partial Regex VersionNumber();
}
