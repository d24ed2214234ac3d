using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Daas.Server.Layout;

/// <summary>Style, scripts and icons of the pages. They travel inside the program, so that a published copy needs no folder beside it.</summary>
internal static class PageAssets
{
    private static readonly FrozenDictionary<string, Asset> All = Load();

    /// <summary>The address of an asset; changes when its content does, so that browsers may keep it for ever.</summary>
    public static string Url(string name) => $"/assets/{name}?{All[name].Version}";

    public static void MapPageAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{name}", (string name, HttpContext context) =>
        {
            if (!All.TryGetValue(name, out var asset))
                return Results.NotFound();
            context.Response.Headers.CacheControl = context.Request.QueryString.HasValue ? "public, max-age=31536000, immutable" : "no-cache";
            return Results.Bytes(asset.Bytes, asset.MediaType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}\""));
        }).AllowAnonymous();

    private static FrozenDictionary<string, Asset> Load()
    {
        const string folder = "Assets/";
        var assembly = typeof(PageAssets).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).ToFrozenDictionary(
            n => n[folder.Length..],
            n =>
            {
                using var stream = assembly.GetManifestResourceStream(n)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return new Asset(bytes, MediaTypeOf(n), Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
            },
            StringComparer.Ordinal);
    }

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".txt" => "text/plain; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"no media type for {other}"),
    };

    private sealed record Asset(byte[] Bytes, string MediaType, string Version);
}
