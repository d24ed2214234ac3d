using Daas.Server.Commands;

namespace Daas.Server.Tests.Commands;

public sealed class SettingsReaderTests
{
    [Theory]
    [InlineData("data: x\nadmn: http://127.0.0.1:1\n", "daas.yaml:2: unknown key 'admn'; did you mean 'admin'?")]
    [InlineData("contexts: many\n", "daas.yaml:1: 'contexts' must be a whole number from 1 to 200, not 'many'")]
    [InlineData("\nurls: 8780\n", "daas.yaml:2: 'urls' must be an address such as http://127.0.0.1:8780, not '8780'")]
    [InlineData("checkedShare: 5\n", "daas.yaml:1: 'checkedShare' must be a share from 0 to 1, such as 0.01, not '5'")]
    [InlineData("installBrowser: maybe\n", "daas.yaml:1: 'installBrowser' must be true or false, not 'maybe'")]
    [InlineData("log: informaton\n", "daas.yaml:1: 'informaton' is not a value of 'log'; did you mean 'information'?")]
    [InlineData("- data\n", "daas.yaml:1: this must be a list of 'key: value' lines")]
    [InlineData("data: { a: b }\n", "daas.yaml:1: 'data' must be a value or a list of values")]
    public void A_wrong_settings_file_is_told_with_its_line(string text, string message)
    {
        using var line = new CommandLine();
        line.Write("daas.yaml", text);
        Assert.Equal(message, Assert.Throws<SettingsException>(() => SettingsReader.Read(null, line.Folder, _ => null)).Message);
    }

    [Fact]
    public void A_file_that_is_no_yaml_is_told_with_its_line()
    {
        using var line = new CommandLine();
        line.Write("daas.yaml", "data: x\nlog: [information\n");
        Assert.StartsWith("daas.yaml:", Assert.Throws<SettingsException>(() => SettingsReader.Read(null, line.Folder, _ => null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_wins_over_the_file_and_the_file_over_the_defaults()
    {
        using var line = new CommandLine();
        line.Write("daas.yaml", "data: /srv/daas\nadapters: scripts\nkeepRuns: 7\ncheckedShare: 0.25\nurls: [http://*:8780, 'http://[::1]:8780']\n");
        var settings = SettingsReader.Read(null, line.Folder, v => v == "DAAS_KEEP_RUNS" ? "30" : null);
        Assert.Equal("/srv/daas", settings.Data);
        Assert.Equal(Path.Combine(line.Folder, "scripts"), settings.Adapters);
        Assert.Equal(30, settings.KeepRuns);
        Assert.Equal(["http://*:8780", "http://[::1]:8780"], settings.Urls);
        Assert.Equal(8, settings.Contexts);
        Assert.Equal((0.25, 7), (settings.CheckedShare, settings.ProveEvery));
    }

    [Fact]
    public void A_wrong_variable_is_told_by_its_name()
    {
        using var line = new CommandLine();
        var told = Assert.Throws<SettingsException>(() => SettingsReader.Read(null, line.Folder, v => v == "DAAS_CONTEXTS" ? "0" : null));
        Assert.StartsWith("DAAS_CONTEXTS:", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_is_named_must_exist()
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("check", "--config", "nowhere.yaml"));
        Assert.Contains("nowhere.yaml: there is no such file", line.Error, StringComparison.Ordinal);
    }
}
