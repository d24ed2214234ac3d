using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Daas.Core.Adapters;

namespace Daas.Runtime.Proving;

/// <summary>
/// Names what a proof is about, so that it says nothing of another script: both ways of the operation and of signing in, and how the pages are read. Titles,
/// descriptions, examples, limits and what the script itself says of a proof are no part of it.
/// </summary>
public static class ProofScript
{
    // Of a script that is in use it is asked for with every call.
    private static readonly ConditionalWeakTable<Adapter, ConcurrentDictionary<string, string>> s_known = [];

    /// <returns>SHA-256, hex.</returns>
    public static string Of(Adapter adapter, Operation operation) =>
        ReferenceEquals(adapter.Find(operation.Id), operation)
            ? s_known.GetOrCreateValue(adapter).GetOrAdd(operation.Id, static (_, of) => Hash(of.adapter, of.operation), (adapter, operation))
            : Hash(adapter, operation);

    private static string Hash(Adapter adapter, Operation operation)
    {
        var system = adapter with
        {
            Title = "-",
            Description = null,
            Url = new Uri("http://system/"),
            Limits = new Limits(),
            Operations = [],
            SignIn = adapter.SignIn is { } signIn ? signIn with { KeepAlive = null, Http = Bare(signIn.Http) } : null,
        };
        var bare = operation with
        {
            Title = "-",
            Description = null,
            Input = [.. operation.Input.Select(p => p with { Title = null, Description = null, Example = null })],
            Http = Bare(operation.Http),
        };
        var text = $"{AdapterWriter.WriteSystem(system)}\n---\n{AdapterWriter.WriteOperation(bare)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static HttpScript? Bare(HttpScript? http) => http is null ? null : http with { Proved = null };
}
