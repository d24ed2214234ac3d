namespace Daas.Core.Runs;

/// <summary>
/// One row or record: values in the order of the operation's output fields. A value is null, string, long, decimal, bool, DateOnly,
/// DateTime or DateTimeOffset.
/// </summary>
public sealed record Row(IReadOnlyList<object?> Values)
{
    public bool Equals(Row? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
