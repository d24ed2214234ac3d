using Daas.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(OneAtATime))]

namespace Daas.Testing;

/// <summary>
/// Lets the test projects of one checkout run one after the other, although <c>dotnet test</c> starts as many as there are cores: real browsers
/// and the bounds they are held to need the machine for themselves.
/// </summary>
public sealed class OneAtATime : IAsyncLifetime
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    private FileStream? _turn;

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "../../../../obj"));
        while (!TryTake(Path.Combine(folder.FullName, "one-at-a-time")))
            await Task.Delay(s_look, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_turn is not null)
            await _turn.DisposeAsync();
    }

    // The kernel drops the lock also when a test process is killed.
    private bool TryTake(string path)
    {
        try
        {
            _turn = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
