namespace Daas.Benchmarks;

/// <summary>Where the real pages are that some benchmarks read.</summary>
internal static class DataFolder
{
    /// <summary>The named folder, or else one beside the repository.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none; the message says how to get one.</exception>
    public static string Of(Setting setting, string part)
    {
        if (setting.Data is { } named)
        {
            var given = Directory.Exists(Path.Combine(named, part)) ? Path.Combine(named, part) : named;
            return Directory.Exists(Path.Combine(given, "truth")) ? given : throw Missing(part);
        }

        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var beside in (string[])["shared/bench", "../shared/bench"])
            {
                var found = Path.GetFullPath(Path.Combine(folder.FullName, beside, part));
                if (Directory.Exists(Path.Combine(found, "truth")))
                    return found;
            }
        }

        throw Missing(part);
    }

    private static DirectoryNotFoundException Missing(string part) => new(
        $"no pages: give --data DIR, a folder with {part}/html and {part}/truth. For lists, html/N.html and truth/N.json (records as lists of XPaths); "
        + "for fields, html/SITE/NNNN.htm and truth/SITE-ATTRIBUTE.txt as the SWDE data set has them.");
}
