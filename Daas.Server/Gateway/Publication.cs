using System.Collections.Concurrent;
using Daas.Core.Adapters;

namespace Daas.Server.Gateway;

/// <summary>The adapters that are live at one moment, with their documents. Never changes: a call that began with one ends with it.</summary>
internal sealed class Publication(IEnumerable<Adapter> adapters)
{
    private readonly Dictionary<string, Adapter> _adapters = adapters.ToDictionary(a => a.Id, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<DocumentText>> _documents = new(StringComparer.Ordinal);

    /// <summary>By id.</summary>
    public IReadOnlyList<Adapter> Adapters => [.. _adapters.Values.OrderBy(a => a.Id, StringComparer.Ordinal)];

    public Adapter? Find(string adapter) => _adapters.GetValueOrDefault(adapter);

    /// <summary>The OpenAPI document of one adapter, or of all; null when there is no such adapter.</summary>
    public DocumentText? Document(string? adapter)
    {
        if (adapter is null)
            return Made("", () => OpenApiDocuments.ForAll(Adapters));
        return Find(adapter) is { } one ? Made(adapter, () => OpenApiDocuments.For(one)) : null;
    }

    private DocumentText Made(string key, Func<string> make) =>
        _documents.GetOrAdd(key, _ => new Lazy<DocumentText>(() => new DocumentText(make()))).Value;
}
