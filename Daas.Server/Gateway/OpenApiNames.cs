using System.Security.Cryptography;
using System.Text;
using Daas.Core.Adapters;

namespace Daas.Server.Gateway;

/// <summary>Names that generated clients carry: stable, and the same in an adapter's own document and in the one for all.</summary>
internal static class OpenApiNames
{
    public static string Camel(string id) => Pascal(id) is { Length: > 0 } name ? char.ToLowerInvariant(name[0]) + name[1..] : id;

    public static string Pascal(string id) => string.Concat(id.Split('-', '_').Where(w => w.Length > 0).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    public static string Schema(Adapter adapter, Operation operation, string what) => Pascal(adapter.Id) + Pascal(operation.Id) + what;

    /// <summary>One version for several adapters.</summary>
    public static string VersionOf(IReadOnlyList<Adapter> adapters) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', adapters.Select(a => $"{a.Id} {a.Version}")))))[..12];
}
