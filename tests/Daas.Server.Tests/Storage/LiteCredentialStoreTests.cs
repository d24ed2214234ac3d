using System.Text;
using Daas.Core.Storage;
using Daas.Server.Storage;

namespace Daas.Server.Tests.Storage;

public sealed class LiteCredentialStoreTests : CredentialStoreContract, IDisposable
{
    private readonly LiteFolder _folder = new();

    protected override CredentialStore Store => new LiteCredentialStore(_folder.File, _folder.Vault);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Neither_user_nor_password_is_readable_in_the_files()
    {
        await Store.SaveAsync(new ConnectionId("a", "default"), "user-in-clear", "password-in-clear", TestContext.Current.CancellationToken);
        _folder.File.Dispose();
        foreach (var path in Directory.GetFiles(_folder.Folder, "daas*"))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
            Assert.DoesNotContain("in-clear", text, StringComparison.Ordinal);
        }
    }
}
