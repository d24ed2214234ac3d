using System.Collections.Concurrent;
using Daas.Core.Storage;

namespace Daas.Server.Tests.Gateway;

internal sealed class MemoryConsumerStore : ConsumerStore
{
    private readonly ConcurrentDictionary<string, Consumer> _consumers = new(StringComparer.Ordinal);

    public override Task<IReadOnlyList<Consumer>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Consumer>>([.. _consumers.Values]);

    public override Task<Consumer?> FindByKeyHashAsync(string keyHash, CancellationToken ct) =>
        Task.FromResult(_consumers.Values.FirstOrDefault(c => c.KeyHash == keyHash));

    public override Task SaveAsync(Consumer consumer, CancellationToken ct)
    {
        _consumers[consumer.Name] = consumer;
        return Task.CompletedTask;
    }
}
