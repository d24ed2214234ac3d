using System.CommandLine;
using Daas.Core.Adapters;
using Daas.Core.Words;

namespace Daas.Server.Commands;

/// <summary><c>daas check</c>: reads scripts as the gateway would, and says what is wrong with them.</summary>
internal static class CheckCommand
{
    private const string Summary = "Checks adapter scripts: every error with file, line and the nearest right word.";

    private const string More = """
        Examples:
          daas check                     all adapters in ./adapters
          daas check civil-affairs       one of them
          daas check ../drafts/my-system a folder anywhere

        Exit codes: 0 no errors (there may be advice) · 2 errors
        """;

    public static Command Build(Shell shell, GlobalOptions options)
    {
        var adapter = new Argument<string?>("adapter") { Description = "Name of an adapter, or path of its folder", Arity = ArgumentArity.ZeroOrOne };
        var command = new VerbCommand("check", Summary, More) { adapter };
        command.SetAction(parsed => Check(shell, options.Read(parsed), parsed.GetValue(adapter)));
        return command;
    }

    private static int Check(Shell shell, ServerSettings settings, string? adapter)
    {
        var (errors, advice, operations) = (0, 0, 0);
        var folders = Folders(shell, settings, adapter);
        foreach (var folder in folders)
        {
            var reading = AdapterReader.ReadFolder(Shown(shell, folder));
            foreach (var problem in reading.Problems)
                shell.Out.WriteLine(problem);
            errors += reading.Problems.Count(p => p.Severity == ScriptSeverity.Error);
            advice += reading.Problems.Count(p => p.Severity == ScriptSeverity.Advice);
            operations += reading.Adapter?.Operations.Count ?? 0;
        }

        shell.Error.WriteLine(
            errors > 0
                ? $"{Count(errors, "error")} in {Count(folders.Count, "adapter")}"
                : $"{Count(folders.Count, "adapter")} with {Count(operations, "operation")}, no errors{(advice > 0 ? $", {advice} piece{(advice == 1 ? "" : "s")} of advice" : "")}");
        return errors > 0 ? ExitCodes.Usage : ExitCodes.Good;
    }

    private static IReadOnlyList<string> Folders(Shell shell, ServerSettings settings, string? adapter)
    {
        if (adapter is null)
        {
            return Directory.Exists(settings.Adapters)
                ? [.. Directory.EnumerateDirectories(settings.Adapters).Where(d => Path.GetFileName(d) is not ['.', ..]).Order(StringComparer.Ordinal)]
                : throw new CommandException(ExitCodes.Usage, $"there is no folder {settings.Adapters}; name it with --adapters");
        }

        var named = Path.Combine(settings.Adapters, adapter);
        var anywhere = Path.GetFullPath(adapter, shell.Folder);
        if (Directory.Exists(named))
            return [named];
        if (Directory.Exists(anywhere))
            return [Path.TrimEndingDirectorySeparator(anywhere)];
        var near = Directory.Exists(settings.Adapters)
            ? Nearest.Find(adapter, Directory.EnumerateDirectories(settings.Adapters).Select(d => Path.GetFileName(d)))
            : null;
        throw new CommandException(ExitCodes.Usage, $"there is no adapter '{adapter}' in {settings.Adapters}{(near is null ? "" : $"; did you mean '{near}'?")}");
    }

    // Relative where that is shorter, so that editors and people can follow it.
    private static string Shown(Shell shell, string folder)
    {
        var relative = Path.GetRelativePath(shell.Folder, folder);
        return shell.Folder == Directory.GetCurrentDirectory() && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : folder;
    }

    private static string Count(int number, string word) => $"{number} {word}{(number == 1 ? "" : "s")}";
}
