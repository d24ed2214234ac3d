namespace Daas.Runtime.HttpPath.Scripts;

/// <summary>What names mean inside one function or handler.</summary>
/// <param name="This">What <c>this</c> is: an element, or the window.</param>
internal sealed record Scope(object This)
{
    public Dictionary<string, object> Locals { get; } = [];
}

/// <summary>A place that something can be assigned to or called by.</summary>
/// <param name="Target">What it is a member of; null for a variable.</param>
/// <param name="Name">Its name.</param>
internal readonly record struct Place(object? Target, string Name);
