using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>An output whose fields are all still text, with what was thought while finding it.</summary>
/// <param name="Output">Reads texts from the page.</param>
/// <param name="Score">See <see cref="OutputProposal.Score"/>.</param>
/// <param name="Reasons">Added to while finishing.</param>
internal sealed record OutputGuess(Output Output, double Score, List<string> Reasons)
{
    public IReadOnlyList<Row> Rows { get; private init; } = [];

    private IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>True when one of its texts on the page is this, or holds it.</summary>
    public bool Holds(string pick) => Texts.Any(t => t.Contains(pick, StringComparison.OrdinalIgnoreCase));

    /// <summary>True when one of its texts on the page is this and no more.</summary>
    public bool HoldsWhole(string pick) => Texts.Any(t => t.Equals(pick, StringComparison.OrdinalIgnoreCase));

    /// <summary>Settles types, key, paging and emptiness, and reads the page with the result. Null when Core cannot read it.</summary>
    public OutputGuess? Finish(PageView page, IReadOnlyList<PageView> others, int maxRows)
    {
        if (Read(Output, page, maxRows) is not { Count: > 0 } plain)
            return null;
        var reasons = new List<string>(Reasons);
        var output = Output with { Fields = ValueTypes.Settle(Output, plain, typed => Read(typed, page, maxRows) is not null, reasons) };
        if (output.Rows is not null)
        {
            output = output with { Key = RowKeys.Of(output.Fields, plain, reasons) };
            output = EmptySigns.Settle(PagingSigns.Settle(output, page, plain.Count, others, reasons), page, others, reasons);
        }

        return Read(output, page, maxRows) is { Count: > 0 } rows
            ? this with
            {
                Output = output,
                Rows = rows,
                Reasons = reasons,
                Texts = [.. plain.SelectMany(r => r.Values).OfType<string>()
                .Select(PageTexts.Fold)]
            }
            : null;
    }

    /// <summary>What Core reads; null when that is an error.</summary>
    public static IReadOnlyList<Row>? Read(Output output, PageView page, int maxRows)
    {
        if (output.Record is not null)
            return Extractor.Record(output, page) is { Failed: false } record ? [record.Value] : null;
        return Extractor.Rows(output, page, maxRows) is { Failed: false } rows ? rows.Value.Rows : null;
    }
}
