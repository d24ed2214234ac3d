using System.CommandLine;
using Daas.Core.Adapters;
using Daas.Recorder.Evidence;

namespace Daas.Server.Commands;

/// <summary><c>daas explain</c>: what an operation sends by plain requests, and why.</summary>
internal static class ExplainCommand
{
    private const string Summary = "Tells in words what an operation sends by plain requests, and where each part of it comes from.";

    private const string More = """
        Examples:
          daas explain civil-affairs/find-residents

        Exit codes: 0 good · 1 the operation has no plain requests, and why · 2 wrong usage
        """;

    public static Command Build(Shell shell, GlobalOptions options)
    {
        var operation = new Argument<string>("adapter/operation") { Description = "What is explained" };
        var command = new VerbCommand("explain", Summary, More) { operation };
        command.SetAction(parsed =>
        {
            try
            {
                return Explain(shell, ScriptTarget.Of(options.Read(parsed), parsed.GetRequiredValue(operation)));
            }
            catch (EvidenceException e)
            {
                throw new CommandException(ExitCodes.Usage, e.Message);
            }
        });
        return command;
    }

    private static int Explain(Shell shell, ScriptTarget target)
    {
        var known = DerivedReasons.Read(target.Folder, target.Operation.Id);
        if (target.Operation.Http is not { } http)
        {
            shell.Out.WriteLine($"{target.Name} goes by the browser: its script has no plain requests.");
            foreach (var why in known?.WhyNot ?? [])
                shell.Out.WriteLine($"  {why}");
            return ExitCodes.Failed;
        }

        shell.Out.WriteLine(http.Proved is { } proof
            ? $"{target.Name} by plain requests: proved on {proof.At:yyyy-MM-dd} with {proof.Inputs} inputs and {proof.Rows} rows."
            : $"{target.Name} by plain requests: not proved, and not used until it is (daas prove {target.Name}).");
        if (known is { Requests: { Count: > 0 } requests } && requests.Count == http.Exchanges.Count)
        {
            foreach (var line in Explaining.Of(requests, []))
                shell.Out.WriteLine(line);
        }
        else
        {
            shell.Out.WriteLine("Nothing is kept of why they are so: they were not derived, or changed since. They are:");
            shell.Out.WriteLine(HttpSection.Of(target.Operation, http).TrimEnd());
        }

        if (http.Next.Count > 0)
            shell.Out.WriteLine("The next page is asked for by the same request with the number of the page, or of the rows before it, in its place.");
        return ExitCodes.Good;
    }
}
