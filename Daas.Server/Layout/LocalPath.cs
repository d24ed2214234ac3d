namespace Daas.Server.Layout;

/// <summary>Paths of this site, told from addresses that lead elsewhere.</summary>
internal static class LocalPath
{
    /// <summary><paramref name="path"/> where it is a path of this site, else <paramref name="other"/>.</summary>
    public static string Or(string? path, string other) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : other;
}
