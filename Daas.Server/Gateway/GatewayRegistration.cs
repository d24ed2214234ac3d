using Daas.Runtime.Connections;

namespace Daas.Server.Gateway;

internal static class GatewayRegistration
{
    /// <summary>
    /// Adds the gateway over <see cref="ConnectionDirectory"/>, <c>AdapterCatalog</c> (which it starts) and the consumers' keys.
    /// </summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions? options = null)
    {
        services.AddSingleton<FindConnection>(s =>
        {
            var connections = s.GetRequiredService<ConnectionDirectory>();
            return (adapter, name) => connections.Find(adapter, name) is { } connection ? connection.RunAsync : null;
        });
        services.AddHostedService<LiveAdapters>();
        return services.AddGatewayCore(options);
    }

    /// <summary>The gateway without what feeds it: the host publishes adapters and finds connections itself.</summary>
    public static IServiceCollection AddGatewayCore(this IServiceCollection services, GatewayOptions? options = null)
    {
        services.AddSingleton(options ?? new GatewayOptions());
        services.AddSingleton<PublishedAdapters>();
        services.AddSingleton<CallReader>();
        services.AddSingleton<OperationEndpoint>();
        return services;
    }

    /// <summary>Maps the operations, their documents and the page that shows them.</summary>
    public static IEndpointRouteBuilder MapGateway(this IEndpointRouteBuilder endpoints)
    {
        var operations = endpoints.ServiceProvider.GetRequiredService<OperationEndpoint>();
        endpoints.Map(OperationEndpoint.Route, (HttpContext context, string adapter, string operation) => operations.HandleAsync(context, adapter, operation));
        DocumentEndpoints.Map(endpoints);
        DocsPage.Map(endpoints);
        return endpoints;
    }
}
