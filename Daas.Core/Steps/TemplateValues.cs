using System.Globalization;

namespace Daas.Core.Steps;

/// <summary>What the references of a template stand for during one run. Values are in the REST surface's form (dates ISO, numbers invariant).</summary>
public sealed class TemplateValues
{
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

    public static TemplateValues None { get; } = new();

    /// <summary>Names that have a value.</summary>
    public IEnumerable<string> Names => _values.Keys;

    public string? this[string name]
    {
        set => Set(name, value);
    }

    /// <param name="name">The reference's name.</param>
    /// <param name="value">Null removes it.</param>
    /// <param name="format">The format used where the reference names none.</param>
    public void Set(string name, string? value, string? format = null)
    {
        if (value is null)
            _values.Remove(name);
        else
            _values[name] = new Value(value, format);
    }

    /// <summary>The name's value is a secret: it is never shown.</summary>
    public void Hide(string name) => _hidden.Add(name);

    public bool IsHidden(string name) => _hidden.Contains(name);

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Find(string name, string? format = null) =>
        _values.TryGetValue(name, out var value) ? Shaped(value.Text, format ?? value.Format) : null;

    private static string Shaped(string text, string? format)
    {
        if (format is null)
            return text;
        if (DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date))
            return date.ToString(format, CultureInfo.InvariantCulture);
        return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(format, CultureInfo.InvariantCulture)
            : text;
    }

    private readonly record struct Value(string Text, string? Format);
}
