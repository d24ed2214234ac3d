namespace Daas.Testing;

/// <summary>Compiled into every test project: text of the public surface as it was reviewed.</summary>
internal static class Snapshot
{
    /// <summary>What <paramref name="path"/> holds. To accept a change on purpose, run the tests with DAAS_ACCEPT=1 and look at the difference.</summary>
    /// <param name="path">File, relative to the test project's folder.</param>
    /// <param name="now">The text as it is now.</param>
    public static string Reviewed(string path, string now)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "../../..", path);
        if (Environment.GetEnvironmentVariable("DAAS_ACCEPT") == "1")
            File.WriteAllText(file, now);
        return File.ReadAllText(file);
    }
}
