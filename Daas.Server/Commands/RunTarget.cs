using System.CommandLine;
using Daas.Core.Adapters;
using Daas.Core.Words;

namespace Daas.Server.Commands;

/// <summary>
/// The operation that a <c>daas run</c> is about, found before the command line is parsed: its inputs are options of their own, with their help.
/// </summary>
/// <param name="Words">As typed: <c>adapter/operation</c>.</param>
/// <param name="Adapter">Null when it was not found or has errors.</param>
/// <param name="Operation">Null when it was not found.</param>
/// <param name="Problem">Why not, for the person who typed it.</param>
internal sealed record RunTarget(string Words, Adapter? Adapter, Operation? Operation, string? Problem)
{
    /// <summary>Null when the verb is not <c>run</c> or names nothing yet.</summary>
    public static async Task<RunTarget?> FindAsync(IReadOnlyList<string> args, Shell shell, CancellationToken ct)
    {
        var options = new GlobalOptions(shell);
        var words = new Argument<string?>("operation") { Arity = ArgumentArity.ZeroOrOne };
        var run = new Command("run") { words };
        run.TreatUnmatchedTokensAsErrors = false;
        var root = new RootCommand { run };
        options.AddTo(root);
        var parsed = root.Parse(args);
        if (parsed.CommandResult.Command != run || parsed.GetValue(words) is not { } typed)
            return null;
        var settings = options.Read(parsed);
        await using var served = await ServedFolder.FindAsync(settings, ct);
        return Find(typed, served?.Adapters ?? settings.Adapters);
    }

    private static RunTarget Find(string words, string folder)
    {
        if (words.Split('/') is not [{ Length: > 0 } adapter, { Length: > 0 } operation])
            return Missing(words, $"'{words}' is not an operation; write adapter/operation");
        var there = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal).ToList() : [];
        if (!there.Contains(adapter))
            return Missing(words, $"there is no adapter '{adapter}' in {folder}{Instead(adapter, there)}");
        var reading = AdapterReader.ReadFolder(Path.Combine(folder, adapter));
        if (reading.Adapter is not { } read)
            return Missing(words, string.Join("\n", reading.Problems.Where(p => p.Severity == ScriptSeverity.Error)));
        return read.Find(operation) is { } found
            ? new RunTarget(words, read, found, null)
            : Missing(words, $"{adapter} has no operation '{operation}'{Instead(operation, [.. read.Operations.Select(o => o.Id)])}");
    }

    private static RunTarget Missing(string words, string problem) => new(words, null, null, problem);

    private static string Instead(string wrong, IReadOnlyCollection<string> right) =>
        Nearest.Find(wrong, right) is { } near ? $"; did you mean '{near}'?" : right.Count > 0 ? $"; there is {string.Join(", ", right)}" : "";
}
