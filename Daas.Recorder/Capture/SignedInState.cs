using System.Text.Json;
using System.Text.Json.Nodes;
using Daas.Recorder.Capture.Lines;

namespace Daas.Recorder.Capture;

/// <summary>Puts a signed-in state, <c>{"cookies":[…],"origins":[{"origin":…,"localStorage":[…]}]}</c>, into a browser before its first page.</summary>
internal static class SignedInState
{
    /// <param name="line">To the browser.</param>
    /// <param name="session">The first window, which is still empty.</param>
    /// <param name="state">The state; a secret.</param>
    /// <exception cref="CaptureException">It is no such state.</exception>
    public static async Task PutAsync(CdpLine line, string session, string state)
    {
        JsonNode? parsed;
        try
        {
            parsed = JsonNode.Parse(state);
        }
        catch (JsonException)
        {
            throw new CaptureException("the stored session cannot be read; sign in once more");
        }

        foreach (var cookie in parsed?["cookies"]?.AsArray() ?? [])
        {
            try
            {
                await line.SendAsync(null, "Storage.setCookies", new { cookies = new[] { Cookie(cookie!) } });
            }
            catch (CdpException)
            {
                // One that the browser does not take would not have been taken from the old system either.
            }
        }

        var origins = (parsed?["origins"]?.AsArray() ?? []).Where(o => o?["localStorage"] is JsonArray { Count: > 0 }).ToList();
        if (origins.Count > 0)
            await line.SendAsync(session, "Page.addScriptToEvaluateOnNewDocument", new { source = Script(origins) });
    }

    private static Dictionary<string, object> Cookie(JsonNode cookie)
    {
        string Text(string name) => cookie[name]?.GetValue<string>() ?? "";
        var (domain, secure) = (Text("domain"), cookie["secure"]?.GetValue<bool>() == true);
        var put = new Dictionary<string, object>
        {
            ["name"] = Text("name"),
            ["value"] = Text("value"),
            ["path"] = Text("path"),
            ["secure"] = secure,
            ["httpOnly"] = cookie["httpOnly"]?.GetValue<bool>() == true,
        };
        // One of a single host is set by that host's address, else it would become one of the whole domain.
        if (domain.StartsWith('.'))
            put["domain"] = domain;
        else
            put["url"] = $"{(secure ? "https" : "http")}://{domain}{Text("path")}";
        if (cookie["expires"]?.GetValue<double>() is > 0 and var expires)
            put["expires"] = expires;
        if (Text("sameSite") is "Strict" or "None" && Text("sameSite") is var site)
            put["sameSite"] = site;
        return put;
    }

    // In a frame's first script, once: what the page changes later stays changed.
    private static string Script(IEnumerable<JsonNode?> origins) => $$"""
        (() => {
          const all = {{new JsonArray([.. origins.Select(o => o!.DeepClone())]).ToJsonString()}};
          try {
            const own = all.find(o => o.origin === location.origin);
            if (!own || localStorage.length) return;
            for (const { name, value } of own.localStorage) localStorage.setItem(name, value);
          } catch { /* a page without storage */ }
        })()
        """;
}
