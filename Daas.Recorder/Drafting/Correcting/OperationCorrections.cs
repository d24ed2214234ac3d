using Daas.Core.Adapters;
using Daas.Core.Adapters.Checks;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>What is said about the operation as a whole.</summary>
internal static class OperationCorrections
{
    public static Done Title(OpenDraft at, Correction.TitleOperation to)
    {
        if (Titles.Of(to.Title) is not { } title)
            return "an operation needs a title";
        if (Titles.Wrong(title) is { } wrong)
            return wrong;
        var description = to.Description is null ? at.Operation.Description : to.Description.Trim() is { Length: > 0 } text ? text : null;
        return at.With(at.Operation with { Title = title, Description = description });
    }

    /// <summary>What a person wrote is taken as it is when it can be read; what it answers of the open questions is theirs to know.</summary>
    public static Done Replace(OpenDraft at, Correction.ReplaceOperation to)
    {
        var file = $"{at.Id}.yaml";
        var files = AdapterWriter.Write(at.Adapter).ToDictionary(f => f.Key, f => f.Key == file ? to.Yaml : f.Value);
        var reading = AdapterReader.Read(at.Adapter.Id, files);
        if (reading.Adapter?.Find(at.Id) is not { } written)
        {
            var problems = reading.Problems.Where(p => p.Severity == ScriptSeverity.Error).ToList();
            var own = problems.Where(p => p.File.EndsWith("/" + file, StringComparison.Ordinal)).ToList();
            return string.Join('\n', (own.Count > 0 ? own : problems).Select(p => p.ToString()));
        }

        var origins = StepPlaces.Origins(at);
        var before = StepChecks.All(at.Operation.Steps).ToList();
        var kept = StepPlaces.Kept(before, [.. StepChecks.All(written.Steps)]).Select(i => i is { } place ? origins[place] : null).ToList();
        var replaced = at.With(written.Steps, kept).With(written) with { Dropped = [], Constants = [] };
        return replaced.Without(d => !d.Name.StartsWith("signIn", StringComparison.Ordinal)
            && !to.Yaml.Contains(SignWords.ToBeAnswered(d.Name), StringComparison.Ordinal));
    }
}
