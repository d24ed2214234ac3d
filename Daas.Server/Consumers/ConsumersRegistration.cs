using Microsoft.AspNetCore.Authentication;

namespace Daas.Server.Consumers;

internal static class ConsumersRegistration
{
    /// <summary>Adds the keys of consumers and the scheme that checks them. Other schemes of the host are left as they are.</summary>
    public static IServiceCollection AddConsumers(this IServiceCollection services)
    {
        services.AddSingleton<ConsumerKeys>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        return services;
    }
}
