using System.CommandLine;
using Daas.Core.Adapters;
using Daas.Core.Words;

namespace Daas.Server.Commands;

/// <summary><c>daas check</c>: reads scripts as the gateway would, and says what is wrong with them.</summary>
internal static class CheckCommand
{
    private const string Summary = "Checks adapter scripts: every error with file, line and the nearest right word.";

    private const string More = """
        With --offline, every operation is also tried on the evidence of its recording (evidence/OPERATION/ beside its script), without any network:
        its elements are found, its signs shown, its rows read as they were.

        Examples:
          daas check                     all adapters in ./adapters
          daas check civil-affairs       one of them; several may be named
          daas check ../drafts/my-system a folder anywhere
          daas check --offline           all, and what they read from the pages that were recorded

        Exit codes: 0 no errors (there may be advice, or no evidence) · 1 an operation differs from its evidence, or that cannot be read · 2 errors
        """;

    public static Command Build(Shell shell, GlobalOptions options)
    {
        var adapters = new Argument<string[]>("adapter")
        {
            Description = "Names of adapters, or paths of their folders (default: all)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var offline = new Option<bool>("--offline") { Description = "Also tries every operation on its evidence, without a network" };
        var command = new VerbCommand("check", Summary, More) { adapters, offline };
        command.SetAction(parsed => Check(shell, options.Read(parsed), parsed.GetValue(adapters) ?? [], parsed.GetValue(offline)));
        return command;
    }

    private static int Check(Shell shell, ServerSettings settings, IReadOnlyList<string> adapters, bool offline)
    {
        var (errors, advice, operations) = (0, 0, 0);
        var folders = adapters.Count == 0 ? All(settings) : [.. adapters.Select(a => Folder(shell, settings, a)).Distinct()];
        var replayed = new CheckOffline(shell.Out);
        foreach (var folder in folders)
        {
            var reading = AdapterReader.ReadFolder(Shown(shell, folder));
            foreach (var problem in reading.Problems)
                shell.Out.WriteLine(problem);
            errors += reading.Problems.Count(p => p.Severity == ScriptSeverity.Error);
            advice += reading.Problems.Count(p => p.Severity == ScriptSeverity.Advice);
            operations += reading.Adapter?.Operations.Count ?? 0;
            if (offline && reading.Adapter is { } adapter)
                replayed.Try(adapter, Shown(shell, folder));
        }

        var advised = advice > 0 ? $", {advice} piece{(advice == 1 ? "" : "s")} of advice" : "";
        shell.Error.WriteLine(
            errors > 0
                ? $"{Count(errors, "error")} in {Count(folders.Count, "adapter")}"
                : $"{Count(folders.Count, "adapter")} with {Count(operations, "operation")}, no errors{advised}");
        if (offline)
            shell.Error.WriteLine(replayed.Summary);
        return errors > 0 ? ExitCodes.Usage : replayed.Differs ? ExitCodes.Failed : ExitCodes.Good;
    }

    private static IReadOnlyList<string> All(ServerSettings settings) => Directory.Exists(settings.Adapters)
        ? [.. Directory.EnumerateDirectories(settings.Adapters).Where(d => Path.GetFileName(d) is not ['.', ..]).Order(StringComparer.Ordinal)]
        : throw new CommandException(ExitCodes.Usage, $"there is no folder {settings.Adapters}; name it with --adapters");

    private static string Folder(Shell shell, ServerSettings settings, string adapter)
    {
        var named = Path.Combine(settings.Adapters, adapter);
        var anywhere = Path.GetFullPath(adapter, shell.Folder);
        if (Directory.Exists(named))
            return named;
        if (Directory.Exists(anywhere))
            return Path.TrimEndingDirectorySeparator(anywhere);
        var near = Directory.Exists(settings.Adapters)
            ? Nearest.Find(adapter, Directory.EnumerateDirectories(settings.Adapters).Select(d => Path.GetFileName(d)))
            : null;
        throw new CommandException(
            ExitCodes.Usage, $"there is no adapter '{adapter}' in {settings.Adapters}{(near is null ? "" : $"; did you mean '{near}'?")}");
    }

    // Relative where that is shorter, so that editors and people can follow it.
    private static string Shown(Shell shell, string folder)
    {
        var relative = Path.GetRelativePath(shell.Folder, folder);
        return shell.Folder == Directory.GetCurrentDirectory() && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : folder;
    }

    private static string Count(int number, string word) => $"{number} {word}{(number == 1 ? "" : "s")}";
}
