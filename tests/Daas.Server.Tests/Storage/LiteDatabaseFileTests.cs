using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Server.Storage;

namespace Daas.Server.Tests.Storage;

public sealed class LiteDatabaseFileTests : IDisposable
{
    private readonly LiteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_in_use_says_so()
    {
        var error = Assert.Throws<DataFolderBusyException>(() => new LiteDatabaseFile(_folder.Folder));
        Assert.StartsWith($"another daas serves {_folder.Folder}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_are_there_after_a_flush_and_a_new_start()
    {
        var ct = TestContext.Current.CancellationToken;
        var record = new RunRecord
        {
            Run = "r1",
            Adapter = "a",
            Operation = "o",
            Connection = "default",
            Version = "v",
            Caller = "c",
            Path = RunPath.Http,
            StartedAt = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.Zero,
        };
        await new LiteRunStore(_folder.File).AppendAsync(record, ct);
        _folder.File.Flush();
        _folder.File.Dispose();
        using var again = new LiteDatabaseFile(_folder.Folder);
        Assert.Equal(record, await new LiteRunStore(again).FindAsync("r1", ct));
    }
}
