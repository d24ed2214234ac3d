using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.Server.Gateway;

/// <summary>One call that may be run: checked, its inputs judged, its answer's form chosen.</summary>
internal sealed record Call
{
    public required HttpContext Context { get; init; }

    /// <summary>The version that was live when the call came; it is kept to the end.</summary>
    public required Adapter Adapter { get; init; }

    public required Operation Operation { get; init; }

    public required RunRequest Request { get; init; }

    public required RunOperation Run { get; init; }

    public required AnswerFormat Format { get; init; }

    public HttpResponse Response => Context.Response;

    /// <summary>Says on the answer which run, path and version made it. Only before its first byte.</summary>
    public void Stamp(string run, RunPath? path)
    {
        Response.Headers[GatewayHeaders.Run] = run;
        Response.Headers[GatewayHeaders.AdapterVersion] = Adapter.Version;
        if (path is { } taken)
            Response.Headers[GatewayHeaders.Path] = taken.Word();
        Response.Headers.CacheControl = "no-store";
        Response.Headers.XContentTypeOptions = "nosniff";
    }
}
