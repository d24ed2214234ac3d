using System.Globalization;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;

namespace Daas.Runtime.Pushes;

/// <summary>
/// Finds the record of a push by its natural key, with the pull that the adapter names. It is counted before the push and again after it: one more
/// than before proves that it was saved, also where a record with the same key existed already. Where the natural key is only known once the
/// push has read it (a number given by the system), presence alone proves it. Absence proves nothing (the save may still be under way, or
/// wait for an approval), so what is not found stays unknown.
/// </summary>
internal sealed class ReadBack(Attempts attempts, RuntimeOptions options, TimeProvider time)
{
    /// <summary>How many records match now; no count when the key is not known yet, the pull failed, or its answer was cut short by a limit.</summary>
    public async Task<ReadBackCount> CountAsync(Run run, Verify verify, Operation pull, TemplateValues? read, CancellationToken stop)
    {
        var plain = Plain(verify, run.Request, run.Operation, read);
        var inputs = new Dictionary<string, string?>();
        foreach (var (name, template) in verify.With)
        {
            if (template.Fill(plain) is not { } value)
                return ReadBackCount.KeyUnknown;
            inputs[name] = value;
        }

        var expected = new List<(int Column, string Text)>();
        foreach (var (name, template) in verify.Expect)
        {
            if (template.Fill(plain) is not { } text)
                return ReadBackCount.KeyUnknown;
            expected.Add((Column(pull, name), text));
        }

        var valid = InputReader.Read(pull, inputs, new Dictionary<string, FileContent>());
        if (valid.Failed)
            return new ReadBackCount(null, new RunError(ErrorClass.AdapterBug, $"verify gives '{pull.Id}' inputs it does not take: {valid.Error.Message}"));

        var matches = 0;
        var request = run.Request with
        {
            Operation = pull.Id,
            Inputs = valid.Value.Inputs,
            Files = valid.Value.Files,
            Path = null,
            Pages = null,
            Rows = null,
        };
        // What is told of the run is about the push itself.
        var (made, picture, path) = (run.Attempts, run.Picture, run.Path);
        var order = new AttemptOrder { Operation = pull, Request = request, Values = () => RunInputs.Values(pull, request.Inputs), Tell = Tell };
        var outcome = await attempts.MakeAsync(run, order, stop);
        (run.Attempts, run.Picture, run.Path) = (made, picture ?? run.Picture, path);
        if (outcome.Error is { Class: ErrorClass.RecordNotFound })
            return new ReadBackCount(0);
        if (outcome.Error is { } error)
            return new ReadBackCount(null, error);
        if (outcome.Result.Record is { } record && Matches(record))
            matches++;
        return outcome.Result.Complete
            ? new ReadBackCount(matches)
            : new ReadBackCount(null, new RunError(ErrorClass.ResponseLimit, $"Reading back with '{pull.Id}' gave more than the limits allow."));

        ValueTask Tell(RunEvent told, CancellationToken ct)
        {
            if (told is RunEvent.Rows page)
                matches += page.Items.Count(Matches);
            return ValueTask.CompletedTask;
        }

        bool Matches(Row row) => expected.TrueForAll(e => e.Column >= 0 && e.Column < row.Values.Count && IsSame(row.Values[e.Column], e.Text));
    }

    /// <summary>True when the record is proved to be there. Tries a few times, for systems that take a moment to show what they saved.</summary>
    public async Task<ReadBackProof> ProveAsync(
        Run run, Verify verify, Operation pull, TemplateValues? read, int? before, bool keyWasUnknown, CancellationToken stop)
    {
        var last = new ReadBackCount(null);
        foreach (var pause in options.ReadBackPauses)
        {
            try
            {
                await Task.Delay(pause, time, stop);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            last = await CountAsync(run, verify, pull, read, stop);
            if (last.Count is { } count && (before is { } known ? count > known : keyWasUnknown && count > 0))
                return new ReadBackProof(true, null);
        }

        return new ReadBackProof(false, last switch
        {
            { Error: { } error } => $"reading back with '{pull.Id}' failed ({error.Class.Slug()}: {error.Message})",
            { Count: null } => $"it cannot be read back, because '{pull.Id}' needs a value that only the push knew",
            _ when before is null && !keyWasUnknown => $"'{pull.Id}' was not read before the push, so what it shows now proves nothing",
            _ => $"reading back with '{pull.Id}' does not show a new record",
        });
    }

    // In the REST surface's form, as the pull's own inputs want it, whatever the push's own format is.
    private static TemplateValues Plain(Verify verify, RunRequest request, Operation push, TemplateValues? read)
    {
        var plain = new TemplateValues();
        foreach (var name in verify.With.Values.Concat(verify.Expect.Values).SelectMany(t => t.References).Distinct())
        {
            // Only what is no input of the push can come from its pages.
            plain[name] = request.Inputs.GetValueOrDefault(name) ?? (push.Input.Any(p => p.Name == name) ? null : read?.Find(name));
        }

        return plain;
    }

    private static int Column(Operation pull, string field)
    {
        var fields = pull.Output?.Fields ?? [];
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Name == field)
                return i;
        }

        return -1;
    }

    /// <summary>True when a field of an answer has what an input in the REST surface's form said.</summary>
    public static bool IsSame(object? value, string expected) => value switch
    {
        null => expected.Length == 0,
        string text => text.Trim() == expected.Trim(),
        bool flag => string.Equals(expected, flag ? "true" : "false", StringComparison.OrdinalIgnoreCase),
        DateOnly day => DateOnly.TryParse(expected, CultureInfo.InvariantCulture, out var other) && other == day,
        DateTime moment => DateTime.TryParse(expected, CultureInfo.InvariantCulture, out var other) && other == moment,
        DateTimeOffset moment =>
            DateTimeOffset.TryParse(expected, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var other) && other == moment,
        long or decimal => decimal.TryParse(expected, NumberStyles.Number, CultureInfo.InvariantCulture, out var other)
            && other == Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) == expected,
    };
}

/// <param name="Count">Records that match; null when they could not be counted.</param>
/// <param name="Error">Why not, when the pull failed.</param>
internal readonly record struct ReadBackCount(int? Count, RunError? Error = null)
{
    /// <summary>The natural key needs a value that only the push reads.</summary>
    public static ReadBackCount KeyUnknown => default;
}

/// <param name="Found">Proved to be there.</param>
/// <param name="Why">What stands against it, as the tail of a sentence; null when found.</param>
internal readonly record struct ReadBackProof(bool Found, string? Why);
