using System.Text;
using Daas.Recorder.Capture.Screens;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Daas.Server.Studio.Live;

/// <summary>Files that a viewer gives to the page that asked for them, under the names they have.</summary>
internal static class GivenFiles
{
    private const long Most = 256L << 20;
    private const int MostFiles = 100;
    private const int MostNameBytes = 240;

    /// <summary>Takes a multipart body and gives its files to the page; what is not whole is not given.</summary>
    public static async Task<IResult> TakeAsync(HttpContext context, LiveScreen live)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Most;
        var reader = new MultipartReader(boundary, context.Request.Body);
        var paths = new List<string>();
        try
        {
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                if (section.AsFileSection() is not { } file)
                    continue;
                if (paths.Count == MostFiles)
                    return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
                var path = Path.Combine(live.NewUploadFolder(), NameOf(file.FileName));
                await using var kept = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                await section.Body.CopyToAsync(kept, context.RequestAborted);
                paths.Add(path);
            }
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException or IOException or ObjectDisposedException)
        {
            return Results.StatusCode(e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest);
        }

        if (paths.Count == 0)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        live.Screen.Do(new ScreenCommand.GiveFiles(paths));
        return Results.NoContent();
    }

    // The old system is told this name; on this machine it is one name in one folder, whatever it says.
    internal static string NameOf(string told)
    {
        var name = new string([.. told[(told.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]).Trim();
        while (Encoding.UTF8.GetByteCount(name) > MostNameBytes)
            name = Path.GetFileNameWithoutExtension(name) is { Length: > 1 } stem && Path.GetExtension(name) is { Length: < 20 } ending ? stem[..^1] + ending : name[..^1];
        return name.Trim('.').Length == 0 ? "file" : name;
    }
}
