using Daas.Core.Adapters;
using Daas.Server.Studio.Publishing;
using Xunit;

namespace Daas.Server.Tests.Studio.Publishing;

public sealed class SystemStartsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daas-starts-").FullName;
    private readonly List<(string Adapter, string User, string Password)> _stored = [];

    private string? _failure;

    private SystemStarts Starts => new(_folder, (adapter, account) =>
    {
        _stored.Add((adapter, account.User, account.Password));
        return Task.FromResult(_failure);
    });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("http://10.2.0.8/", "民政系统", "system-10-2-0-8")]
    [InlineData("http://oa.town.gov.cn/x", "公文", "oa")]
    [InlineData("http://www.redmine.org/", "", "redmine")]
    [InlineData("http://10.2.0.8/", "Civil Affairs (v2)", "civil-affairs-v2")]
    [InlineData("nonsense", "", "system")]
    public void A_name_is_suggested_that_an_adapter_can_have(string url, string title, string expected)
    {
        Assert.Equal(expected, Starts.Suggest(url, title));
        Assert.True(ScriptFiles.IsId(expected));
        Directory.CreateDirectory(Path.Combine(_folder, expected));
        Assert.Equal($"{expected}-2", Starts.Suggest(url, title));
    }

    [Fact]
    public async Task A_good_form_stores_the_account_under_the_default_connection()
    {
        var form = new NewSystem { Url = " http://10.2.0.8:8080/oa/ ", Title = "公文", Adapter = "oa", User = "clerk", Password = "secret", PerMinute = 30 };
        var (system, faults) = await Starts.StartAsync(form);
        Assert.Empty(faults);
        Assert.Equal(("oa", "http://10.2.0.8:8080/oa/", "公文", 30), (system!.Adapter, system.Url.AbsoluteUri, system.Title, system.Limits.PerMinute));
        Assert.Equal([("oa", "clerk", "secret")], _stored);
        Assert.DoesNotContain("secret", form.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_nothing_is_stored()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "oa"));
        var (system, faults) = await Starts.StartAsync(
            new NewSystem { Url = "file:///etc/passwd", Title = "a\u001bb", Adapter = "oa", User = "clerk", Concurrency = 0, PerMinute = 1_000_000 });
        Assert.Null(system);
        Assert.Equal(
            [
                ("Url", SystemFaultKind.NoAddress), ("Title", SystemFaultKind.NotText), ("Adapter", SystemFaultKind.Taken),
                ("Concurrency", SystemFaultKind.OutOfRange), ("PerMinute", SystemFaultKind.OutOfRange), ("Password", SystemFaultKind.Missing),
            ],
            faults.Select(f => (f.Field, f.Why)));
        Assert.Empty(_stored);
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("OA")]
    [InlineData("o a")]
    public async Task A_name_that_is_no_folder_of_ours_is_refused(string adapter)
    {
        var (_, faults) = await Starts.StartAsync(new NewSystem { Url = "http://a/", Adapter = adapter });
        Assert.Equal(SystemFaultKind.NoName, Assert.Single(faults).Why);
    }

    [Fact]
    public async Task An_account_that_cannot_be_stored_is_told()
    {
        _failure = "no master key";
        var (_, faults) = await Starts.StartAsync(new NewSystem { Url = "http://a/", User = "u", Password = "p" });
        Assert.Equal(SystemFaultKind.NotStored, Assert.Single(faults).Why);
    }
}
