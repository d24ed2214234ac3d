using System.Buffers;
using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Daas.Recorder.Capture.Screens;

namespace Daas.Server.Studio.Live;

/// <summary>
/// One page that shows a screen, over its web socket. Out: frames as binary messages (number, width and height as little-endian 4, 2 and 2 bytes, then the JPEG),
/// all else as JSON. In: JSON.
/// </summary>
internal sealed class LiveViewer(WebSocket socket, LiveScreen live, ILogger logger)
{
    /// <summary>Another page shows the screen now.</summary>
    public const int Elsewhere = 4001;

    /// <summary>The browser is gone.</summary>
    public const int BrowserGone = 4002;

    /// <summary>What came is nothing that a viewer sends.</summary>
    public const int NotUnderstood = 4003;

    private const int MostWaiting = 1000;
    private const int MostBytes = 4 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { AllowOutOfOrderMetadataProperties = true };

    private readonly Channel<ScreenEvent> _outgoing = Channel.CreateBounded<ScreenEvent>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _cut = new();
    private int _why;

    /// <summary>Ends it, since another page shows the screen now.</summary>
    public void SendAway() => Cut(Elsewhere);

    /// <summary>Shows the screen until the page leaves or is sent away.</summary>
    public async Task ServeAsync(CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, live.Over, _cut.Token);
        // Whatever this ends, on its way in or out, cuts the socket off: the page would not be told why it has to go, and would come again.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        live.Enter(this);
        var watch = live.Screen.Watch(Seen);
        var telling = TellAsync(over.Token, end.Token);
        var hearing = HearAsync(end.Token);
        try
        {
            await Task.WhenAny(telling, hearing);
        }
        finally
        {
            watch.Dispose();
            live.Leave(this);
        }

        await over.CancelAsync();
        end.CancelAfter(Patience);
        await QuietAsync(telling);
        await QuietAsync(CloseAsync(end.Token));
        await QuietAsync(hearing);
        _cut.Dispose();
    }

    private void Seen(ScreenEvent what)
    {
        if (what is ScreenEvent.Downloaded(var file, var name))
            live.Downloaded(file, name);
        // A page that takes nothing any longer: it will come again and be told what there is.
        if (!_outgoing.Writer.TryWrite(what))
            Cut(NotUnderstood);
    }

    private async Task TellAsync(CancellationToken over, CancellationToken ct)
    {
        var head = new byte[8];
        await foreach (var what in _outgoing.Reader.ReadAllAsync(over))
        {
            if (what is ScreenEvent.Frame frame)
            {
                BinaryPrimitives.WriteInt32LittleEndian(head, frame.Number);
                BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(4), (ushort)frame.Width);
                BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(6), (ushort)frame.Height);
                await socket.SendAsync(head, WebSocketMessageType.Binary, endOfMessage: false, ct);
                await socket.SendAsync(frame.Jpeg, WebSocketMessageType.Binary, endOfMessage: true, ct);
                continue;
            }

            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(what, Json), WebSocketMessageType.Text, endOfMessage: true, ct);
            if (what is ScreenEvent.Gone)
            {
                Cut(BrowserGone);
                return;
            }
        }
    }

    private async Task HearAsync(CancellationToken ct)
    {
        var message = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            message.ResetWrittenCount();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(message.GetMemory(4096), ct);
                message.Advance(part.Count);
                if (message.WrittenCount > MostBytes || part.MessageType == WebSocketMessageType.Binary)
                {
                    Cut(NotUnderstood);
                    return;
                }
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
            try
            {
                if (JsonSerializer.Deserialize<ScreenCommand>(message.WrittenSpan, Json) is { } command)
                    live.Screen.Do(command);
            }
            catch (Exception e) when (e is JsonException or NotSupportedException)
            {
                Log.ViewerNotUnderstood(logger, live.Id);
                Cut(NotUnderstood);
                return;
            }
        }
    }

    private void Cut(int why)
    {
        Interlocked.CompareExchange(ref _why, why, 0);
        try
        {
            _cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It is over already.
        }
    }

    private Task CloseAsync(CancellationToken ct) => socket.State is WebSocketState.Open or WebSocketState.CloseReceived
        ? socket.CloseOutputAsync(_why == 0 ? WebSocketCloseStatus.NormalClosure : (WebSocketCloseStatus)_why, null, ct) : Task.CompletedTask;

    private static async Task QuietAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The page is gone, or has to go.
        }
    }
}
