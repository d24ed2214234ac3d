namespace Daas.Benchmarks;

/// <summary>A folder of its own for one measurement; gone afterwards.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("daas-bench-").FullName;

    public string Data => System.IO.Path.Combine(Path, "data");

    public string Adapters => System.IO.Path.Combine(Path, "adapters");

    /// <summary>The repository's own adapters.</summary>
    public static string RepositoryAdapters
    {
        get
        {
            foreach (var from in (string[])[AppContext.BaseDirectory, Directory.GetCurrentDirectory()])
                for (var at = from; at is not null; at = System.IO.Path.GetDirectoryName(at))
                    if (File.Exists(System.IO.Path.Combine(at, "daas.sln")))
                        return System.IO.Path.Combine(at, "adapters");
            throw new DirectoryNotFoundException("The benchmarks use the repository's adapters: run them from a clone.");
        }
    }

    /// <summary>Copies scripts of the repository; answers the copy's folder.</summary>
    public string Copy(string adapter)
    {
        var to = Directory.CreateDirectory(System.IO.Path.Combine(Adapters, adapter)).FullName;
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(RepositoryAdapters, adapter), "*.yaml"))
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
        return to;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
