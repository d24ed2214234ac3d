using Daas.Core.Storage;
using Daas.Server.Storage;

namespace Daas.Server.Tests.Storage;

public sealed class LiteRunStoreTests : RunStoreContract, IDisposable
{
    private readonly LiteFolder _folder = new();

    public LiteRunStoreTests() => Store = new LiteRunStore(_folder.File);

    protected override RunStore Store { get; }

    public void Dispose() => _folder.Dispose();
}
