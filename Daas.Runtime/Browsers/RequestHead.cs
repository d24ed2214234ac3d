using System.Buffers;
using System.Text;

namespace Daas.Runtime.Browsers;

/// <summary>The head of a request as a proxy gets it, and what of it matters to a relay.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Target">The absolute address; for CONNECT one of scheme https with the authority asked for.</param>
/// <param name="Forward">Bytes to send on: the same head in origin form, without what was meant for the proxy.</param>
/// <param name="BodyLength">Length of the body; -1 when it comes in chunks.</param>
internal sealed record RequestHead(string Method, Uri Target, byte[] Forward, long BodyLength)
{
    public bool IsConnect => Method == "CONNECT";

    /// <summary>Null when the head is not one of a proxy request that can be passed on faithfully.</summary>
    public static RequestHead? Parse(ReadOnlySpan<byte> head)
    {
        // Latin-1 keeps every byte as it is.
        var lines = Encoding.Latin1.GetString(head).Split("\r\n");
        var parts = lines[0].Split(' ');
        if (parts.Length != 3 || !parts[2].StartsWith("HTTP/1.", StringComparison.Ordinal))
            return null;
        var (method, target) = (parts[0], parts[1]);

        if (method == "CONNECT")
        {
            return target.AsSpan().IndexOfAny("/@?#") < 0 && Uri.TryCreate($"https://{target}/", UriKind.Absolute, out var authority)
                ? new(method, authority, [], 0)
                : null;
        }

        const string scheme = "http://";
        if (!target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(target, UriKind.Absolute, out var uri))
            return null;

        // The path goes on byte for byte: old systems mean exactly the coding that they wrote.
        var pathAt = target.AsSpan(scheme.Length).IndexOfAny("/?#");
        var path = pathAt < 0 ? "/" : target[(scheme.Length + pathAt)..];
        if (path[0] != '/')
            path = "/" + path;

        var forward = new StringBuilder(head.Length).Append(method).Append(' ').Append(path).Append(' ').Append(parts[2]).Append("\r\n");
        forward.Append("Host: ").Append(uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost.Trim('[', ']')}]" : uri.IdnHost);
        if (!uri.IsDefaultPort)
            forward.Append(':').Append(uri.Port);
        forward.Append("\r\n");

        long? length = null;
        var chunked = false;
        foreach (var line in lines.AsSpan(1))
        {
            if (line.Length == 0)
                continue;
            var colon = line.IndexOf(':');
            if (colon <= 0)
                return null;
            var value = line.AsSpan(colon + 1).Trim();
            switch (line[..colon].ToLowerInvariant())
            {
                case "host" or "proxy-authorization":
                    continue;
                case "proxy-connection":
                    // What the browser says to a proxy in place of Connection: the host gets what it would have got without one.
                    forward.Append("Connection: ").Append(value).Append("\r\n");
                    continue;
                case "content-length":
                    if (length is not null || !long.TryParse(value, System.Globalization.NumberStyles.None, null, out var bytes))
                        return null;
                    length = bytes;
                    break;
                case "transfer-encoding":
                    if (!value.Equals("chunked", StringComparison.OrdinalIgnoreCase))
                        return null;
                    chunked = true;
                    break;
            }

            forward.Append(line).Append("\r\n");
        }

        if (chunked && length is not null)
            return null;
        forward.Append("\r\n");
        return new(method, uri, Encoding.Latin1.GetBytes(forward.ToString()), chunked ? -1 : length ?? 0);
    }
}
