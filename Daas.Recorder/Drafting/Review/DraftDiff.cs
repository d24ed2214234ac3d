using System.Globalization;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Review;

/// <summary>What a colleague reviews before a draft is published.</summary>
/// <param name="Changes">In plain data, in the order of the script.</param>
/// <param name="Files">The files that publishing would write, each against its published version; those that stay as they are are not among them.</param>
public sealed record DraftDiff(IReadOnlyList<DraftChange> Changes, IReadOnlyList<LineDiff> Files)
{
    /// <summary>Nothing would change.</summary>
    public bool IsNone => Files.Count == 0;

    /// <param name="published">The adapter as it is in use; null when it is new.</param>
    /// <param name="draft">The adapter as it is to be.</param>
    /// <param name="operation">Id of the operation that was drafted; its companions go with it where they are new or others.</param>
    public static DraftDiff Of(Adapter? published, Adapter draft, string operation)
    {
        var changes = new List<DraftChange>();
        var files = new List<LineDiff>();
        Compare(changes, published, draft);
        Add(files, "system.yaml", published is null ? null : AdapterWriter.WriteSystem(published), AdapterWriter.WriteSystem(draft));
        foreach (var after in Companions.With(draft, operation))
        {
            var before = published?.Find(after.Id);
            Compare(changes, before, after);
            Add(files, $"{after.Id}.yaml", before is null ? null : AdapterWriter.WriteOperation(before), AdapterWriter.WriteOperation(after));
        }

        return new DraftDiff(changes, files);
    }

    private static void Add(List<LineDiff> files, string name, string? before, string after)
    {
        if (before != after)
            files.Add(LineDiff.Of(name, before, after));
    }

    private static void Compare(List<DraftChange> changes, Adapter? before, Adapter after)
    {
        var told = new Telling(changes);
        if (before is not null)
        {
            told.Property(ChangeSubject.System, after.Id, "title", before.Title, after.Title);
            told.Property(ChangeSubject.System, after.Id, "charset", before.Charset, after.Charset);
            told.Property(ChangeSubject.System, after.Id, "language", before.Language, after.Language);
            told.Property(ChangeSubject.System, after.Id, "images", Flag(before.Images), Flag(after.Images));
            told.Property(ChangeSubject.Sign, "down", null, before.Down?.ToString(), after.Down?.ToString());
        }

        told.Set(ChangeSubject.Host, [.. before is null ? [] : Leaving.HostsOf(before)], [.. Leaving.HostsOf(after)]);
        foreach (var (name, value) in Limits(after.Limits))
            told.Property(ChangeSubject.Limit, name, null, before is null ? null : Limits(before.Limits).First(l => l.Name == name).Value, value);
        told.Steps(ChangeSubject.SignIn, before?.SignIn?.Steps ?? [], after.SignIn?.Steps ?? []);
        foreach (var (name, sign) in Signs(after.SignIn, before?.SignIn))
            told.Property(ChangeSubject.Sign, name, null, sign(before?.SignIn)?.ToString(), sign(after.SignIn)?.ToString());
    }

    private static void Compare(List<DraftChange> changes, Operation? before, Operation after)
    {
        var told = new Telling(changes);
        if (before is null)
            changes.Add(new DraftChange(ChangeSubject.Operation, ChangeKind.Added, after.Id, null, null, after.Title));
        told.Property(ChangeSubject.Operation, after.Id, "kind", before?.Kind.ToString().ToLowerInvariant(), after.Kind.ToString().ToLowerInvariant());
        if (before is not null)
            told.Property(ChangeSubject.Operation, after.Id, "title", before.Title, after.Title);
        told.Property(ChangeSubject.Operation, after.Id, "description", before?.Description, after.Description);
        told.Each(ChangeSubject.Input, before?.Input ?? [], after.Input, i => i.Name, Properties);
        told.Steps(ChangeSubject.Step, before?.Steps ?? [], after.Steps);
        told.Property(ChangeSubject.Answer, after.Id, "from", Source(before?.Output), Source(after.Output));
        told.Each(ChangeSubject.Field, before?.Output?.Fields ?? [], after.Output?.Fields ?? [], f => f.Name, Properties);
        told.Property(ChangeSubject.Answer, after.Id, "key", Listed(before?.Output?.Key), Listed(after.Output?.Key));
        told.Property(ChangeSubject.Paging, after.Id, null, Paging(before?.Output), Paging(after.Output));
        told.Property(ChangeSubject.Sign, "empty", null, before?.Output?.Empty?.ToString(), after.Output?.Empty?.ToString());
        told.Property(ChangeSubject.Sign, "applied", null, before?.Applied?.ToString(), after.Applied?.ToString());
        told.Property(ChangeSubject.Sign, "rejected", null, before?.Rejected?.ToString(), after.Rejected?.ToString());
        told.Property(ChangeSubject.Sign, "notFound", null, before?.NotFound?.ToString(), after.NotFound?.ToString());
        told.Property(ChangeSubject.ReadBack, after.Id, null, ReadBack(before?.Verify), ReadBack(after.Verify));
        told.Property(ChangeSubject.Requests, after.Id, null, Requests(before?.Http), Requests(after.Http));
    }

    private static IEnumerable<(string, string?)> Properties(Parameter input) =>
    [
        ("title", input.Title), ("description", input.Description), ("type", input.Type.ToString()), ("format", input.Format),
        ("required", Flag(input.Required)),
        ("oneOf", Listed(input.OneOf)), ("default", input.Default), ("example", input.Example), ("pattern", input.Pattern),
        ("maxLength", input.MaxLength?.ToString(CultureInfo.InvariantCulture)), ("minimum", input.Minimum?.ToString(CultureInfo.InvariantCulture)),
        ("maximum", input.Maximum?.ToString(CultureInfo.InvariantCulture)),
    ];

    private static IEnumerable<(string, string?)> Properties(Field field) =>
    [
        ("title", field.Title), ("description", field.Description), ("type", field.Type.ToString()), ("format", field.Format), ("column", field.Column),
        ("label", field.Label), ("css", field.Css), ("json", field.Json), ("attribute", field.Attribute), ("pattern", field.Pattern),
        ("values", field.Values.Count == 0 ? null : string.Join(", ", field.Values.Select(v => $"{v.Key} = {v.Value}"))),
        ("required", Flag(field.Required)), ("optional", Flag(field.Optional)),
    ];

    private static IEnumerable<(string Name, string Value)> Limits(Limits limits) => new (string, int)[]
    {
        ("sessions", limits.Sessions), ("concurrency", limits.Concurrency), ("perMinute", limits.PerMinute), ("runSeconds", limits.RunSeconds),
        ("stepSeconds", limits.StepSeconds), ("pages", limits.Pages), ("rows", limits.Rows),
    }.Select(l => (l.Item1, l.Item2.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<(string, Func<SignIn?, Sign?>)> Signs(params SignIn?[] either) => either.All(s => s is null) ? [] :
    [
        ("signIn.signedIn", s => s?.SignedIn), ("signIn.rejected", s => s?.Rejected), ("signIn.locked", s => s?.Locked),
        ("signIn.needsPerson", s => s?.NeedsPerson), ("signIn.expired", s => s?.Expired),
    ];

    private static string? Source(Output? output) => output switch
    {
        null => null,
        { File: true } => "file",
        { Rows: RowSource.Table table } => $"table with {string.Join(", ", table.Headers)}",
        { Rows: RowSource.Each each } => $"list of {each.Css}",
        { Rows: RowSource.Json json } => $"JSON rows at {json.Path}",
        { Rows: RowSource.File file } => $"rows of a file with {string.Join(", ", file.Headers)}",
        { Record.Json: { } path } => $"JSON record at {path}",
        _ => $"record{(output.Record?.Within is { } within ? $" in {within}" : "")}",
    };

    private static string? Paging(Output? output) => output?.Paging.Open?.ToString() ?? output?.Next?.ToString();

    private static string? ReadBack(Verify? verify) => verify is null ? null : $"{verify.Operation}({Listed(verify.With)}) shows {Listed(verify.Expect)}";

    private static string Listed(IReadOnlyDictionary<string, Template> templates) => string.Join(", ", templates.Select(t => $"{t.Key}: {t.Value}"));

    private static string? Requests(HttpScript? http) => http is null ? null
        : $"{http.Exchanges.Count + http.Next.Count} requests{(http.Proved is { } proof ? $", proved {proof.At:yyyy-MM-dd}" : ", not proved")}";

    private static string? Flag(bool on) => on ? "yes" : null;

    private static string? Listed(IReadOnlyList<string>? items) => items is { Count: > 0 } ? string.Join(", ", items) : null;
}
