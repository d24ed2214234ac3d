using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Values;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Core.Extraction.Details;

/// <summary>Repeated blocks: one row for each shown element that the selector finds.</summary>
internal sealed class BlockRows(OutputPlan plan, RowSource.Each source, PageView page)
{
    private readonly VisibleText _text = new();

    public Fallible<PageRows> Read(int maxRows)
    {
        var rows = new List<Row>();
        var data = new HashSet<INode>(ReferenceEqualityComparer.Instance);
        var hasScope = plan.Within is null;
        var reader = new ElementReader(_text);
        foreach (var frame in page.Frames)
        {
            var scopes = plan.Within is null ? [frame.Document] : Selectors.Visible(plan.Within, frame.Document).ToList<INode>();
            hasScope |= scopes.Count > 0;
            foreach (var block in scopes.SelectMany(s => Selectors.Visible(plan.Each!, s)))
            {
                // Blocks beyond the number asked for are data too: their words are no sign of the page.
                if (!data.Add(block) || rows.Count >= maxRows || IsSkipped(block))
                    continue;
                if (Row(block, frame, reader, rows.Count + 1) is var row && row.Failed)
                    return row.Error;
                rows.Add(row.Value);
            }
        }

        if (!hasScope)
            return Emptiness.Judge(plan, page, null, Errors.Drift($"the part of the page that holds the blocks, '{source.Within}', is not there"), [], null);
        var missing = Errors.Drift(plan.Output.Empty is { } empty
            ? $"the page has no '{source.Css}', and does not show the declared sign of emptiness ({empty})"
            : $"the page has no '{source.Css}', and no sign of emptiness is declared");
        return Emptiness.Judge(plan, page, rows, missing, [], data);
    }

    private Fallible<Row> Row(IElement block, FrameView frame, ElementReader reader, int number)
    {
        LabelIndex? labels = null;
        var values = new object?[plan.Fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var field = plan.Fields[i];
            Raw raw;
            if (field.LabelKey is null)
            {
                raw = reader.Read(field, block, frame.Base);
            }
            else
            {
                if (labels is null)
                {
                    labels = new LabelIndex(plan.Fields, _text);
                    labels.Add(block, frame.Base);
                }

                raw = labels.Read(field);
            }

            if (RowBuild.Value(field, raw, number, out values[i]) is { } error)
                return error;
        }

        return new Row(values);
    }

    private bool IsSkipped(IElement block) =>
        source.Skip is { } skip && skip.Find(_text.Of(block).Replace('\n', ' '), TemplateValues.None) is not null;
}
