using System.Text.Encodings.Web;
using System.Text.Unicode;
using Daas.Server.Health;
using Daas.Server.Layout;
using Daas.Server.Operators;
using Daas.Server.Studio;
using Daas.Server.Studio.Editor;
using Daas.Server.Studio.Hand;
using Daas.Server.Studio.Live;

namespace Daas.Server.Commands;

/// <summary>The operators' listener: the health pages behind a sign-in, and the door by which this program's other verbs reach a running gateway.</summary>
internal static class OperatorListener
{
    // A viewer whose machine went away is noticed by its silence.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <param name="settings">Where it listens, under which names, over which data folder.</param>
    /// <param name="shared">Adds what it shares with the rest of the process: the stores the pages read, the clock, what the studio is bound to.</param>
    /// <param name="desk">Binds the health pages.</param>
    /// <param name="map">Maps further endpoints of this listener.</param>
    public static WebApplication Build(
        ServerSettings settings, Action<WebApplicationBuilder> shared, Func<IServiceProvider, HealthDesk> desk, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Admin);
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        shared(builder);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton<PageRenderer>();
        builder.Services.AddOperatorSignIn(settings.Data);
        builder.Services.AddHealthPages(desk);
        builder.Services.AddStudio();
        builder.Services.AddLiveScreens();
        builder.Services.AddEditor();
        builder.Services.AddHandSignIn();

        var app = builder.Build();
        app.UseOwnSite(settings.AdminHosts);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseFormChecks();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Beat, KeepAliveTimeout = Beat });
        app.MapPageAssets();
        app.MapLanguageChoice();
        app.MapOperatorSignIn();
        app.MapHealthPages();
        app.MapStudio();
        app.MapLiveScreens();
        app.MapEditor();
        app.MapHandSignIn();
        map(app);
        return app;
    }
}
