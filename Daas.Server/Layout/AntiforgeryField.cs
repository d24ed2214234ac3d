using Microsoft.AspNetCore.Components;

namespace Daas.Server.Layout;

/// <summary>The hidden field that proves a form came from our own page.</summary>
internal static class AntiforgeryField
{
    public static RenderFragment Of(PageContext page) => builder =>
    {
        if (page.Antiforgery is not var (name, value))
            return;
        builder.OpenElement(0, "input");
        builder.AddAttribute(1, "type", "hidden");
        builder.AddAttribute(2, "name", name);
        builder.AddAttribute(3, "value", value);
        builder.CloseElement();
    };
}
