using Daas.Core.Storage;
using Daas.Server.Storage;

namespace Daas.Server.Tests.Storage;

public sealed class LiteProofStoreTests : ProofStoreContract, IDisposable
{
    private readonly LiteFolder _folder = new();

    protected override ProofStore Store => new LiteProofStore(_folder.File);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_cannot_be_read_proves_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        await Store.SaveAsync(Entry("find"), ct);
        var proofs = _folder.File.Collection("proofs");
        var document = Assert.Single(proofs.FindAll().ToList());
        document["entry"] = "{\"At\":1}";
        proofs.Update(document);
        Assert.Null(await Store.FindAsync(Entry("find").Connection, "find", ct));
        Assert.Empty(await Store.ListAsync(ct));
    }
}
