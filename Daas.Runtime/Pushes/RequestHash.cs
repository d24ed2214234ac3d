using System.Security.Cryptography;
using System.Text;
using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Runtime.Pushes;

/// <summary>Tells whether two calls with one Idempotency-Key ask for the same.</summary>
internal static class RequestHash
{
    /// <summary>
    /// SHA-256, hex, over connection, operation, inputs and files. Each part goes in with its length, so that neighbours cannot run
    /// together.
    /// </summary>
    public static string Of(ConnectionId connection, RunRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (string[])[connection.Adapter, connection.Name, request.Operation])
            Add(Encoding.UTF8.GetBytes(part));
        foreach (var (name, value) in request.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            Add(Encoding.UTF8.GetBytes(name));
            Add(Encoding.UTF8.GetBytes(value));
        }

        foreach (var (name, file) in request.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            Add(Encoding.UTF8.GetBytes($"file:{name}"));
            Add(Encoding.UTF8.GetBytes(file.Name));
            Add(file.Bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(byte[] part)
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(part);
        }
    }
}
