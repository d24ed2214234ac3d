using System.Security.Cryptography;
using System.Text;

namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary>
/// Writes and checks <c>__VIEWSTATE</c> and <c>__EVENTVALIDATION</c>: sealed for one page and one session by a key that lives as long as the process,
/// the second bound to the first.
/// </summary>
internal sealed class ViewStateSeal
{
    private const int MacLength = 20;
    private const int HashLength = 4;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    internal string SealState(string page, Session session, IReadOnlyDictionary<string, string> state)
    {
        byte[] plain = [0xFF, 0x01, 0x0F, 0x0F, .. Encoding.UTF8.GetBytes(string.Join('\n', state.Select(s => $"{s.Key}\t{s.Value}")))];
        return Convert.ToBase64String([.. plain, .. Mac(plain, page + session.Id)]);
    }

    internal IReadOnlyDictionary<string, string>? OpenState(string page, Session session, string sealedState) =>
        Open(sealedState, page + session.Id) is not { Length: >= 4 } plain ? null
            : Encoding.UTF8.GetString(plain.AsSpan(4)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t')).ToDictionary(pair => pair[0], pair => pair[1]);

    internal string SealEvents(string sealedState, IEnumerable<string> events)
    {
        byte[] plain = [0x16, .. events.SelectMany(Hash)];
        return Convert.ToBase64String([.. plain, .. Mac(plain, sealedState)]);
    }

    /// <summary>Whether an event is among those the page offered; null when the list itself was altered or belongs to another view state.</summary>
    internal Func<string, bool>? OpenEvents(string sealedState, string sealedEvents) =>
        Open(sealedEvents, sealedState) is not { Length: >= 1 } plain ? null
            : wanted => plain.AsSpan(1).ToArray().Chunk(HashLength).Any(known => known.AsSpan().SequenceEqual(Hash(wanted)));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..HashLength];

    private byte[] Mac(byte[] plain, string context)
    {
        byte[] all = [.. plain, .. Encoding.UTF8.GetBytes(context)];
        return HMACSHA256.HashData(_key, all)[..MacLength];
    }

    private byte[]? Open(string base64, string context)
    {
        var buffer = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, buffer, out var length) || length < MacLength) return null;
        var plain = buffer[..(length - MacLength)];
        return CryptographicOperations.FixedTimeEquals(Mac(plain, context), buffer.AsSpan(length - MacLength, MacLength)) ? plain : null;
    }
}
