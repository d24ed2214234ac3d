using Daas.Core.Storage;
using Daas.Server.Storage;

namespace Daas.Server.Tests.Storage;

public sealed class LiteConnectionStoreTests : ConnectionStoreContract, IDisposable
{
    private readonly LiteFolder _folder = new();

    protected override ConnectionStore Store => new LiteConnectionStore(_folder.File);

    public void Dispose() => _folder.Dispose();
}
