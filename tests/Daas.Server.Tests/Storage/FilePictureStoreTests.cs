using Daas.Server.Storage;

namespace Daas.Server.Tests.Storage;

public sealed class FilePictureStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daas-pictures-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_picture_comes_back_and_leaves_no_draft_behind()
    {
        var store = new FilePictureStore(_folder);
        await store.SaveAsync("r1", [1, 2, 3], Ct);
        Assert.Equal([1, 2, 3], await store.FindAsync("r1", Ct));
        Assert.Null(await store.FindAsync("r2", Ct));
        Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("a.b")]
    public async Task A_name_that_is_no_run_finds_nothing_and_saves_nothing(string run)
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "secret.png"), [1], Ct);
        var store = new FilePictureStore(_folder);
        Assert.Null(await store.FindAsync(run, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => store.SaveAsync(run, [1], Ct));
    }

    [Fact]
    public async Task The_oldest_leave_when_there_are_too_many_or_they_are_too_big()
    {
        var store = new FilePictureStore(_folder, most: 3, mostBytes: 25);
        for (var i = 0; i < 4; i++)
        {
            await store.SaveAsync($"r{i}", new byte[10], Ct);
            File.SetLastWriteTimeUtc(Path.Combine(_folder, "pictures", $"r{i}.png"), new DateTime(2026, 1, 1 + i, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.Equal(2, store.Trim());
        Assert.NotNull(await store.FindAsync("r3", Ct));
        Assert.NotNull(await store.FindAsync("r2", Ct));
        Assert.Null(await store.FindAsync("r1", Ct));
    }
}
