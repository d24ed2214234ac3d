using System.Collections.Concurrent;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.HttpPath.Cookies;
using Daas.Runtime.HttpPath.Sending;

namespace Daas.Runtime.HttpPath;

/// <summary>
/// The HTTP path as connections use it: plain requests over pooled connections to the hosts that the adapter names, with one jar of cookies per session.
/// </summary>
/// <param name="userAgent">What requests call themselves: the same as the browser path's pages.</param>
/// <param name="time">The clock.</param>
internal sealed class HttpSystemPath(Func<CancellationToken, ValueTask<string>> userAgent, TimeProvider time) : SystemPath, IAsyncDisposable
{
    private readonly Lock sync = new();
    private readonly Dictionary<ConnectionId, HostWire> wires = [];
    private readonly ConcurrentDictionary<string, CookieJar> jars = new();

    public override RunPath Kind => RunPath.Http;

    public override async Task<PathLease> LeaseAsync(Binding binding, string session, string? state, CancellationToken ct)
    {
        var agent = await userAgent(ct);
        var jar = binding.Adapter.SignIn is { EachRun: true }
            ? CookieJar.Of(state, time)
            : jars.GetOrAdd(session, static (_, kept) => CookieJar.Of(kept.state, kept.time), (state, time));
        return new HttpPathLease(new HttpPlace(Wire(binding), jar, agent, time));
    }

    public override Task ForgetAsync(string session)
    {
        jars.TryRemove(session, out _);
        return Task.CompletedTask;
    }

    // Its idle connections close by themselves.
    public override void Close(ConnectionId connection)
    {
        lock (sync)
            wires.Remove(connection);
    }

    public ValueTask DisposeAsync()
    {
        lock (sync)
        {
            foreach (var wire in wires.Values)
                wire.Dispose();
            wires.Clear();
        }

        return ValueTask.CompletedTask;
    }

    // One that is replaced, because the adapter names other hosts, goes on for who has it; its idle connections close by themselves.
    private HostWire Wire(Binding binding)
    {
        lock (sync)
        {
            if (wires.TryGetValue(binding.Id, out var wire) && wire.IsFor(binding.Url, binding.Adapter.Hosts))
                return wire;
            return wires[binding.Id] = new HostWire(binding.Url, binding.Adapter.Hosts, new EgressOptions());
        }
    }
}
