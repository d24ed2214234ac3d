using Daas.Server.Commands;

namespace Daas.Server.Tests.Commands;

public sealed class VerbTests
{
    [Theory]
    [InlineData("derive")]
    [InlineData("explain")]
    [InlineData("serve")]
    [InlineData("demo")]
    [InlineData("record")]
    [InlineData("import")]
    [InlineData("run")]
    [InlineData("prove")]
    [InlineData("check")]
    [InlineData("schema")]
    [InlineData("keys")]
    [InlineData("connect")]
    [InlineData("sandbox")]
    public async Task Every_verb_explains_itself_with_an_example(string verb)
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCodes.Good, await line.RunAsync(verb, "--help"));
        Assert.Contains("Example", line.Out, StringComparison.Ordinal);
        Assert.Contains($"daas {verb}", line.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_verbs_has_one_line_for_each()
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCodes.Good, await line.RunAsync("--help"));
        var verbs = line.Out[line.Out.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(
            ["serve", "demo", "record", "import", "derive", "explain", "run", "prove", "check", "schema", "keys", "connect", "sandbox"],
            verbs.Select(v => v.Trim().Split(' ')[0]));
    }

    [Fact]
    public async Task A_wrong_verb_is_a_usage_error_with_the_nearest_right_one()
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("serv"));
        Assert.Contains("serve", line.Out + line.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Options:", line.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_script_passes_the_check()
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        Assert.Equal(ExitCodes.Good, await line.RunAsync("check"));
        Assert.Contains("1 adapter with 1 operation, no errors", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_script_is_told_with_file_line_and_the_nearest_right_word()
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        line.Write("adapters/town-hall/system.yaml", "adapter: town-hall\ntitel: 办事大厅\nurl: http://127.0.0.1:9/\n");
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("check", "town-hall"));
        Assert.Contains("town-hall/system.yaml:2:1:", line.Out, StringComparison.Ordinal);
        Assert.Contains("did you mean 'title'?", line.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_adapter_is_told_with_the_nearest_right_one()
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("check", "town-hal"));
        Assert.Contains("did you mean 'town-hall'?", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_json_for_both_kinds_of_files()
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCodes.Good, await line.RunAsync("schema", "system"));
        using var schema = System.Text.Json.JsonDocument.Parse(line.Out);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("schema", "nonsense"));
    }

    [Fact]
    public async Task An_operation_shows_its_inputs_as_options()
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        Assert.Equal(ExitCodes.Good, await line.RunAsync("run", "town-hall/find-people", "--help"));
        Assert.Contains("--name <TEXT>", line.Out, StringComparison.Ordinal);
        Assert.Contains("(required)", line.Out, StringComparison.Ordinal);
        Assert.Contains("--since <YYYY-MM-DD>", line.Out, StringComparison.Ordinal);

        // An input named as one of the verb's own options does not hide it.
        Assert.Contains("--input.json <TEXT>", line.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--name=张伟|--since=yesterday", "--since: must be a date")]
    [InlineData("--since=2026-01-05", "--name: is required")]
    [InlineData("--nam=张伟", "--nam")]
    public async Task A_wrong_input_is_a_usage_error(string inputs, string told)
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        Assert.Equal(ExitCodes.Usage, await line.RunAsync(["run", "town-hall/find-people", .. inputs.Split('|')]));
        Assert.Contains(told, line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_operation_is_a_usage_error_with_the_nearest_right_one()
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("run", "town-hall/find-peple", "--name=x"));
        Assert.Contains("did you mean 'find-people'?", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_issued_once_listed_without_themselves_and_revoked()
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCodes.Good, await line.RunAsync("keys", "add", "platform", "--grant", "town-hall/*"));
        var key = line.Out.Trim();
        Assert.StartsWith("daas_", key, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Good, await line.RunAsync("keys", "revoke", "platform"));
        Assert.Equal(ExitCodes.Good, await line.RunAsync("keys", "list"));
        var listed = line.Out[line.Out.IndexOf('\n', StringComparison.Ordinal)..];
        Assert.Contains("town-hall/*", listed, StringComparison.Ordinal);
        Assert.Contains("revoked", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key, listed, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, await line.RunAsync("keys", "revoke", "nobody"));
    }

    [Fact]
    public async Task A_grant_of_the_wrong_form_is_a_usage_error()
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("keys", "add", "platform", "--grant", "everything"));
        Assert.Contains("'everything' is not a grant", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_read_from_standard_input_and_never_an_argument()
    {
        using var line = new CommandLine { Input = "Geheim2026\n" };
        line.WriteAdapter();
        Assert.Equal(ExitCodes.Good, await line.RunAsync("connect", "town-hall", "--user", "clerk"));
        Assert.DoesNotContain("Geheim2026", line.Out + line.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("connect", "town-hall", "--user", "clerk", "--password", "Geheim2026"));
        var stored = File.ReadAllBytes(Path.Combine(line.Folder, "daas-data", "daas.db"));
        Assert.Equal(-1, stored.AsSpan().IndexOf("Geheim2026"u8));
    }

    [Fact]
    public async Task Without_a_password_nothing_is_stored()
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("connect", "town-hall", "--user", "clerk"));
        Assert.Contains("no password was given", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_can_be_forced_only_where_the_script_has_it()
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("run", "town-hall/find-people", "--name=张伟", "--path", "http"));
        Assert.Contains("'find-people' cannot be run by HTTP: its script has no http section. Run it by browser, or leave the path open.", line.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("run", "town-hall/find-people", "--name=张伟", "--path", "carrier-pigeon"));
        Assert.Contains("--path is browser or http", line.Out + line.Error, StringComparison.Ordinal);
    }
}
