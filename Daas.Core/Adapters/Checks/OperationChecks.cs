using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Core.Words;

namespace Daas.Core.Adapters.Checks;

/// <summary>What must hold in the file of an operation beyond its grammar.</summary>
internal static class OperationChecks
{
    /// <param name="script">The operation.</param>
    /// <param name="all">Every operation of the adapter that could be read.</param>
    /// <param name="files">Names of all files, also of those that could not be read.</param>
    public static void Check(Script<Operation> script, IReadOnlyList<Operation> all, IReadOnlyDictionary<string, byte[]> files)
    {
        var (operation, reading) = (script.Value, script.Reading);
        if (operation.Id != script.Name)
            reading.Error(operation, $"operation '{operation.Id}' must be named as its file '{script.Name}{ScriptFiles.Ending}'", "operation", script.Name);

        foreach (var parameter in operation.Input)
            ParameterChecks.Check(parameter, reading);

        var names = new References(reading);
        names.Add(operation.Input);
        StepChecks.Check(operation.Steps, reading, names, [.. operation.Input.Select(i => i.Name)]);
        foreach (var sign in new[] { operation.Applied, operation.Rejected, operation.NotFound })
            names.CheckSign(sign);
        if (operation.Output is { } output)
            OutputChecks.Check(output, operation, reading, names);
        if (operation.Kind == OperationKind.Pull)
            CheckPull(script);
        else
            CheckPush(script, names, all, files);
        if (operation.Http is { } http)
            HttpChecks.Check(http, operation, reading, names.Used);

        foreach (var input in operation.Input.Where(i => !names.Used.Contains(i.Name)))
            reading.Advise(input, $"input '{input.Name}' is not used");
    }

    private static void CheckPull(Script<Operation> script)
    {
        var (operation, reading) = (script.Value, script.Reading);
        if (operation.Output is null)
            reading.Error(operation, "a pull needs an output", "kind");
        foreach (var step in StepChecks.All(operation.Steps).Where(s => s.Commit))
            reading.Error(step, "a pull must not commit; make it a push or leave 'commit' out", "commit");
        if (operation.Applied is not null)
            reading.Error(operation, "'applied' belongs to a push", "applied");
        if (operation.Verify is not null)
            reading.Error(operation, "'verify' belongs to a push", "verify");
    }

    private static void CheckPush(Script<Operation> script, References names, IReadOnlyList<Operation> all, IReadOnlyDictionary<string, byte[]> files)
    {
        var (operation, reading) = (script.Value, script.Reading);
        if (!StepChecks.All(operation.Steps).Any(s => s.Commit))
            reading.Error(operation, "a push needs 'commit: true' on the step after which the old system may have saved", "kind");
        if (operation.Applied is null)
            reading.Error(operation, "a push needs 'applied': what the page shows when the system has saved", "kind");
        if (operation.NotFound is not null)
            reading.Error(operation, "'notFound' belongs to a pull", "notFound");
        if (operation.Output?.Rows is not null)
            reading.Error(operation, "a push answers a record or nothing, not rows", "output");
        if (operation.Verify is not { } verify)
        {
            reading.Advise(operation, "without 'verify' an unknown outcome cannot be resolved by reading back", "kind");
            return;
        }

        foreach (var template in verify.With.Values.Concat(verify.Expect.Values))
            names.Check(template);
        var pulls = all.Where(o => o.Kind == OperationKind.Pull).ToList();
        if (all.FirstOrDefault(o => o.Id == verify.Operation) is not { } pull)
        {
            // A file that could not be read has told its own problems.
            if (!files.ContainsKey(verify.Operation + ScriptFiles.Ending))
                reading.Error(verify, $"there is no operation '{verify.Operation}'", "operation", Nearest.Find(verify.Operation, pulls.Select(p => p.Id)));
            return;
        }

        if (pull.Kind != OperationKind.Pull)
        {
            reading.Error(verify, $"'{verify.Operation}' is a push; reading back needs a pull", "operation");
            return;
        }

        foreach (var name in verify.With.Keys.Where(n => pull.Input.All(i => i.Name != n)))
            reading.Error(verify, $"'{pull.Id}' has no input '{name}'", "with", Nearest.Find(name, pull.Input.Select(i => i.Name)));
        foreach (var input in pull.Input.Where(i => i is { Required: true, Default: null } && !verify.With.ContainsKey(i.Name)))
            reading.Error(verify, $"'{pull.Id}' needs the input '{input.Name}'", "with");
        foreach (var name in verify.Expect.Keys.Where(n => pull.Output is { } output && output.Fields.All(f => f.Name != n)))
            reading.Error(verify, $"'{pull.Id}' has no field '{name}'", "expect", Nearest.Find(name, pull.Output!.Fields.Select(f => f.Name)));
    }
}
