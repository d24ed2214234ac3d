namespace Daas.EndToEnd;

/// <summary>All end-to-end tests share one gateway and run one after another: the old systems keep state in their sessions.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndCollection : ICollectionFixture<GatewayFixture>
{
    public const string Name = "end to end";
}
