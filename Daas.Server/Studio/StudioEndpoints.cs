using Daas.Server.Layout;

namespace Daas.Server.Studio;

/// <summary>The studio: pages on which a workflow is recorded, corrected, tried and published.</summary>
internal static class StudioEndpoints
{
    public static void AddStudio(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
    }

    public static void MapStudio(this IEndpointRouteBuilder routes)
    {
        // Beside the page that uses it: its script asks for it relative to the page.
        routes.MapBlazorHub("/studio/drafts/_blazor").WithMetadata(new NoForm());
    }
}
