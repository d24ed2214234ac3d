using System.CommandLine;
using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Deriving;
using Daas.Recorder.Evidence;
using Daas.Recorder.Recordings;
using Daas.Server.Studio.Publishing;

namespace Daas.Server.Commands;

/// <summary><c>daas derive</c>: the HTTP path of an operation out of its recording.</summary>
internal static class DeriveCommand
{
    private const string Summary = "Derives the plain requests of an operation from its recording, and writes them into its script.";

    private const string More = """
        Recording does this by itself; derive anew after you changed the script, or after a second demonstration.
        What is derived is not used until it is proved: daas prove. Why each request is as it is: daas explain.

        Examples:
          daas derive civil-affairs/find-residents                          from the newest recordings in the data folder
          daas derive civil-affairs/find-residents --recording DIR          from this one
          daas derive civil-affairs/find-residents --dry                    only shows it
          daas derive civil-affairs/find-residents --sign-in                signing in, too, where the recording shows it

        Exit codes: 0 derived · 1 it cannot be done by plain requests, and why · 2 wrong usage
        """;

    public static Command Build(Shell shell, GlobalOptions options)
    {
        var operation = new Argument<string>("adapter/operation") { Description = "What is derived" };
        var recording = new Option<string?>("--recording") { Description = "Folder of the recording (default: the newest)", HelpName = "DIR" };
        var again = new Option<string?>("--again") { Description = "Folder of the second demonstration (default: the newest)", HelpName = "DIR" };
        var dry = new Option<bool>("--dry") { Description = "Writes nothing" };
        var signIn = new Option<bool>("--sign-in") { Description = "Signing in, too; writes system.yaml anew" };
        var command = new VerbCommand("derive", Summary, More) { operation, recording, again, dry, signIn };
        command.SetAction(parsed =>
        {
            var target = ScriptTarget.Of(options.Read(parsed), parsed.GetRequiredValue(operation));
            var (first, second) = Recordings(shell, target, parsed.GetValue(recording), parsed.GetValue(again));
            if (parsed.GetValue(signIn))
                DeriveSignIn(shell, target, first, parsed.GetValue(dry));
            return Derive(shell, target, first, second, parsed.GetValue(dry));
        });
        return command;
    }

    /// <summary>With what was typed when it was recorded for examples: those of a script that was published are invented.</summary>
    private static Adapter Drafted(ScriptTarget target, Recording first, Recording? second)
    {
        var drafted = Drafter.Draft(first, second, target.Adapter, new DraftNames(target.Adapter.Id, target.Operation.Id)).Adapter.Find(target.Operation.Id);
        var inputs = target.Operation.Input.Select(i => drafted?.Input.FirstOrDefault(d => d.Name == i.Name)?.Example is { } example ? i with { Example = example } : i);
        var operation = target.Operation with { Input = [.. inputs] };
        return target.Adapter with { Operations = [.. target.Adapter.Operations.Select(o => o.Id == operation.Id ? operation : o)] };
    }

    private static (Recording First, Recording? Second) Recordings(Shell shell, ScriptTarget target, string? named, string? namedAgain)
    {
        var (first, again) = named is null ? RecordingFolder.Latest(target.Recordings) : (Path.GetFullPath(named, shell.Folder), null);
        if (namedAgain is not null)
            again = Path.GetFullPath(namedAgain, shell.Folder);
        try
        {
            return first is null
                ? throw new CommandException(ExitCodes.Usage, $"{target.Name} has no recording in {target.Recordings}; record it with daas record, or name one with --recording")
                : (RecordingFolder.Read(first), again is null ? null : RecordingFolder.Read(again));
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCodes.Usage, e.Message);
        }
    }

    private static void DeriveSignIn(Shell shell, ScriptTarget target, Recording first, bool dry)
    {
        var derived = Derivation.OfSignIn(target.Adapter, first);
        shell.Out.WriteLine("Signing in:");
        foreach (var line in Explaining.Of(derived))
            shell.Out.WriteLine(line);
        if (derived.Script is not { } script || dry)
            return;
        var system = AdapterWriter.WriteSystem(target.Adapter with { SignIn = target.Adapter.SignIn! with { Http = script } });
        ScriptWriting.Write(target.Folder, [KeyValuePair.Create(ScriptFiles.System, system)]);
        shell.Out.WriteLine($"wrote: {Path.Combine(target.Folder, ScriptFiles.System)}");
    }

    private static int Derive(Shell shell, ScriptTarget target, Recording first, Recording? second, bool dry)
    {
        var adapter = Drafted(target, first, second);
        var derived = Derivation.Of(adapter, target.Operation.Id, first, second);
        foreach (var line in Explaining.Of(derived))
            shell.Out.WriteLine(line);
        if (derived.Script is not { } script)
            return ExitCodes.Failed;
        if (dry)
        {
            shell.Out.WriteLine(HttpSection.Of(target.Operation, script));
            return ExitCodes.Good;
        }

        var file = target.Operation.Id + ScriptFiles.Ending;
        ScriptWriting.Write(target.Folder, [KeyValuePair.Create(file, HttpSection.In(File.ReadAllText(Path.Combine(target.Folder, file)), target.Operation, script))]);
        DerivedReasons.Write(target.Folder, target.Operation.Id, derived);
        shell.Out.WriteLine($"wrote: {Path.Combine(target.Folder, file)}");
        shell.Error.WriteLine($"It is used once it is proved: daas prove {target.Name}");
        return ExitCodes.Good;
    }
}
