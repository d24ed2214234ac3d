using System.Text;

namespace Daas.Server.Sandbox;

/// <summary>The fields of a query string or form, in the order sent, decoded in the system's charset.</summary>
internal sealed class Fields(IReadOnlyList<KeyValuePair<string, string>> all)
{
    internal static readonly Fields None = new([]);

    internal IReadOnlyList<KeyValuePair<string, string>> All => all;

    /// <summary>The first value of that name, or "".</summary>
    internal string this[string name] => all.FirstOrDefault(f => f.Key == name).Value ?? "";

    internal bool Has(string name) => all.Any(f => f.Key == name);

    internal static Fields Parse(string encoded, Encoding charset)
    {
        List<KeyValuePair<string, string>> fields = [];
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = at < 0 ? (pair, "") : (pair[..at], pair[(at + 1)..]);
            fields.Add(new(Decode(name, charset), Decode(value, charset)));
        }

        return new Fields(fields);
    }

    private static string Decode(string encoded, Encoding charset)
    {
        // Bytes that were not percent-encoded arrive as Latin-1 characters.
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '%' && i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]))
            {
                bytes.Add(Convert.FromHexString(encoded.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.Add(encoded[i] == '+' ? (byte)' ' : (byte)encoded[i]);
            }
        }

        return charset.GetString([.. bytes]);
    }
}
