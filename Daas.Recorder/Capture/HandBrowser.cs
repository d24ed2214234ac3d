using System.Text.Json;
using System.Text.Json.Nodes;
using Daas.Core.Extraction;
using Daas.Core.PageScripts;
using Daas.Recorder.Capture.Lines;

namespace Daas.Recorder.Capture;

/// <summary>
/// A browser in which a person signs in. Nothing in it is recorded: it tells what its windows show at the moment, and the signed-in state that has come of it.
/// </summary>
public sealed class HandBrowser : IAsyncDisposable
{
    private const string World = "daas-hand";
    private const int MostCharacters = 20_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly string Look =
        $"(() => {{\n'use strict';\n{PageScript.Words}\n{PageScript.View}\nreturn view({{ mark: '{FrameView.HiddenMark}', most: {MostCharacters} }});\n}})()";

    // Of every document that can be reached from here; one without storage of its own (a sandboxed frame) has none to keep.
    private static readonly string Stored = $$"""
        (() => {
        'use strict';
        {{PageScript.Words}}
        const found = {};
        for (const { doc } of documents(true)) try {
          const { origin } = doc.defaultView.location, store = doc.defaultView.localStorage;
          if (/^https?:/.test(origin)) found[origin] = Object.keys(store).map(name => ({ name, value: store.getItem(name) }));
        } catch { }
        return found;
        })()
        """;

    private readonly BrowserProcess _browser;
    private readonly CdpLine _line;
    private readonly Dictionary<string, string> _sessions = [];
    private readonly SortedDictionary<string, JsonNode> _stored = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _closed;

    private HandBrowser(BrowserProcess browser, CdpLine line) => (_browser, _line) = (browser, line);

    /// <summary>Where another client can drive it.</summary>
    public Uri Address => _browser.Address;

    /// <summary>The browser's own line.</summary>
    public Uri Socket => _browser.Socket;

    /// <summary>Starts it at an empty page.</summary>
    /// <exception cref="CaptureException">It does not start.</exception>
    public static async Task<HandBrowser> StartAsync(BrowserStart start, CancellationToken ct)
    {
        var browser = await BrowserProcess.StartAsync(start, ct);
        try
        {
            return new HandBrowser(browser, await CdpLine.OpenAsync(browser.Socket, static _ => { }, ct));
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>What its windows show, without those that do not answer now (a dialog is open, a page is on its way).</summary>
    /// <exception cref="CaptureException">The browser is gone.</exception>
    public async Task<IReadOnlyList<PageView>> LookAsync(CancellationToken ct)
    {
        List<PageView> views = [];
        foreach (var seen in await EachAsync(Look, ct))
        {
            if (seen.TryGetProperty("frames", out var frames) && Uri.TryCreate(seen.GetProperty("url").GetString(), UriKind.Absolute, out var url))
                views.Add(new PageView { Url = url, Title = seen.GetProperty("title").GetString() ?? "", Frames = [.. frames.EnumerateArray().Select(Frame)] });
        }

        // Storage of an origin can be read only while one of its pages is open.
        foreach (var origin in (await EachAsync(Stored, ct)).SelectMany(found => found.EnumerateObject()))
            _stored[origin.Name] = JsonNode.Parse(origin.Value.GetRawText())!;
        return views;
    }

    /// <summary>
    /// All cookies, and the local storage of the origins that were open at some look, as JSON <c>{"cookies":[…],"origins":[…]}</c>; a secret.
    /// </summary>
    /// <exception cref="CaptureException">The browser is gone.</exception>
    public async Task<string> StateAsync(CancellationToken ct)
    {
        await LookAsync(ct);
        var told = await SendAsync(null, "Storage.getCookies", null, ct);
        var origins = _stored.Where(o => o.Value.AsArray().Count > 0)
            .Select(o => (JsonNode)new JsonObject { ["origin"] = o.Key, ["localStorage"] = o.Value.DeepClone() });
        return new JsonObject
        {
            ["cookies"] = new JsonArray([.. told.GetProperty("cookies").EnumerateArray().Select(Cookie)]),
            ["origins"] = new JsonArray([.. origins]),
        }.ToJsonString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed)
            return;
        _closed = true;
        try
        {
            await _line.SendAsync(null, "Browser.close").WaitAsync(Patience);
        }
        catch (Exception e) when (e is CdpException or TimeoutException)
        {
            // Gone already, or made to go below.
        }

        await _line.DisposeAsync();
        await _browser.DisposeAsync();
    }

    private async Task<List<JsonElement>> EachAsync(string script, CancellationToken ct)
    {
        List<JsonElement> answers = [];
        await _gate.WaitAsync(ct);
        try
        {
            var targets = await SendAsync(null, "Target.getTargets", null, ct);
            foreach (var target in targets.GetProperty("targetInfos").EnumerateArray().Where(t => t.GetProperty("type").GetString() == "page"))
            {
                try
                {
                    if (await AskAsync(target.GetProperty("targetId").GetString()!, script, ct) is { } answer)
                        answers.Add(answer);
                }
                catch (Exception e) when (e is TimeoutException or CdpException)
                {
                    // Another look will tell.
                }
            }
        }
        finally
        {
            _gate.Release();
        }

        return answers;
    }

    private async Task<JsonElement?> AskAsync(string target, string script, CancellationToken ct)
    {
        if (!_sessions.TryGetValue(target, out var session))
        {
            var attached = await SendAsync(null, "Target.attachToTarget", new { targetId = target, flatten = true }, ct);
            _sessions[target] = session = attached.GetProperty("sessionId").GetString()!;
        }

        var tree = await SendAsync(session, "Page.getFrameTree", null, ct);
        var frame = tree.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString();
        var world = await SendAsync(session, "Page.createIsolatedWorld", new { frameId = frame, worldName = World, grantUniveralAccess = true }, ct);
        var reply = await SendAsync(
            session, "Runtime.evaluate", new { expression = script, contextId = world.GetProperty("executionContextId").GetInt32(), returnByValue = true }, ct);
        return reply.TryGetProperty("exceptionDetails", out _) ? null : reply.GetProperty("result").GetProperty("value");
    }

    /// <exception cref="CaptureException">The browser is gone.</exception>
    private async Task<JsonElement> SendAsync(string? session, string method, object? arguments, CancellationToken ct)
    {
        try
        {
            return await _line.SendAsync(session, method, arguments).WaitAsync(Patience, ct);
        }
        catch (CdpException e) when (_line.Closed.IsCompleted)
        {
            throw new CaptureException(e.Message);
        }
    }

    private static FrameView Frame(JsonElement frame) => new(
        Uri.TryCreate(frame.GetProperty("url").GetString(), UriKind.Absolute, out var url) ? url : new Uri("about:blank"),
        frame.GetProperty("name").GetString() ?? "",
        frame.GetProperty("html").GetString() ?? "");

    private static JsonNode Cookie(JsonElement cookie) => new JsonObject
    {
        ["name"] = cookie.GetProperty("name").GetString(),
        ["value"] = cookie.GetProperty("value").GetString(),
        ["domain"] = cookie.GetProperty("domain").GetString(),
        ["path"] = cookie.GetProperty("path").GetString(),
        ["expires"] = cookie.GetProperty("session").GetBoolean() ? -1 : cookie.GetProperty("expires").GetDouble(),
        ["httpOnly"] = cookie.GetProperty("httpOnly").GetBoolean(),
        ["secure"] = cookie.GetProperty("secure").GetBoolean(),
        ["sameSite"] = cookie.TryGetProperty("sameSite", out var site) ? site.GetString() : "Lax",
    };
}
