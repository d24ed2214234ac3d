namespace Daas.EndToEnd;

/// <summary>Where this clone is.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Adapters => Path.Combine(Root, "adapters");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "daas.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside a clone of the repository");
    }
}
