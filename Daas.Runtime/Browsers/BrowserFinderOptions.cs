namespace Daas.Runtime.Browsers;

/// <summary>How a browser may be come by.</summary>
public sealed record BrowserFinderOptions
{
    /// <summary>Executable to use and no other; null looks at the variable <c>DAAS_BROWSER</c>, then for an installed browser.</summary>
    public string? ExecutablePath { get; init; }

    /// <summary>Whether Playwright's own Chromium may be downloaded (about 170 MB) when no browser is installed.</summary>
    public bool MayDownload { get; init; } = true;

    /// <summary>Whether Debian's package may be installed with apt-get when this process is root and nothing else worked.</summary>
    public bool MayInstallPackage { get; init; } = true;
}
