using Daas.Core.Storage;
using Daas.Server.Storage;

namespace Daas.Server.Tests.Storage;

public sealed class LiteConsumerStoreTests : ConsumerStoreContract, IDisposable
{
    private readonly LiteFolder _folder = new();

    protected override ConsumerStore Store => new LiteConsumerStore(_folder.File);

    public void Dispose() => _folder.Dispose();
}
