using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Daas.Core.Steps;

/// <summary>A map from names that keeps its order and is equal to another with the same entries, so that records which hold it compare by content.</summary>
internal sealed class ValueMap<T> : IReadOnlyDictionary<string, T>, IEquatable<ValueMap<T>>
{
    private readonly OrderedDictionary<string, T> _entries = new(StringComparer.Ordinal);

    private ValueMap(IEnumerable<KeyValuePair<string, T>> entries)
    {
        foreach (var (name, value) in entries)
            _entries[name] = value;
    }

    public static ValueMap<T> Empty { get; } = new([]);

    public int Count => _entries.Count;

    public IEnumerable<string> Keys => _entries.Keys;

    public IEnumerable<T> Values => _entries.Values;

    public T this[string key] => _entries[key];

    public static ValueMap<T> Of(IReadOnlyDictionary<string, T> entries) => entries as ValueMap<T> ?? new ValueMap<T>(entries);

    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _entries.TryGetValue(key, out value);

    public bool Equals(ValueMap<T>? other) =>
        other is not null && Count == other.Count
        && _entries.All(e => other._entries.TryGetValue(e.Key, out var theirs) && EqualityComparer<T>.Default.Equals(e.Value, theirs));

    public override bool Equals(object? obj) => Equals(obj as ValueMap<T>);

    public override int GetHashCode() => Count;

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
