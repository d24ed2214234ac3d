using System.Security.Cryptography;
using System.Text;
using Daas.Core.Storage;

namespace Daas.Server.Consumers;

/// <summary>Issues, lists, revokes and checks the keys of consumers. Only hashes are stored; a revoked key stops working at once.</summary>
internal sealed class ConsumerKeys(ConsumerStore store, TimeProvider time)
{
    public const string Prefix = "daas_";
    private const int HintLength = 9;
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // 43 letters of 62 are 256 bits.
    private const int KeyLength = 43;
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);

    private readonly Lock _change = new();
    private Known? _known;
    private int _version;

    /// <param name="name">Unique; a name that is in use gets a new key, and its old one stops working.</param>
    /// <param name="grants">At least one.</param>
    /// <param name="connections">Default connection per adapter.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="ArgumentException">Name or a grant is not of its form; the message says how it should be.</exception>
    public async Task<IssuedKey> IssueAsync(
        string name, IReadOnlyList<string> grants, IReadOnlyDictionary<string, string>? connections = null, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100)
            throw new ArgumentException("A consumer needs a name of at most 100 characters", nameof(name));
        if (grants.Count == 0)
            throw new ArgumentException("A key needs at least one grant: '*', 'adapter/*' or 'adapter/operation'", nameof(grants));
        if (grants.FirstOrDefault(g => !Grants.IsValid(g)) is { } wrong)
            throw new ArgumentException($"'{wrong}' is not a grant; write '*', 'adapter/*' or 'adapter/operation'", nameof(grants));
        var key = Prefix + RandomNumberGenerator.GetString(Letters, KeyLength);
        var consumer = new Consumer(
            name, Hash(key), key[..HintLength], [.. grants], connections ?? new Dictionary<string, string>(), time.GetUtcNow());
        await store.SaveAsync(consumer, ct);
        Forget();
        return new IssuedKey(consumer, key);
    }

    /// <summary>By name; revoked ones too.</summary>
    public async Task<IReadOnlyList<Consumer>> ListAsync(CancellationToken ct) =>
        [.. (await store.ListAsync(ct)).OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <summary>Returns false when there is no such consumer. Revoking twice keeps the first time.</summary>
    public async Task<bool> RevokeAsync(string name, CancellationToken ct)
    {
        if ((await store.ListAsync(ct)).FirstOrDefault(c => c.Name == name) is not { } consumer)
            return false;
        if (consumer.RevokedAt is null)
            await store.SaveAsync(consumer with { RevokedAt = time.GetUtcNow() }, ct);
        Forget();
        return true;
    }

    /// <summary>The consumer that holds this key now; null when it is unknown or revoked.</summary>
    public async ValueTask<Consumer?> FindAsync(string key, CancellationToken ct)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal) || key.Length != Prefix.Length + KeyLength)
            return null;
        var known = _known;
        if (known is null || time.GetUtcNow() - known.At > KnownFor)
        {
            var version = Volatile.Read(ref _version);
            var all = await store.ListAsync(ct);
            known = new Known(time.GetUtcNow(), all.Where(c => c.RevokedAt is null).ToDictionary(c => c.KeyHash, StringComparer.Ordinal));
            Remember(known, version);
        }

        // Looking up a hash tells nothing about the key by the time it takes.
        return known.ByHash.GetValueOrDefault(Hash(key));
    }

    // What was read while a key was revoked may still have it, so it is not kept.
    private void Remember(Known known, int version)
    {
        lock (_change)
        {
            if (version == _version)
                _known = known;
        }
    }

    private void Forget()
    {
        lock (_change)
        {
            _version++;
            _known = null;
        }
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private sealed record Known(DateTimeOffset At, IReadOnlyDictionary<string, Consumer> ByHash);
}
