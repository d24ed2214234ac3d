using System.Security.Cryptography;
using Daas.Server.Secrets;

namespace Daas.Server.Commands;

/// <summary>The secret by which this installation invents persons for its evidence: one for all recordings, so that the same person is the same invented one
/// in all of them.</summary>
internal static class EvidenceKey
{
    /// <returns>Null when the master key cannot be read: then each recording is its own secret.</returns>
    public static byte[]? Of(ServerSettings settings, Func<string, string?> environment)
    {
        try
        {
            return HMACSHA256.HashData(MasterKey.From(settings.Data, environment).Read(make: true), "evidence"u8);
        }
        catch (Exception e) when (e is VaultException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
