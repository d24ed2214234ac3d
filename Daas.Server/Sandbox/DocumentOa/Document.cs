using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Daas.Server.Sandbox.DocumentOa;

/// <summary>One incoming document as the office system keeps it.</summary>
public sealed record Document(
    int Id, string DocNo, string Title, string Unit, string Urgency, string Secrecy, DateOnly Received, string Handler, string Status, int Copies, string Remark,
    IReadOnlyList<Attachment> Attachments)
{
    /// <summary>The number the office itself gives, told when a document has been registered.</summary>
    public string ReceiptNo => $"SW{Received.Year}{Id:0000}";
}

/// <summary>A file that came with a document.</summary>
public sealed record Attachment(int Id, string FileName, [property: JsonIgnore] byte[] Content)
{
    public int Size => Content.Length;

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content));
}
