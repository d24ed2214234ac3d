using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Daas.Server.Layout;

namespace Daas.Server.Health;

/// <summary>
/// The live side of the health page: an event for each change, and a beat when nothing changes, by which a dead stream is told from a quiet
/// one.
/// </summary>
internal sealed class HealthStream(HealthDesk desk, PageRenderer renderer, TimeProvider time)
{
    // Times in the board (p50, the 24 hours) move without a change being told.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    // Many changes at once are shown once.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(250);

    public async IAsyncEnumerable<SseItem<string>> ReadAsync(PageContext page, [EnumeratorCancellation] CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var watching = WatchAsync(changes.Writer, ended.Token);
        await using var clock = time.CreateTimer(_ => changes.Writer.TryWrite(true), null, TimeSpan.Zero, LookAgain);
        try
        {
            var parts = new LiveParts(renderer, page);
            while (await changes.Reader.WaitToReadAsync(ended.Token))
            {
                changes.Reader.TryRead(out _);
                var update = await parts.NextAsync(desk.Read());
                yield return update is null
                    ? new SseItem<string>("", "beat")
                    : new SseItem<string>(JsonSerializer.Serialize(update, JsonSerializerOptions.Web), "parts");
                await Task.Delay(Settle, time, ended.Token);
            }
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }
    }

    private async Task WatchAsync(ChannelWriter<bool> changes, CancellationToken ct)
    {
        try
        {
            await foreach (var _ in desk.Watch(ct))
                changes.TryWrite(true);
            // A watch that ends by itself must not end the stream: the clock goes on.
        }
        catch (OperationCanceledException)
        {
        }
    }
}
