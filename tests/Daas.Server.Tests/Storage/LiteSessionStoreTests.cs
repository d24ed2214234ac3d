using Daas.Core.Storage;
using Daas.Server.Storage;

namespace Daas.Server.Tests.Storage;

public sealed class LiteSessionStoreTests : SessionStoreContract, IDisposable
{
    private readonly LiteFolder _folder = new();

    protected override SessionStore Store => new LiteSessionStore(_folder.File, _folder.Vault);

    public void Dispose() => _folder.Dispose();
}
