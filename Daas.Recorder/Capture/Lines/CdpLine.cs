using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Daas.Recorder.Capture.Lines;

/// <summary>
/// The DevTools protocol over one web socket. Spoken directly, since a popup's first request and a frame's first script are only seen by who attaches to a
/// target before it runs, and since dialogs must be left to whoever drives the browser.
/// </summary>
internal sealed class CdpLine : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Action<CdpEvent> _heard;
    private Task _writing = Task.CompletedTask;
    private int _last;

    private CdpLine(Action<CdpEvent> heard) => _heard = heard;

    /// <summary>Completes when the browser is gone or the line is closed.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <param name="address">The browser's <c>webSocketDebuggerUrl</c>.</param>
    /// <param name="heard">Called for each event, one after another, in their order; must return at once.</param>
    /// <param name="ct">Ends the opening.</param>
    public static async Task<CdpLine> OpenAsync(Uri address, Action<CdpEvent> heard, CancellationToken ct)
    {
        var line = new CdpLine(heard);
        line._socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await line._socket.ConnectAsync(address, ct);
        line._writing = line.WriteAsync();
        line.Closed = line.ReadAsync();
        return line;
    }

    /// <summary>Sent in the order of the calls.</summary>
    /// <exception cref="CdpException">It was refused, or the browser is gone.</exception>
    public Task<JsonElement> SendAsync(string? session, string method, object? arguments = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = answer;
        var message = new Dictionary<string, object?> { ["id"] = id, ["method"] = method, ["params"] = arguments ?? new { } };
        if (session is not null)
            message["sessionId"] = session;
        if (_over.IsCancellationRequested || !_outgoing.Writer.TryWrite(JsonSerializer.SerializeToUtf8Bytes(message)))
            Cut(id);
        return answer.Task;
    }

    /// <summary>A command whose refusal changes nothing: its target may be gone by now.</summary>
    public void Post(string? session, string method, object? arguments = null) =>
        SendAsync(session, method, arguments).ContinueWith(t => _ = t.Exception, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _outgoing.Writer.TryComplete();
        await Task.WhenAll(_writing, Closed);
        _socket.Dispose();
        _over.Dispose();
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(_over.Token))
                await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, _over.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Reading tells that it is over.
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                message.SetLength(0);
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(), _over.Token);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                using var parsed = JsonDocument.Parse(message.GetBuffer().AsMemory(0, (int)message.Length));
                Hear(parsed.RootElement);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The browser is gone, or we are.
        }

        if (!_over.IsCancellationRequested)
            await _over.CancelAsync();
        foreach (var id in _asked.Keys)
            Cut(id);
    }

    private void Hear(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id))
        {
            if (!_asked.TryRemove(id.GetInt32(), out var answer))
                return;
            if (message.TryGetProperty("error", out var error))
                answer.TrySetException(new CdpException(error.GetProperty("message").GetString() ?? "refused"));
            else
                answer.TrySetResult(message.GetProperty("result").Clone());
            return;
        }

        var session = message.TryGetProperty("sessionId", out var from) ? from.GetString() : null;
        _heard(new CdpEvent(session, message.GetProperty("method").GetString()!, message.GetProperty("params").Clone()));
    }

    private void Cut(int id)
    {
        if (_asked.TryRemove(id, out var answer))
            answer.TrySetException(new CdpException("the browser is gone"));
    }
}
