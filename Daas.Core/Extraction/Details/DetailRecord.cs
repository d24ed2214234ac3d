using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Values;
using Daas.Core.Runs;

namespace Daas.Core.Extraction.Details;

/// <summary>One record out of a page: by labels, or by CSS.</summary>
internal sealed class DetailRecord(OutputPlan plan, PageView page)
{
    private readonly VisibleText _text = new();

    public Fallible<Row> Read()
    {
        var scopes = new List<(INode Node, Uri Base)>();
        foreach (var frame in page.Frames)
        {
            if (plan.Within is null)
                scopes.Add((frame.Document, frame.Base));
            else
                scopes.AddRange(Selectors.Visible(plan.Within, frame.Document).Select(e => ((INode)e, frame.Base)));
        }

        if (scopes.Count == 0)
        {
            return Emptiness.IsShown(plan, page)
                ? Emptiness.NoRecord()
                : Errors.Drift($"the part of the page that holds the record, '{plan.Output.Record!.Within}', is not there");
        }

        var labels = new LabelIndex(plan.Fields, _text);
        if (plan.Fields.Any(f => f.LabelKey is not null))
        {
            foreach (var (node, at) in scopes)
                labels.Add(node, at);
        }

        var reader = new ElementReader(_text);
        var raws = new Raw[plan.Fields.Length];
        for (var i = 0; i < raws.Length; i++)
            raws[i] = plan.Fields[i].LabelKey is null ? Outside(plan.Fields[i], scopes, reader) : labels.Read(plan.Fields[i]);
        if (Missing(raws, scopes) is { } missing)
            return missing;
        var values = new object?[raws.Length];
        for (var i = 0; i < raws.Length; i++)
        {
            if (RowBuild.Value(plan.Fields[i], raws[i], 0, out values[i]) is { } error)
                return error;
        }

        return new Row(values);
    }

    private static Raw Outside(FieldPlan field, List<(INode Node, Uri Base)> scopes, ElementReader reader)
    {
        foreach (var (node, at) in scopes)
        {
            if ((node as IElement ?? (node as IDocument)?.DocumentElement) is { } element && reader.Read(field, element, at) is { IsMissing: false } raw)
                return raw;
        }

        return new Raw(null, IsMissing: true);
    }

    private RunError? Missing(Raw[] raws, List<(INode Node, Uri Base)> scopes)
    {
        FieldPlan[] missing = [.. plan.Fields.Where((f, i) => raws[i].IsMissing && !f.Field.Optional)];
        if (missing.Length == 0)
            return null;
        if (Emptiness.IsShown(plan, page))
            return Emptiness.NoRecord();
        if (missing.All(f => f.LabelKey is null))
            return Errors.Drift($"{missing[0].Place} of field '{missing[0].Name}' is not there", missing[0]);
        var seen = SeenLabels.In(scopes.Select(s => s.Node), _text);
        var words = string.Join(", ", missing.Select(f => f.Field.Label ?? f.Place));
        var nearest = NearestText.Of(missing[0].Field.Label ?? "", seen);
        var details = new Dictionary<string, string> { ["missing"] = words, ["seen"] = string.Join(", ", seen), ["field"] = missing[0].Name };
        if (nearest is not null)
            details["nearest"] = nearest;
        return Errors.Drift(
            $"the page has no label '{words}'{(nearest is null ? "" : $"; nearest is '{nearest}'")}; {(seen.Count == 0 ? "no labels were seen" : $"seen: {string.Join(", ", seen)}")}",
            details: details);
    }
}
