using System.Security.Cryptography;
using System.Text;

namespace Daas.Server.Gateway;

/// <summary>A document as it is served.</summary>
internal sealed class DocumentText(string text)
{
    public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(text);

    /// <summary>Strong entity tag, quotes included.</summary>
    public string ETag => field ??= $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..32]}\"";
}
