using LiteDB;

namespace Daas.Server.Storage;

/// <summary>
/// The database file of one data folder, owned by this process alone until disposed. LiteDB writes its log behind the caller's back: a write
/// survives the end of the process, but for a kill within milliseconds only once <see cref="Flush"/> has returned. Stores never hold a
/// transaction over an await (it is bound to its thread) and never rebuild the file (that fails over 2,550 documents).
/// </summary>
internal sealed class LiteDatabaseFile : IDisposable
{
    public const string FileName = "daas.db";

    private readonly FileStream _lock;

    /// <param name="folder">The data folder; made, readable by its owner only, when it is not there.</param>
    /// <exception cref="DataFolderBusyException">Another process owns it.</exception>
    public LiteDatabaseFile(string folder)
    {
        Folder = Path.GetFullPath(folder);
        MakeFolder(Folder);
        _lock = TakeLock(Folder);
        try
        {
            // Ids are compared byte by byte: LiteDB's own default would take "A" and "a" for the same key.
            Database = new LiteDatabase(new ConnectionString
            {
                Filename = Path.Combine(Folder, FileName),
                Connection = ConnectionType.Direct,
                Collation = Collation.Binary,
            });
            Database.UtcDate = true;
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Called before a flush and before the end: whoever writes a moment later writes now.</summary>
    public event Action? Settling;

    /// <summary>Absolute path of the data folder.</summary>
    public string Folder { get; }

    public LiteDatabase Database { get; }

    public ILiteCollection<BsonDocument> Collection(string name) => Database.GetCollection(name, BsonAutoId.ObjectId);

    /// <summary>
    /// Returns when everything written so far is on disk: waits for the log's writer and moves the log into the data file, which
    /// constant writers would keep LiteDB from doing by itself.
    /// </summary>
    public void Flush()
    {
        Settling?.Invoke();
        Database.Checkpoint();
    }

    public void Dispose()
    {
        try
        {
            Settling?.Invoke();
        }
        finally
        {
            Database.Dispose();
            _lock.Dispose();
        }
    }

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // LiteDB's direct mode does not lock on Linux; the kernel drops this lock also when the process is killed.
    private static FileStream TakeLock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "daas.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new DataFolderBusyException(folder);
        }
    }
}
