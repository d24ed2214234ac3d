using Daas.Core.Adapters;

namespace Daas.Core.Tests.Adapters;

/// <summary>The scripts that this repository ships.</summary>
public sealed class RepositoryAdaptersTests
{
    [Fact]
    public void Every_adapter_in_the_repository_is_without_errors()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "daas.sln")))
            folder = folder.Parent!;
        var adapters = Directory.GetDirectories(Path.Combine(folder.FullName, "adapters"));
        Assert.NotEmpty(adapters);
        Assert.All(adapters, path =>
        {
            var reading = AdapterReader.ReadFolder(path);
            Assert.Equal([], reading.Problems.Where(p => p.Severity == ScriptSeverity.Error).Select(p => p.ToString()));
            Assert.NotNull(reading.Adapter);
        });
    }
}
