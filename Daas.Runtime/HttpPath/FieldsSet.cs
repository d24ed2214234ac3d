namespace Daas.Runtime.HttpPath;

/// <summary>Fields that an exchange sets.</summary>
/// <param name="Fields">By name.</param>
/// <param name="Needed">Names of those that hold what the caller gave.</param>
/// <param name="Secret">Names of those that hold a secret.</param>
internal sealed record FieldsSet(IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlySet<string> Needed, IReadOnlySet<string> Secret)
{
    public static FieldsSet None { get; } = new([], new HashSet<string>(), new HashSet<string>());
}
