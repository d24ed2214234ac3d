using System.CommandLine;
using Daas.Server.Commands;
using Daas.Testing;

namespace Daas.Server.Tests.Commands;

public sealed class HelpTests
{
    [Fact]
    public async Task The_help_of_every_verb_is_as_reviewed()
    {
        using var line = new CommandLine();
        var help = new StringWriter { NewLine = "\n" };
        foreach (var verb in Verbs([], Daas.Server.Commands.Verbs.Build(line.Shell, target: null)))
        {
            using var own = new CommandLine();
            Assert.Equal(ExitCodes.Good, await own.RunAsync([.. verb, "--help"]));
            await help.WriteLineAsync($"$ {string.Join(' ', (string[])["daas", .. verb, "--help"])}");
            await help.WriteAsync(own.Out.Replace(RootCommand.ExecutableName, "daas", StringComparison.Ordinal));
        }

        Assert.Equal(Snapshot.Reviewed("Commands/help.txt", help.ToString()), help.ToString());
    }

    private static IEnumerable<string[]> Verbs(string[] path, Command command) =>
        [path, .. command.Subcommands.SelectMany(c => Verbs([.. path, c.Name], c))];
}
