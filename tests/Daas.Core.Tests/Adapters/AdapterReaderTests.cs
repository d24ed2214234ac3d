using Daas.Core.Adapters;
using Xunit;

namespace Daas.Core.Tests.Adapters;

public sealed class AdapterReaderTests
{
    [Fact]
    public void A_good_adapter_is_read_without_errors()
    {
        var reading = AdapterReader.Read("civil-affairs", Scripts.Good);
        Assert.Empty(reading.Problems.Where(p => p.Severity == ScriptSeverity.Error).Select(p => p.ToString()));
        Assert.Equal(["every-kind", "find-residents"], reading.Adapter!.Operations.Select(o => o.Id));
    }

    [Theory]
    [InlineData("sql-ledger")]
    [InlineData("redmine")]
    public void The_shipped_adapters_are_read_without_errors(string adapter)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "../../../../../adapters", adapter);
        Assert.Empty(AdapterReader.ReadFolder(folder).Problems.Where(p => p.Severity == ScriptSeverity.Error).Select(p => p.ToString()));
    }
}
