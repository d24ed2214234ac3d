using System.Text;
using System.Text.Json;
using Daas.Core.Extraction;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>The JSON answers since the last act, kept only for operations that read them: bodies cost.</summary>
internal sealed class Answers(Scene scene)
{
    private const int MostCharacters = 50_000_000;
    private readonly Lock sync = new();
    private readonly List<Task<JsonView?>> taken = [];

    /// <summary>True when the operation reads JSON.</summary>
    public bool Kept { get; set; }

    public void Mark()
    {
        // What was done before the commit is of no interest after it; what came since then is.
        lock (sync)
            taken.Clear();
    }

    public void Watch(Window window)
    {
        if (Kept)
            window.Traffic.Finished = request => Take(window, request);
    }

    public async Task<IReadOnlyList<JsonView>> AllAsync()
    {
        Task<JsonView?>[] all;
        lock (sync)
            all = [.. taken];
        return all.Length == 0 ? [] : [.. (await Task.WhenAll(all).WaitAsync(scene.Ct)).OfType<JsonView>()];
    }

    public int Count
    {
        get
        {
            lock (sync)
                return taken.Count;
        }
    }

    private void Take(Window window, SentRequest request)
    {
        var mayBe = request.Type is "XHR" or "Fetch"
            ? request.MediaType.Contains("json", StringComparison.Ordinal) || request.MediaType.StartsWith("text/", StringComparison.Ordinal)
            : request.IsDocument && request.MediaType.Contains("json", StringComparison.Ordinal);
        if (!mayBe)
            return;
        lock (sync)
            taken.Add(BodyAsync(window, request));
    }

    private async Task<JsonView?> BodyAsync(Window window, SentRequest request)
    {
        try
        {
            await Task.Yield();
            var reply = await window.SendAsync("Network.getResponseBody", new() { ["requestId"] = request.Id }, scene.Ct);
            var body = reply.GetProperty("body").GetString()!;
            if (reply.GetProperty("base64Encoded").GetBoolean())
                body = Encoding.UTF8.GetString(Convert.FromBase64String(body));
            body = body.TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
            if (body.Length > MostCharacters || body is not ['{' or '[', ..])
                return null;
            using var parsed = JsonDocument.Parse(body);
            return new JsonView(new Uri(request.Url), body);
        }
        catch (Exception e) when (e is PlaywrightException or JsonException or WindowStuckException)
        {
            // Not kept by the browser, or not JSON: then it is no answer that a script could name.
            return null;
        }
    }
}
