namespace Daas.Runtime.Browsers;

/// <summary>
/// Which hosts a connection may reach: the authority of its system's URL and the further hosts that its adapter names. An entry is a host or
/// <c>host:port</c>; without a port (or with a scheme's own) it stands for 80 and 443. <c>*.example.gov.cn</c> stands for every host below that name,
/// not for the name itself.
/// </summary>
internal sealed class EgressRule
{
    private readonly Entry[] entries;

    private EgressRule(Entry[] entries) => this.entries = entries;

    /// <exception cref="ArgumentException">A host is not of that form.</exception>
    public static EgressRule For(Uri system, IEnumerable<string> hosts) =>
        new([EntryOf(system.Authority), .. hosts.Select(EntryOf)]);

    /// <summary>Whether a request to this address may be sent. Only http, https, ws and wss can be.</summary>
    public bool Allows(Uri address) =>
        address.IsAbsoluteUri && address.Scheme is "http" or "https" or "ws" or "wss" && Allows(address.IdnHost, address.Port);

    /// <param name="host">Name or address, IPv6 with or without brackets.</param>
    /// <param name="port">TCP port.</param>
    public bool Allows(string host, int port)
    {
        var name = Normal(host);
        foreach (var entry in entries)
            if (entry.Matches(name, port))
                return true;
        return false;
    }

    private static Entry EntryOf(string host)
    {
        var text = host.Trim();
        var below = text.StartsWith("*.", StringComparison.Ordinal);
        if (below)
            text = text[2..];
        if (text.Length == 0 || text.AsSpan().IndexOfAny("/*@?# ") >= 0 || !Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var uri))
            throw new ArgumentException($"'{host}' is not a host: write host, host:port or *.host.", nameof(host));
        return new(Normal(uri.IdnHost), uri.Port is 80 or 443 ? null : uri.Port, below);
    }

    private static string Normal(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();

    private readonly record struct Entry(string Host, int? Port, bool Below)
    {
        public bool Matches(string host, int port)
        {
            if (Port is { } own ? own != port : port is not (80 or 443))
                return false;
            return Below
                ? host.Length > Host.Length + 1 && host.EndsWith(Host, StringComparison.Ordinal) && host[^(Host.Length + 1)] == '.'
                : host == Host;
        }
    }
}
