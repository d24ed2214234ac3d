namespace Daas.Core.Storage;

/// <summary>Names one connection: an adapter and one of its bindings to a real system.</summary>
/// <param name="Adapter">Id of the adapter.</param>
/// <param name="Name">Unique within the adapter; <see cref="DefaultName"/> when there is only one.</param>
public readonly record struct ConnectionId(string Adapter, string Name)
{
    public const string DefaultName = "default";

    public override string ToString() => $"{Adapter}/{Name}";
}
