using System.Text.Json;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Live;

/// <summary>The words that <c>live.js</c> shows.</summary>
internal static class LiveWords
{
    private const string Prefix = "live.";

    /// <summary>As JSON for an attribute of the element: name → text.</summary>
    public static string Json(Texts texts) => JsonSerializer.Serialize(
        texts.Keys.Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(k => k[Prefix.Length..], k => texts[k]));
}
