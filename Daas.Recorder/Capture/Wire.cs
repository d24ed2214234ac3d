using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Recorder.Capture.Lines;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>What goes over the wire in every window, byte for byte. Touched by the recording's one thread of events.</summary>
/// <param name="line">The line to the browser.</param>
/// <param name="post">Runs something on the thread of events.</param>
/// <param name="keep">Told when an exchange is whole.</param>
/// <param name="now">The time.</param>
internal sealed partial class Wire(CdpLine line, Action<Action> post, Action<Hop> keep, Func<DateTimeOffset> now)
{
    // A request that has been open for so long is a poll that waits for news.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    private const long MostBytes = 64 << 20;

    private static readonly HashSet<string> Bodiless = ["image", "font", "stylesheet", "media"];
    private static readonly HashSet<string> Left = ["ping", "eventsource", "websocket", "cspviolationreport", "preflight", "signedexchange", "prefetch"];

    private readonly Dictionary<(string Session, string Request), List<Hop?>> _hops = [];
    private readonly Dictionary<(string Session, string Request), (List<JsonElement> Sent, List<JsonElement> Received)> _raw = [];
    private readonly List<RecordedFile> _uploads = [];
    private int _last;

    /// <summary>All of them, in the order in which they were sent.</summary>
    public List<Hop> All { get; } = [];

    public bool IsBusy(CapturedWindow window) => All.Exists(h => h.Window == window && !h.Kept && now() - h.At < Long);

    /// <summary>Whether scripts or forms of a window asked for something in that time.</summary>
    public bool Asked(CapturedWindow window, DateTimeOffset from, DateTimeOffset to) =>
        All.Exists(h => h.Window == window && h.At >= from && h.At <= to && h.Type is "xhr" or "fetch" or "script" or "document");

    public void Uploaded(RecordedFile file) => _uploads.Add(file);

    public void On(Target target, string method, JsonElement data)
    {
        switch (method)
        {
            case "Network.requestWillBeSent":
                Sent(target, data);
                break;
            case "Network.requestWillBeSentExtraInfo":
                Raw(target, data).Sent.Add(data);
                break;
            case "Network.responseReceivedExtraInfo":
                Raw(target, data).Received.Add(data);
                foreach (var hop in Of(target, data).OfType<Hop>())
                    Finish(target, hop, Text(data, "requestId"));
                break;
            case "Network.responseReceived":
                if (Of(target, data).LastOrDefault() is { } answered)
                    Answered(answered, data.GetProperty("response"), Flag(data, "hasExtraInfo"));
                break;
            case "Network.loadingFinished":
            case "Network.loadingFailed":
                if (Of(target, data).LastOrDefault() is { } ended)
                {
                    ended.EndedAt = ended.At.AddSeconds(data.GetProperty("timestamp").GetDouble() - ended.Stamp);
                    End(target, ended, Text(data, "requestId"));
                }

                break;
        }
    }

    /// <summary>A window is gone: what it waits for will not come.</summary>
    public void Drop(CapturedWindow window)
    {
        foreach (var hop in All.Where(h => h.Window == window && !h.Kept).ToList())
        {
            (hop.Ended, hop.AwaitsHeaders, hop.Kept) = (true, false, true);
            keep(hop);
        }
    }

    private void Sent(Target target, JsonElement data)
    {
        var key = (target.Session, Text(data, "requestId"));
        if (!_hops.TryGetValue(key, out var hops))
            _hops[key] = hops = [];
        if (data.TryGetProperty("redirectResponse", out var redirect) && hops.LastOrDefault() is { } before)
        {
            Answered(before, redirect, Flag(data, "redirectHasExtraInfo"));
            End(target, before, key.Item2);
        }

        var request = data.GetProperty("request");
        var type = data.TryGetProperty("type", out var told) ? told.GetString()!.ToLowerInvariant() : "other";
        if (!Uri.TryCreate(Text(request, "url"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || Left.Contains(type) || Noise.Is(url))
        {
            hops.Add(null);
            return;
        }

        var frame = data.TryGetProperty("frameId", out var id) ? id.GetString() : null;
        var known = frame is not null && target.Window.Frames.TryGetValue(frame, out var shown) ? shown : null;
        var hop = new Hop
        {
            Id = $"x{++_last}",
            Method = Text(request, "method"),
            Url = url,
            Type = type,
            Window = target.Window,
            Stamp = data.GetProperty("timestamp").GetDouble(),
            At = DateTimeOffset.UnixEpoch.AddSeconds(data.GetProperty("wallTime").GetDouble()),
            Initiator = data.GetProperty("initiator").GetProperty("type").GetString() is "parser" or "preload" ? "parser" : Script(data) ? "script" : "other",
            FrameId = frame,
            FrameUrl = type == "document" ? known : Text(data, "documentURL"),
            RequestHeaders = Headers(request.GetProperty("headers")),
        };
        if (request.TryGetProperty("postDataEntries", out var entries))
            hop.RequestBody = Filled(hop, [.. entries.EnumerateArray().SelectMany(e => e.TryGetProperty("bytes", out var bytes) ? bytes.GetBytesFromBase64() : [])]);
        else if (Flag(request, "hasPostData"))
            Ask(target, hop, key.Item2, "Network.getRequestPostData", body => hop.RequestBody = Filled(hop, Bytes(body, "postData", marked: false)));
        hops.Add(hop);
        All.Add(hop);
    }

    private static bool Script(JsonElement data) => data.GetProperty("initiator").GetProperty("type").GetString() == "script";

    private void Answered(Hop hop, JsonElement response, bool extra)
    {
        hop.Status = response.GetProperty("status").GetInt32();
        hop.ResponseHeaders = Headers(response.GetProperty("headers"));
        hop.AwaitsHeaders = extra;
        if (hop.Type == "document" && hop.FrameId == hop.Window.MainFrame)
            hop.Window.Status = hop.Status;
    }

    private void End(Target target, Hop hop, string request)
    {
        hop.Ended = true;
        if (hop is { Body: null, Reading: 0, Type: "script" or "document" or "xhr" or "fetch", Status: >= 200 and < 300 and not 204 })
            Ask(target, hop, request, "Network.getResponseBody", body => hop.Body = Bytes(body, "body", marked: true));
        Finish(target, hop, request);
    }

    /// <summary>
    /// An answer is held until its bytes are taken. Called on the line's own thread and answered there, since the page waits: it must not wait for the recorder's own
    /// work too.
    /// </summary>
    /// <param name="session">Where it is held.</param>
    /// <param name="data">What is held.</param>
    /// <param name="of">The target of the session; asked on the thread of events.</param>
    public void Paused(string session, JsonElement data, Func<Target?> of)
    {
        var id = Text(data, "requestId");
        var headers = data.TryGetProperty("responseHeaders", out var told) ? told.EnumerateArray().Select(h => KeyValuePair.Create(Text(h, "name"), Text(h, "value"))).ToList() : [];
        string Header(string name) => headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";
        var status = data.TryGetProperty("responseStatusCode", out var code) ? code.GetInt32() : 0;
        var endless = Header("content-type").StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase)
            || Header("content-type").StartsWith("multipart/x-mixed", StringComparison.OrdinalIgnoreCase);
        var network = Text(data, "networkId");
        void Continue() => line.Post(session, "Fetch.continueRequest", new { requestId = id });
        if (status is 0 or 204 or 304 or (>= 300 and < 400) || endless || (long.TryParse(Header("content-length"), out var length) && length > MostBytes))
        {
            Continue();
            return;
        }

        var taken = line.SendAsync(session, "Fetch.getResponseBody", new { requestId = id });
        taken.ContinueWith(_ => Continue(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        post(() =>
        {
            if (of() is not { } target || !_hops.TryGetValue((session, network), out var hops) || hops.LastOrDefault() is not { } hop)
                return;
            hop.Status = status;
            if (hop.ResponseHeaders.Count == 0)
                hop.ResponseHeaders = headers;
            Read(target, hop, network, taken, body => hop.Body = Bytes(body, "body", marked: false));
        });
    }

    private void Ask(Target target, Hop hop, string request, string method, Action<JsonElement> take) =>
        Read(target, hop, request, line.SendAsync(target.Session, method, new { requestId = request }), take);

    private void Read(Target target, Hop hop, string request, Task<JsonElement> asked, Action<JsonElement> take)
    {
        hop.Reading++;
        asked.ContinueWith(
            answer => post(() =>
            {
                hop.Reading--;
                if (answer.IsCompletedSuccessfully)
                    take(answer.Result);
                _ = answer.Exception;
                Finish(target, hop, request);
            }),
            TaskScheduler.Default);
    }

    // Text that the browser has decoded says by its mark that it is UTF-8 now.
    private static byte[] Bytes(JsonElement answer, string name, bool marked)
    {
        var body = Text(answer, name);
        if (Flag(answer, "base64Encoded"))
            return Convert.FromBase64String(body);
        return marked && !Ascii.IsValid(body) ? [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(body)] : Encoding.UTF8.GetBytes(body);
    }

    private void Finish(Target target, Hop hop, string request)
    {
        if (hop.Kept || !hop.Ended || hop.Reading > 0)
            return;
        var place = _hops[(target.Session, request)].IndexOf(hop);
        if (_raw.TryGetValue((target.Session, request), out var raw))
        {
            if (raw.Sent.Count > place)
                hop.RequestHeaders = Headers(raw.Sent[place].GetProperty("headers"));
            if (raw.Received.Count > place)
            {
                hop.ResponseHeaders = Headers(raw.Received[place].GetProperty("headers"));
                hop.AwaitsHeaders = false;
            }
        }

        if (hop.AwaitsHeaders)
            return;
        if (Bodiless.Contains(hop.Type))
            hop.Body = null;
        hop.Kept = true;
        keep(hop);
    }

    /// <summary>The browser tells a form without the content of its files: it comes from the uploads.</summary>
    private byte[] Filled(Hop hop, byte[] body)
    {
        if (_uploads.Count == 0 || !hop.RequestHeaders.Any(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase) && h.Value.Contains("multipart", StringComparison.Ordinal)))
            return body;
        var left = new List<RecordedFile>(_uploads);
        var text = EmptyFile().Replace(Encoding.Latin1.GetString(body), match =>
        {
            var name = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(match.Groups["name"].Value));
            if (name.Length == 0 || (left.FindLast(f => f.Name == name) ?? left.FindLast(f => !f.Name.All(char.IsAscii))) is not { } file)
                return match.Value;
            left.Remove(file);
            return match.Value + Encoding.Latin1.GetString(file.Bytes);
        });
        return Encoding.Latin1.GetBytes(text);
    }

    private List<Hop?> Of(Target target, JsonElement data) => _hops.TryGetValue((target.Session, Text(data, "requestId")), out var hops) ? hops : [];

    private (List<JsonElement> Sent, List<JsonElement> Received) Raw(Target target, JsonElement data)
    {
        var key = (target.Session, Text(data, "requestId"));
        if (!_raw.TryGetValue(key, out var raw))
            _raw[key] = raw = ([], []);
        return raw;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Headers(JsonElement headers) =>
        [.. headers.EnumerateObject().SelectMany(h => (h.Value.GetString() ?? "").Split('\n').Select(v => KeyValuePair.Create(h.Name, v)))];

    private static string Text(JsonElement data, string name) => data.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static bool Flag(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    [GeneratedRegex("filename=\"(?<name>[^\"\r\n]*)\"\r\n(?:[A-Za-z-]+:[^\r\n]*\r\n)*\r\n(?=\r\n--)")]
    private static partial Regex EmptyFile();
}
