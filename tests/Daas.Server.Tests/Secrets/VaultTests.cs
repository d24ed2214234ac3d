using Daas.Server.Secrets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daas.Server.Tests.Secrets;

public sealed class VaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daas-vault-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_sealed_text_opens_again_also_after_a_restart()
    {
        var text = Make().Seal("密码", "credential", "a/default");
        Assert.DoesNotContain("密码", text, StringComparison.Ordinal);
        Assert.Equal("密码", Make().Open(text, "credential", "a/default"));
    }

    [Fact]
    public void The_same_text_is_sealed_differently_each_time() =>
        Assert.NotEqual(Make().Seal("x", "credential", "a/default"), Make().Seal("x", "credential", "a/default"));

    [Fact]
    public void A_record_in_anothers_place_does_not_open()
    {
        var vault = Make();
        var text = vault.Seal("x", "credential", "a/east");
        Assert.Throws<VaultException>(() => vault.Open(text, "credential", "a/west"));
        Assert.Throws<VaultException>(() => vault.Open(text, "session", "a/east"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1.x")]
    [InlineData("v2.00000000.AAAA")]
    public void A_damaged_record_is_an_error_that_says_what_to_do(string text) =>
        Assert.Contains("daas connect", Assert.Throws<VaultException>(() => Make().Open(text, "credential", "a/b")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_changed_character_does_not_open()
    {
        var vault = Make();
        var text = vault.Seal("password", "credential", "a/b");
        var at = text.LastIndexOf('.') + 20;
        var changed = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
        Assert.Throws<VaultException>(() => vault.Open(changed, "credential", "a/b"));
    }

    [Fact]
    public void The_key_file_is_made_for_its_owner_alone()
    {
        Make().Seal("x", "credential", "a/b");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "master.key")));
    }

    [Fact]
    public void A_wrong_key_is_told_from_damage()
    {
        var text = Make().Seal("x", "credential", "a/b");
        File.Delete(Path.Combine(_folder, "master.key"));
        var missing = Assert.Throws<VaultException>(() => Make().Open(text, "credential", "a/b"));
        Assert.Contains("is missing", missing.Message, StringComparison.Ordinal);

        Make().Seal("y", "credential", "a/b");
        var wrong = Assert.Throws<VaultException>(() => Make().Open(text, "credential", "a/b"));
        Assert.Contains("restore that key", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_comes_before_the_folder()
    {
        var key = Convert.ToBase64String(new byte[32]);
        var text = Make(("DAAS_MASTER_KEY", key)).Seal("x", "credential", "a/b");
        Assert.False(File.Exists(Path.Combine(_folder, "master.key")));

        var path = Path.Combine(_folder, "elsewhere.key");
        File.WriteAllText(path, key + "\n");
        Assert.Equal("x", Make(("DAAS_MASTER_KEY_FILE", path)).Open(text, "credential", "a/b"));
    }

    [Theory]
    [InlineData("DAAS_MASTER_KEY", "short")]
    [InlineData("DAAS_MASTER_KEY", "AAAA")]
    [InlineData("DAAS_MASTER_KEY_FILE", "/nowhere/master.key")]
    public void An_unusable_key_is_an_error_that_names_its_origin(string variable, string value)
    {
        var error = Assert.Throws<VaultException>(() => Make((variable, value)).Seal("x", "credential", "a/b"));
        Assert.Contains(variable, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short", error.Message, StringComparison.Ordinal);
    }

    private Vault Make(params (string Name, string Value)[] variables) =>
        new(MasterKey.From(_folder, name => variables.FirstOrDefault(v => v.Name == name).Value), NullLogger<Vault>.Instance);
}
