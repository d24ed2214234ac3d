namespace Daas.Server.Gateway;

/// <summary>Bounds of the gateway itself.</summary>
internal sealed record GatewayOptions
{
    /// <summary>Bytes a request's body may have, files included.</summary>
    public long MaxBodyBytes { get; init; } = 32L << 20;
}
