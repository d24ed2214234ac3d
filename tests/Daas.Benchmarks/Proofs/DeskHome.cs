using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Server.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daas.Benchmarks.Proofs;

/// <summary>The folders of one adapter that is proved: its scripts, and a gateway's data.</summary>
internal sealed class DeskHome : IDisposable
{
    private readonly WorkFolder _work = new();

    public ServerSettings Settings => new()
    {
        Data = _work.Data,
        Adapters = _work.Adapters,
        Urls = ["http://127.0.0.1:0"],
        Admin = "http://127.0.0.1:0",
        // What is compared is compared here.
        CheckedShare = 0,
    };

    /// <summary>Writes the scripts, and reads them as a gateway does.</summary>
    /// <exception cref="InvalidOperationException">They have errors.</exception>
    public Adapter Write(Adapter adapter)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_work.Adapters, adapter.Id)).FullName;
        foreach (var (name, text) in AdapterWriter.Write(adapter))
            File.WriteAllText(Path.Combine(folder, name), text);
        var reading = AdapterReader.ReadFolder(folder);
        return reading.Adapter is { } read && !reading.HasErrors ? read
            : throw new InvalidOperationException(string.Join('\n', reading.Problems.Where(p => p.Severity == ScriptSeverity.Error)));
    }

    /// <summary>The same scripts over a copy of the data as it is now; no gateway may be running over it.</summary>
    public DeskHome Copy()
    {
        var copy = new DeskHome();
        foreach (var file in Directory.EnumerateFiles(_work.Path, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var to = Path.Combine(copy._work.Path, Path.GetRelativePath(_work.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    /// <summary>As after a restart that outlasted the session: the next call signs in. No gateway may be running over the data.</summary>
    public Task ForgetSessionAsync(string adapter, CancellationToken ct) => StoresAsync(Settings, async stores =>
    {
        await stores.GetRequiredService<SessionStore>().RemoveAsync(new ConnectionId(adapter, ConnectionId.DefaultName), ct);
        return true;
    });

    /// <summary>Opens the stores of a data folder for a moment.</summary>
    public static async Task<T> StoresAsync<T>(ServerSettings settings, Func<IServiceProvider, Task<T>> use)
    {
        var services = new ServiceCollection();
        Server.Program.AddRuntime(services, settings);
        services.AddLogging();
        await using var provider = services.BuildServiceProvider();
        return await use(provider);
    }

    public void Dispose() => _work.Dispose();
}
