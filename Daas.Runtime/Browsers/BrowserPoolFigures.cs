namespace Daas.Runtime.Browsers;

/// <summary>A pool in numbers: what is there now, and what has been counted since it was made.</summary>
/// <param name="Browsers">Running browser processes.</param>
/// <param name="Leased">Contexts leased now.</param>
/// <param name="Warm">Contexts kept warm now.</param>
/// <param name="Waiting">Callers waiting for a lease now.</param>
/// <param name="Leases">Leases given.</param>
/// <param name="Launches">Browsers started.</param>
/// <param name="Crashes">Browsers that ended without being asked to.</param>
/// <param name="Killed">Browsers killed because they did not let go of a context.</param>
public sealed record BrowserPoolFigures(
    int Browsers, int Leased, int Warm, int Waiting, long Leases, long Launches, long Crashes, long Killed);
