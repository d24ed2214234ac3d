using System.CommandLine;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Core.Words;
using Daas.Runtime.Proving;

namespace Daas.Server.Commands;

/// <summary><c>daas prove</c>: whether the HTTP path gives what the browser path gives.</summary>
internal static class ProveCommand
{
    private const string Summary = "Runs an operation by both paths, compares what they answer, and lets it go by HTTP from then on if all is equal.";

    private const string More = """
        A pull is run with the inputs that the script names as examples, with few inputs, with values that answers show, and with one that finds nothing.
        A push is run once, by HTTP, with the inputs you give, and what it saved is read back by the browser; it needs --yes.
        What is proved is written into the script, as the line 'proved:' below 'http:'. What is not equal goes by the browser.
        It can be stopped at any time (Ctrl+C): what was known before stays. Works beside a running gateway, within its limits.

        Examples:
          daas prove civil-affairs/find-residents
          daas prove civil-affairs/find-residents --input name=张伟 --input name=李娜      two further sets of inputs
          daas prove civil-affairs                                   every pull of the adapter that has an HTTP path
          daas prove --all                                           every such pull of every adapter
          daas prove redmine/register-matter --yes --input project=p1 --input subject=试登记-0001

        Exit codes: 0 proved · 1 not equal · 2 wrong usage or script · 3 could not be decided (the reason is told) · 130 stopped
        """;

    public static Command Build(Shell shell, GlobalOptions options)
    {
        var words = new Argument<string?>("adapter/operation") { Description = "What to prove; an adapter alone means all its pulls", Arity = ArgumentArity.ZeroOrOne };
        var connection = new Option<string?>("--connection") { Description = "Which connection of the adapter (default: 'default')", HelpName = "NAME" };
        var inputs = new Option<string[]>("--input")
        {
            Description = "An input to prove with; may be repeated, and a name given twice begins a second set (a file: its path)",
            HelpName = "NAME=VALUE",
        };
        var yes = new Option<bool>("--yes") { Description = "A push may write into the old system, once" };
        var all = new Option<bool>("--all") { Description = "Every pull that has an HTTP path, of every adapter" };
        var command = new VerbCommand("prove", Summary, More) { words, connection, inputs, yes, all };
        command.SetAction(async (parsed, ct) =>
        {
            await using var folder = await DataFolder.OpenAsync(options.Read(parsed), ct);
            var wished = Wished(folder.Adapters, parsed.GetValue(words), parsed.GetValue(all));
            var given = parsed.GetValue(inputs) ?? [];
            if (wished.Count > 1 && given.Length > 0)
                throw new CommandException(ExitCodes.Usage, "--input goes with one operation; name it as adapter/operation");
            var codes = new List<int>();
            foreach (var (adapter, operation) in wished)
            {
                codes.Add(await ProveOnce.RunAsync(
                    shell, folder, new ProofWish(adapter.Id, operation.Id, parsed.GetValue(connection), Sets(shell, operation, given), parsed.GetValue(yes)), ct));
            }

            if (codes.Count > 1)
            {
                shell.Error.WriteLine($"{codes.Count(c => c == ExitCodes.Good)} of {codes.Count} proved, {codes.Count(c => c == ExitCodes.Failed)} not equal, "
                    + $"{codes.Count(c => c == ExitCodes.Needs)} not decided");
            }

            return codes.Contains(ExitCodes.Failed) ? ExitCodes.Failed : codes.Max();
        });
        return command;
    }

    private static List<(Adapter Adapter, Operation Operation)> Wished(string folder, string? words, bool all)
    {
        if (words is null == !all)
            throw new CommandException(ExitCodes.Usage, "name what to prove as adapter/operation, or say --all");
        var there = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal).ToList() : [];
        if (words is null)
            return Some([.. there.Select(t => AdapterReader.ReadFolder(Path.Combine(folder, t)).Adapter).OfType<Adapter>().SelectMany(Provable)], folder);
        var (id, name) = words.Split('/', 2) is [var first, var second] ? (first, second) : (words, null);
        if (!there.Contains(id))
            throw new CommandException(ExitCodes.Usage, $"there is no adapter '{id}' in {folder}{Instead(id, there)}");
        var reading = AdapterReader.ReadFolder(Path.Combine(folder, id));
        if (reading.Adapter is not { } adapter)
            throw new CommandException(ExitCodes.Usage, $"the script of {id} has errors; see: daas check {id}");
        if (name is null)
            return Some([.. Provable(adapter)], id);
        return adapter.Find(name) is { } operation
            ? [(adapter, operation)]
            : throw new CommandException(ExitCodes.Usage, $"{id} has no operation '{name}'{Instead(name, [.. adapter.Operations.Select(o => o.Id)])}");
    }

    private static List<(Adapter, Operation)> Some(List<(Adapter, Operation)> wished, string where) =>
        wished.Count > 0 ? wished : throw new CommandException(ExitCodes.Usage, $"no pull of {where} has an HTTP path");

    private static IEnumerable<(Adapter, Operation)> Provable(Adapter adapter) =>
        adapter.Operations.Where(o => o is { Kind: OperationKind.Pull, Http: not null }).Select(o => (adapter, o));

    private static string Instead(string wrong, IReadOnlyCollection<string> right) =>
        Nearest.Find(wrong, right) is { } near ? $"; did you mean '{near}'?" : right.Count > 0 ? $"; there is {string.Join(", ", right)}" : "";

    private static List<ProofInputs> Sets(Shell shell, Operation operation, IReadOnlyList<string> given)
    {
        var sets = new List<(Dictionary<string, string> Values, Dictionary<string, FileContent> Files)>();
        foreach (var pair in given)
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw new CommandException(ExitCodes.Usage, $"'{pair}' is not an input; write --input name=value");
            var set = sets.FindIndex(s => !s.Values.ContainsKey(name) && !s.Files.ContainsKey(name));
            if (set < 0)
            {
                set = sets.Count;
                sets.Add(([], []));
            }

            if (operation.Input.Any(p => p.Name == name && p.Type == ParameterType.File))
                sets[set].Files[name] = RunCommand.Load(shell, name, value);
            else
                sets[set].Values[name] = value;
        }

        foreach (var set in sets)
        {
            var read = InputReader.Read(operation, set.Values.ToDictionary(v => v.Key, v => (string?)v.Value), set.Files);
            if (read.Failed)
                throw new CommandException(ExitCodes.Usage, string.Join("\n", read.Error.Details.Select(d => $"--input {d.Key}: {d.Value}")));
        }

        return [.. sets.Select(s => new ProofInputs(ProofSource.Given, s.Values) { Files = s.Files })];
    }
}
