using System.Net;
using System.Text;
using Daas.Core.Runs;
using Daas.Runtime.HttpPath.Forms;
using Daas.Runtime.Judging;

namespace Daas.Runtime.HttpPath.Sending;

/// <summary>Sends a request and follows the redirects of its answer. What does not come is an error as the browser path has it.</summary>
internal sealed class Sender(HttpScene scene)
{
    public const int MostHops = 20;

    /// <returns>The answer with its text. Its <see cref="HttpDocument.Before"/> are the redirects.</returns>
    public async Task<Fallible<HttpDocument>> SendAsync(Request request, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(scene.Patience);
        HttpDocument? before = null;
        long sent = 0;
        for (var began = false; ;)
        {
            var address = request.What.Url;
            if (!scene.Wire.Rule.Allows(address))
                return Unreachable.Refused(address.AbsoluteUri, "egress rule");
            if (request.Hops > MostHops)
                return Unreachable.Endless(address.AbsoluteUri);
            try
            {
                began = false;
                sent = scene.Time.GetTimestamp();
                using var message = request.ToMessage(scene.UserAgent, scene.Adapter.Language, scene.Jar.For(address));
                var (response, connection) = request.Once
                    ? await scene.Wire.SendOnceAsync(message, () => scene.Sent = true, patience.Token)
                    : (await scene.Wire.SendAsync(message, patience.Token), null);
                using (connection)
                using (response)
                {
                    began = true;
                    scene.Notes?.Sent(request.What.Method.Method, address, (int)response.StatusCode, sent);
                    if (response.Headers.NonValidated.TryGetValues("Set-Cookie", out var cookies))
                        foreach (var cookie in cookies)
                            scene.Jar.Set(cookie, address);
                    var document = new HttpDocument(address, response) { Before = before };
                    if (Redirected(request, response.StatusCode, document) is { } next)
                    {
                        (before, request) = (document, next);
                        continue;
                    }

                    var (keep, most) = request.Keep ? (true, scene.Wire.Options.DownloadBytes) : (false, scene.Wire.Options.ResponseBytes);
                    return await Bodies.ReadAsync(document, response.Content, scene.Adapter.Charset, keep, most, patience.Token) is { } cut ? cut : document;
                }
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                if (!began)
                    scene.Notes?.Sent(request.What.Method.Method, address, 0, sent);
                return began ? Unreachable.Unfinished(scene.Patience) : Unreachable.Silent(address.AbsoluteUri, scene.Patience);
            }
            catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
            {
                // The connection did not come about in time.
                return Unreachable.Down(address.AbsoluteUri, e.InnerException is TimeoutException ? "no answer in time" : "given up");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
            {
                scene.Notes?.Sent(request.What.Method.Method, address, 0, sent);
                return Unreachable.Down(address.AbsoluteUri, Why(e));
            }
        }
    }

    private static string Why(Exception e) => e switch
    {
        HttpRequestException { InnerException: System.Net.Sockets.SocketException socket } => socket.SocketErrorCode.ToString(),
        HttpRequestException http => http.HttpRequestError.ToString(),
        HttpIOException io => io.HttpRequestError.ToString(),
        _ => e.GetType().Name,
    };

    /// <summary>The request that a redirect asks for; null when the answer is none.</summary>
    private static Request? Redirected(Request request, HttpStatusCode status, HttpDocument answer)
    {
        if ((int)status is not (301 or 302 or 303 or 307 or 308) || answer.Location is not { Length: > 0 } location
            || !Uri.TryCreate(request.What.Url, Ascii(location.Trim()), out var to))
            return null;
        if (to.Fragment.Length == 0 && request.What.Url.Fragment.Length > 0)
            to = new UriBuilder(to) { Fragment = request.What.Url.Fragment }.Uri;
        var keeps = (int)status is 307 or 308 || request.What.Method == HttpMethod.Get || ((int)status != 303 && request.What.Method != HttpMethod.Post);
        return request with
        {
            What = keeps ? request.What with { Url = to } : new Submission(HttpMethod.Get, to, null, null),
            // What a redirect leads to is no second submission; one that says to submit again elsewhere is as unrepeatable as the first.
            Once = request.Once && keeps && request.What.Method != HttpMethod.Get,
            // The script meant them for the host it names.
            Headers = to.Scheme == request.What.Url.Scheme && to.Authority == request.What.Url.Authority ? request.Headers : [],
            Hops = request.Hops + 1,
        };
    }

    /// <summary>Bytes that are not ASCII are percent-encoded as they stand, as browsers do.</summary>
    private static string Ascii(string location)
    {
        if (System.Text.Ascii.IsValid(location))
            return location;
        var text = new StringBuilder();
        foreach (var c in location)
            _ = c < 0x80 ? text.Append(c) : text.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{(int)c:X2}");
        return text.ToString();
    }
}
