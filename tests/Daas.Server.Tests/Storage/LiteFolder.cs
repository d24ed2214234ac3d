using Daas.Server.Secrets;
using Daas.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daas.Server.Tests.Storage;

/// <summary>A data folder of its own for one test, removed afterwards.</summary>
internal sealed class LiteFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("daas-store-").FullName;
    private readonly List<LiteDatabaseFile> _open = [];

    public LiteFolder()
    {
        Folder = Path.Combine(_root, "data");
        File = Open(Folder);
        Vault = new Vault(MasterKey.From(Folder, _ => null), NullLogger<Vault>.Instance);
    }

    public string Folder { get; }

    public LiteDatabaseFile File { get; }

    public Vault Vault { get; }

    /// <summary>Opens what a killed process would leave: the files as they are on disk now, nothing flushed or closed.</summary>
    public LiteDatabaseFile AfterCrash()
    {
        var copy = Path.Combine(_root, $"crash-{_open.Count}");
        Directory.CreateDirectory(copy);
        foreach (var path in Directory.GetFiles(Folder, "daas*.db"))
        {
            using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var to = System.IO.File.Create(Path.Combine(copy, Path.GetFileName(path)));
            from.CopyTo(to);
        }

        return Open(copy);
    }

    public void Dispose()
    {
        foreach (var file in _open)
            file.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private LiteDatabaseFile Open(string folder)
    {
        var file = new LiteDatabaseFile(folder);
        _open.Add(file);
        return file;
    }
}
