using System.CommandLine;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Microsoft.AspNetCore.StaticFiles;

namespace Daas.Server.Commands;

/// <summary><c>daas run</c>: one run from the shell.</summary>
internal static class RunCommand
{
    private const string Summary = "Runs one operation and prints what it answers. Works beside a running gateway, whose sessions and limits it then shares.";

    private const string More = """
        Examples:
          daas run civil-affairs/find-residents --help              the operation's inputs
          daas run civil-affairs/find-residents --name=张伟
          daas run civil-affairs/find-residents --name=张伟 --csv > residents.csv
          daas run civil-affairs/find-residents --path browser      by browser, though it has an http section
          daas run redmine/get-attachment --id=1 --out .            a file, into a folder
          daas run document-oa/send-document --title=通知 --attachment=./plan.docx

        Progress goes to stderr, the answer to stdout.
        Exit codes: 0 good · 1 the run failed · 2 a wrong input or script · 3 a credential or a browser is needed · 130 stopped
        """;

    private static readonly string[] Reserved = ["json", "csv", "connection", "path", "max-rows", "out", "key", "config", "data", "adapters", "help", "quiet"];

    public static Command Build(Shell shell, GlobalOptions options, RunTarget? target)
    {
        var answer = new RunAnswerOptions();
        var command = new VerbCommand("run", Summary, More);
        if (target?.Operation is { } operation)
        {
            command.Subcommands.Add(ForOperation(shell, options, answer, target, operation));
        }
        else
        {
            var words = new Argument<string>("adapter/operation") { Description = "What to run; put --help behind it to see its inputs", Arity = ArgumentArity.ZeroOrOne };
            command.Arguments.Add(words);
            command.TreatUnmatchedTokensAsErrors = false;
            command.SetAction(parsed => target is null
                ? ListAll(shell, options.Read(parsed))
                : throw new CommandException(ExitCodes.Usage, target.Problem!));
            answer.AddTo(command);
        }

        return command;
    }

    private static Command ForOperation(Shell shell, GlobalOptions options, RunAnswerOptions answer, RunTarget target, Operation operation)
    {
        var summary = string.Join("\n\n", new[] { operation.Title, operation.Description }.Where(t => !string.IsNullOrEmpty(t)));
        var command = new Command(target.Words, summary);
        var inputs = operation.Input.ToDictionary(p => p.Name, Input);
        foreach (var input in inputs.Values)
            command.Options.Add(input);
        answer.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var wished = answer.Read(parsed);
            var given = inputs.Where(i => parsed.GetResult(i.Value) is { Implicit: false }).ToDictionary(i => i.Key, i => parsed.GetValue(i.Value));
            var files = operation.Input
                .Where(p => p.Type == ParameterType.File && given.ContainsKey(p.Name))
                .ToDictionary(p => p.Name, p => Load(shell, p.Name, given[p.Name]!));
            var read = InputReader.Read(operation, given.Where(g => !files.ContainsKey(g.Key)).ToDictionary(), files);
            if (read.Failed)
                throw new CommandException(ExitCodes.Usage, string.Join("\n", read.Error.Details.Select(d => $"--{d.Key}: {d.Value}")));
            var request = new RunRequest
            {
                Run = Guid.CreateVersion7().ToString("n"),
                Adapter = target.Adapter!.Id,
                Operation = operation.Id,
                Inputs = read.Value.Inputs,
                Files = read.Value.Files,
                Rows = wished.MaxRows,
                Path = wished.Path,
                IdempotencyKey = operation.Kind == OperationKind.Push ? wished.Key ?? Guid.NewGuid().ToString() : null,
            };
            await using var folder = await DataFolder.OpenAsync(options.Read(parsed), ct);
            return await RunOnce.RunAsync(shell, folder, operation, request, wished, ct);
        });
        return command;
    }

    private static Option<string?> Input(Parameter parameter) => new((Reserved.Contains(parameter.Name) ? "--input." : "--") + parameter.Name)
    {
        Description = Describe(parameter),
        HelpName = parameter.Type == ParameterType.File ? "FILE" : parameter.OneOf.Count is > 0 and < 6 ? string.Join("|", parameter.OneOf) : Word(parameter.Type),
    };

    private static string Describe(Parameter parameter)
    {
        var words = new[]
        {
            parameter.Title,
            parameter.Description,
            parameter.Required ? "(required)" : null,
            parameter.OneOf.Count >= 6 ? $"one of {string.Join(", ", parameter.OneOf)}" : null,
            parameter.Default is { } usual ? $"default {usual}" : null,
            parameter.Example is { } example ? $"e.g. {example}" : null,
        };
        return string.Join(" · ", words.Where(w => !string.IsNullOrEmpty(w)));
    }

    private static string Word(ParameterType type) => type switch
    {
        ParameterType.Integer => "INTEGER",
        ParameterType.Number => "NUMBER",
        ParameterType.Boolean => "true|false",
        ParameterType.Date => "YYYY-MM-DD",
        ParameterType.DateTime => "YYYY-MM-DDTHH:MM:SS",
        _ => "TEXT",
    };

    internal static FileContent Load(Shell shell, string name, string path)
    {
        try
        {
            var type = new FileExtensionContentTypeProvider().TryGetContentType(path, out var known) ? known : "application/octet-stream";
            return new FileContent(Path.GetFileName(path), type, File.ReadAllBytes(Path.GetFullPath(path, shell.Folder)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, $"--{name}: {e.Message}");
        }
    }

    private static int ListAll(Shell shell, ServerSettings settings)
    {
        var adapters = Directory.Exists(settings.Adapters)
            ? Directory.EnumerateDirectories(settings.Adapters).Order(StringComparer.Ordinal).Select(AdapterReader.ReadFolder).Select(r => r.Adapter).OfType<Adapter>()
            : [];
        var rows = adapters.SelectMany(a => a.Operations.Select(o => (string[])[$"{a.Id}/{o.Id}", o.Kind == OperationKind.Push ? "writes" : "reads", o.Title])).ToList();
        shell.Error.WriteLine(rows.Count == 0 ? $"No adapter in {settings.Adapters}." : "Name an operation; put --help behind it to see its inputs:");
        if (rows.Count > 0)
            TextTable.Write(shell.Error, ["operation", "kind", "title"], rows);
        return ExitCodes.Usage;
    }
}
