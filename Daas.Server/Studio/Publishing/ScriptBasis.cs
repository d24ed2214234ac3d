using System.Security.Cryptography;
using Daas.Core.Adapters;

namespace Daas.Server.Studio.Publishing;

/// <summary>
/// What an adapter's files were when a draft of it was begun, so that what somebody else changed meanwhile is not overwritten unseen. Serialisable.
/// </summary>
/// <param name="Hashes">Hex SHA-256 by file name; empty for an adapter that was not there.</param>
internal sealed record ScriptBasis(IReadOnlyDictionary<string, string> Hashes)
{
    /// <param name="folder">Of the adapter; need not exist.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ScriptBasis Of(string folder) => new(Directory.Exists(folder)
        ? ScriptFiles.Load(folder).ToDictionary(f => f.Key, f => Hash(f.Value), StringComparer.Ordinal)
        : []);

    /// <summary>Whether a file is still what it was; also true for one that was not there, and is not.</summary>
    public bool Holds(string name, byte[]? now) => Hashes.GetValueOrDefault(name) == (now is null ? null : Hash(now));

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
