namespace Daas.Runtime.Browsers;

/// <summary>A Chromium-family browser on this machine.</summary>
/// <param name="ExecutablePath">Full path of its executable.</param>
/// <param name="Origin">In words, where it came from: <c>configured</c>, <c>installed</c>, <c>Playwright's download</c>, <c>Debian's package</c>.</param>
public sealed record BrowserLocation(string ExecutablePath, string Origin);
