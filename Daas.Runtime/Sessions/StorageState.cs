using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daas.Runtime.Sessions;

/// <summary>Reads and writes the JSON in which a signed-in state is kept: Playwright's storage state, <c>{"cookies":[…],"origins":[…]}</c>.</summary>
internal static class StorageState
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its cookies; none when the text is null or no such JSON.</summary>
    public static IReadOnlyList<SessionCookie> Cookies(string? state)
    {
        try
        {
            return state is null ? [] : Distinct(Parse(state)?["cookies"].Deserialize<List<SessionCookie>>(s_options) ?? []);
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The same state with other cookies; what else is in it (local storage) stays.</summary>
    public static string With(string? state, IReadOnlyCollection<SessionCookie> cookies)
    {
        JsonObject written;
        try
        {
            written = state is null ? [] : Parse(state) ?? [];
        }
        catch (JsonException)
        {
            written = [];
        }

        written["cookies"] = JsonSerializer.SerializeToNode(cookies.Select(Written), s_options);
        written["origins"] ??= new JsonArray();
        return written.ToJsonString(s_options);
    }

    private static JsonObject? Parse(string state) => JsonNode.Parse(state) as JsonObject;

    private static List<SessionCookie> Distinct(List<SessionCookie> cookies) => [.. cookies.GroupBy(c => c.Key).Select(g => g.Last())];

    // Playwright refuses a cookie without sameSite, and knows no more members than these.
    private static object Written(SessionCookie c) =>
        new { c.Name, c.Value, c.Domain, c.Path, c.Expires, c.HttpOnly, c.Secure, SameSite = c.SameSite ?? "Lax" };
}
