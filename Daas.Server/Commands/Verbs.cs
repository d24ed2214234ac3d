using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Daas.Runtime.Browsers;
using Daas.Server.Secrets;
using Daas.Server.Storage;

namespace Daas.Server.Commands;

/// <summary>The command line: all verbs, and what becomes of their failures.</summary>
internal static class Verbs
{
    public static RootCommand Build(Shell shell, RunTarget? target)
    {
        var options = new GlobalOptions(shell);
        var root = new RootCommand($"Daas gives an old business system that has no API an API, from the outside.\n\n{ExitCodes.Help}");
        options.AddTo(root);
        root.Subcommands.Add(ServeCommand.Build(shell, options));
        root.Subcommands.Add(DemoCommand.Build(shell, options));
        root.Subcommands.Add(RecordCommand.Build(shell, options));
        root.Subcommands.Add(ImportCommand.Build(shell, options));
        root.Subcommands.Add(DeriveCommand.Build(shell, options));
        root.Subcommands.Add(ExplainCommand.Build(shell, options));
        root.Subcommands.Add(RunCommand.Build(shell, options, target));
        root.Subcommands.Add(ProveCommand.Build(shell, options));
        root.Subcommands.Add(CheckCommand.Build(shell, options));
        root.Subcommands.Add(SchemaCommand.Build(shell));
        root.Subcommands.Add(KeysCommand.Build(shell, options));
        root.Subcommands.Add(ConnectCommand.Build(shell, options));
        root.Subcommands.Add(SandboxCommand.Build(shell));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new VerbCommand.LongHelp((HelpAction)help.Action!);
        return root;
    }

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Shell shell, CancellationToken ct)
    {
        try
        {
            var parsed = Build(shell, await RunTarget.FindAsync(args, shell, ct)).Parse(args);
            if (parsed.Action is ParseErrorAction wrong)
                wrong.ShowHelp = false;
            var code = await parsed.InvokeAsync(
                new InvocationConfiguration { Output = shell.Out, Error = shell.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) },
                ct);
            if (parsed.Action is not ParseErrorAction)
                return code;
            shell.Error.WriteLine($"See: {Words(parsed.CommandResult.Command)} --help");
            return ExitCodes.Usage;
        }
        catch (CommandException e)
        {
            return Say(shell, e.Message, e.Code);
        }
        catch (SettingsException e)
        {
            return Say(shell, e.Message, ExitCodes.Usage);
        }
        catch (BrowserUnavailableException e)
        {
            return Say(shell, e.Message, ExitCodes.Needs);
        }
        catch (Exception e) when (e is DataFolderBusyException or VaultException)
        {
            return Say(shell, e.Message, ExitCodes.Needs);
        }
        catch (OperationCanceledException)
        {
            return Say(shell, "stopped", ExitCodes.Stopped); // Ctrl+C, SIGTERM, or the caller
        }
    }

    private static string Words(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Words(parent)} {command.Name}" : "daas";

    private static int Say(Shell shell, string message, int code)
    {
        shell.Error.WriteLine($"daas: {message}");
        return code;
    }
}
