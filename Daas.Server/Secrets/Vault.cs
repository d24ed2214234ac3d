using System.Security.Cryptography;
using System.Text;

namespace Daas.Server.Secrets;

/// <summary>
/// Seals secrets by AES-256-GCM under the master key: <c>v1.KEYID.BASE64(nonce, tag, text)</c>. What a secret is for and whose it is
/// are authenticated with it, so that a sealed record put in another's place does not open.
/// </summary>
internal sealed class Vault(MasterKey source, ILogger<Vault> log)
{
    private const string Scheme = "v1";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly Lock _loading = new();
    private Key? _key;

    /// <param name="text">The secret.</param>
    /// <param name="purpose">What it is for, such as <c>credential</c>.</param>
    /// <param name="owner">Whose it is.</param>
    /// <exception cref="VaultException">There is no usable master key.</exception>
    public string Seal(string text, string purpose, string owner)
    {
        var key = Load(make: true);
        var plain = Encoding.UTF8.GetBytes(text);
        var packed = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(packed.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key.Bytes, TagSize);
        aes.Encrypt(packed.AsSpan(0, NonceSize), plain, packed.AsSpan(NonceSize + TagSize), packed.AsSpan(NonceSize, TagSize), Associated(purpose, owner));
        CryptographicOperations.ZeroMemory(plain);
        return $"{Scheme}.{key.Id}.{Convert.ToBase64String(packed)}";
    }

    /// <exception cref="VaultException">The master key is missing or another one, or the record is damaged or not this owner's.</exception>
    public string Open(string sealedText, string purpose, string owner)
    {
        if (sealedText.Split('.') is not [Scheme, var id, var body])
            throw Damaged(purpose, owner);
        var key = Load(make: false);
        if (key.Id != id)
        {
            throw new VaultException(
                $"The {purpose} of {owner} was sealed with master key {id}, but {source.Origin} holds key {key.Id}; "
                + "restore that key, or enter the secret anew with: daas connect");
        }

        try
        {
            var packed = Convert.FromBase64String(body);
            if (packed.Length < NonceSize + TagSize)
                throw Damaged(purpose, owner);
            var plain = new byte[packed.Length - NonceSize - TagSize];
            using var aes = new AesGcm(key.Bytes, TagSize);
            aes.Decrypt(packed.AsSpan(0, NonceSize), packed.AsSpan(NonceSize + TagSize), packed.AsSpan(NonceSize, TagSize), plain, Associated(purpose, owner));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception e) when (e is AuthenticationTagMismatchException or FormatException)
        {
            throw Damaged(purpose, owner, e);
        }
    }

    private Key Load(bool make)
    {
        lock (_loading)
        {
            if (_key is not null)
                return _key;
            var bytes = source.Read(make);
            if (source.IsOpenToOthers())
                Log.MasterKeyOpenToOthers(log, source.Path!);
            return _key = new Key(Convert.ToHexStringLower(SHA256.HashData([.. "daas key id"u8, .. bytes]))[..8], bytes);
        }
    }

    private static byte[] Associated(string purpose, string owner) => Encoding.UTF8.GetBytes($"{Scheme}\n{purpose}\n{owner}");

    private static VaultException Damaged(string purpose, string owner, Exception? inner = null)
    {
        var message = $"The sealed {purpose} of {owner} is damaged or belongs elsewhere; enter the secret anew with: daas connect";
        return inner is null ? new VaultException(message) : new VaultException(message, inner);
    }

    private sealed record Key(string Id, byte[] Bytes);
}
