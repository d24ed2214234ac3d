using System.Text.Json.Nodes;
using Daas.Recorder.Import;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Import;

/// <summary>A small archive as browsers write it, entry by entry, two seconds apart unless said otherwise.</summary>
internal sealed class Har
{
    private readonly JsonArray _entries = [];
    private DateTimeOffset _at = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public Har Get(string url, string body, string mime = "text/html; charset=utf-8", string? referer = null, double after = 5, string? type = null) =>
        Add("GET", url, null, body, mime, referer, after, type, 200, null);

    public Har Post(string url, string sent, string body, string? referer = null, string mime = "text/html; charset=utf-8", double after = 5,
        string? type = null,
        string kind = "application/x-www-form-urlencoded") =>
        Add("POST", url, new JsonObject { ["mimeType"] = kind, ["text"] = sent }, body, mime, referer, after, type, 200, null);

    public Har Redirected(string url, string sent, string to, string? referer = null) =>
        Add("POST", url, new JsonObject { ["mimeType"] = "application/x-www-form-urlencoded", ["text"] = sent }, "", "text/html", referer, 5, null, 302, to);

    public Har Entry(Action<JsonObject> change)
    {
        change((JsonObject)_entries[^1]!);
        return this;
    }

    public string Text => new JsonObject { ["log"] = new JsonObject { ["version"] = "1.2", ["entries"] = _entries.DeepClone() } }.ToJsonString();

    public Recording Read(params string[] picks) => Imported.Read(Text, "a.har", picks);

    private Har Add(string method, string url, JsonObject? sent, string body, string mime, string? referer, double after, string? type, int status, string? to)
    {
        _at += TimeSpan.FromSeconds(after);
        var headers = new JsonArray();
        if (referer is not null)
            headers.Add(new JsonObject { ["name"] = "Referer", ["value"] = new Uri(new Uri(Site), referer).AbsoluteUri });
        var request = new JsonObject { ["method"] = method, ["url"] = new Uri(new Uri(Site), url).AbsoluteUri, ["headers"] = headers };
        if (sent is not null)
            request["postData"] = sent;
        var entry = new JsonObject
        {
            ["startedDateTime"] = _at.ToString("O"),
            ["time"] = 20,
            ["request"] = request,
            ["response"] = new JsonObject
            {
                ["status"] = status,
                ["headers"] = new JsonArray(new JsonObject { ["name"] = "Content-Type", ["value"] = mime }),
                ["content"] = new JsonObject { ["mimeType"] = mime, ["text"] = body },
                ["redirectURL"] = to is null ? "" : new Uri(new Uri(Site), to).AbsoluteUri,
            },
        };
        if (type is not null)
            entry["_resourceType"] = type;
        _entries.Add(entry);
        return this;
    }

    private const string Site = "http://old.example/";
}
