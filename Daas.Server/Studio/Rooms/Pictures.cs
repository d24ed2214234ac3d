using System.Globalization;

namespace Daas.Server.Studio.Rooms;

/// <summary>What the page showed at each action, as JPEG beside the recording.</summary>
internal static class Pictures
{
    public static bool Has(string recording, int action) => File.Exists(PathOf(recording, action));

    public static byte[]? Read(string? recording, int action) =>
        recording is not null && File.Exists(PathOf(recording, action)) ? File.ReadAllBytes(PathOf(recording, action)) : null;

    /// <returns>False when there is none, or no room for it: a recording is worth more than its pictures.</returns>
    public static bool Keep(string recording, int action, byte[]? picture)
    {
        if (picture is null)
            return false;
        try
        {
            File.WriteAllBytes(PathOf(recording, action), picture);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string PathOf(string recording, int action) => Path.Combine(recording, string.Create(CultureInfo.InvariantCulture, $"action-{action}.jpg"));
}
