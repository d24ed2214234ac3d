using Microsoft.Net.Http.Headers;

namespace Daas.Server.Gateway;

/// <summary>Bytes with an entity tag: a caller who has them already is told so.</summary>
internal static class CachedAnswer
{
    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string mediaType, string etag)
    {
        var response = context.Response;
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        var known = context.Request.GetTypedHeaders().IfNoneMatch;
        if (known.Any(k => k.Equals(EntityTagHeaderValue.Any) || k.Compare(new EntityTagHeaderValue(etag), useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = mediaType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
