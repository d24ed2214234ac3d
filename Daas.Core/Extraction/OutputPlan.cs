using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using Daas.Core.Extraction.Answers;
using Daas.Core.Extraction.Documents;
using Daas.Core.Extraction.Tables;
using Daas.Core.Extraction.Values;

namespace Daas.Core.Extraction;

/// <summary>An output made ready for use: every selector, pattern, path and header is read once, however many pages follow.</summary>
internal sealed class OutputPlan
{
    private static readonly ConditionalWeakTable<Output, OutputPlan> Known = [];

    private OutputPlan(Output output)
    {
        Output = output;
        Fields = [.. output.Fields.Select(FieldPlan.Of)];
        Shown = output.Paging.Shown is { } shown ? Patterns.Read(shown, "paging.shown") : null;
        var (within, each) = output.Rows switch
        {
            RowSource.Table table => (table.Within, null),
            RowSource.Each blocks => (blocks.Within, blocks.Css),
            _ => (output.Record?.Within, null),
        };
        Within = Selector(within);
        Each = Selector(each);
        var (path, total) = output.Rows is RowSource.Json json ? (json.Path, json.Total) : (output.Record?.Json, null);
        Json = Path(path);
        Total = Path(total);
        Names = output.Rows switch
        {
            RowSource.Table table => HeaderName.All(table.Headers, output.Fields),
            RowSource.File file => HeaderName.All(file.Headers, output.Fields),
            _ => [],
        };
        Columns = [.. output.Fields.Select(f => f.Column is null ? -1 : Array.FindIndex(Names, n => n.Text == f.Column))];
    }

    public Output Output { get; }

    public FieldPlan[] Fields { get; }

    public ISelector? Within { get; }

    public ISelector? Each { get; }

    public JsonPath? Json { get; }

    public JsonPath? Total { get; }

    public Regex? Shown { get; }

    /// <summary>All headers that are looked for: those declared and those that fields name.</summary>
    public HeaderName[] Names { get; }

    /// <summary>For each field the index of its header in <see cref="Names"/>; -1 without a column.</summary>
    public int[] Columns { get; }

    /// <exception cref="FormatException">A selector, pattern or path of the adapter cannot be read.</exception>
    public static OutputPlan Of(Output output)
    {
        if (Known.TryGetValue(output, out var plan))
            return plan;
        plan = new OutputPlan(output);
        Known.AddOrUpdate(output, plan);
        return plan;
    }

    private static ISelector? Selector(string? css) =>
        css is null ? null : Selectors.Read(css) ?? throw new FormatException($"'{css}' is not a CSS selector");

    private static JsonPath? Path(string? path) =>
        path is null ? null : JsonPath.Parse(path) ?? throw new FormatException($"'{path}' is not a path; write $.a.b[0]");
}
