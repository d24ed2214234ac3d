using System.Security.Cryptography;
using System.Text;

namespace Daas.Server.Operators;

/// <summary>The secret by which an operator signs in to the pages; kept in the data folder, so that a printed link outlives a restart.</summary>
internal sealed class OperatorToken
{
    public const string FileName = "operator.token";

    private readonly byte[] _hash;

    private OperatorToken(string value)
    {
        Value = value;
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Shown to whoever started the gateway; never logged.</summary>
    public string Value { get; }

    /// <summary>Tells tokens apart without telling the token; a changed one ends every sign-in.</summary>
    public string Stamp => Convert.ToHexStringLower(_hash)[..16];

    /// <summary>The folder's token; a new one is made, for its owner's eyes only, where there is none.</summary>
    public static OperatorToken In(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: >= 32 } kept)
            return new OperatorToken(kept);
        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        PrivateFile.Write(path, made + "\n");
        return new OperatorToken(made);
    }

    /// <summary>Compares without telling by its time how much was right.</summary>
    public bool Is(string? candidate) =>
        candidate is not null && CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(candidate.Trim())));
}
