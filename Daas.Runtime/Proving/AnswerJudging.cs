using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Runtime.Proving;

/// <summary>
/// Judges an answer of the HTTP path by what the proved ones had in common. A false alarm costs a browser's answer and is waived once; so it may be strict.
/// </summary>
internal static class AnswerJudging
{
    /// <summary>Values from which on a page that has none of them says something.</summary>
    private const int Few = 3;

    /// <summary>Values from which on one that is missing, where none ever was, says something.</summary>
    private const int Many = 20;

    /// <summary>Values from which on their kinds of characters say something.</summary>
    private const int Some = 10;

    /// <summary>All that the answer has not; empty when it holds.</summary>
    /// <param name="contract">What it is judged by.</param>
    /// <param name="operation">Whose output the rows have.</param>
    /// <param name="inputs">In the REST surface's form.</param>
    /// <param name="sight">One page.</param>
    /// <param name="rows">Its rows.</param>
    public static IReadOnlyList<AnswerClause> Broken(
        AnswerContract contract, Operation operation, IReadOnlyDictionary<string, string> inputs, AnswerSight sight, IReadOnlyList<Row> rows)
    {
        var broken = new List<AnswerClause>();
        OfMarks(contract, sight, broken);
        if (rows.Count > 0)
        {
            OfFields(contract, operation, rows, broken);
            OfInputs(contract, operation, inputs, rows, broken);
        }

        broken.RemoveAll(clause => contract.Waived.Contains(clause.Name));
        return broken;
    }

    /// <summary>The contract without clauses that failed a good answer.</summary>
    public static AnswerContract Without(this AnswerContract contract, IEnumerable<AnswerClause> clauses) =>
        contract with { Waived = [.. contract.Waived.Union(clauses.Select(c => c.Name))] };

    public static string NameOf(AnswerMark mark, bool hasRows) => hasRows ? $"{mark.Kind} {mark.Text}" : $"Empty{mark.Kind} {mark.Text}";

    private static void OfMarks(AnswerContract contract, AnswerSight sight, List<AnswerClause> broken)
    {
        var wanted = sight.HasRows ? contract.Marks : contract.EmptyMarks ?? contract.Marks.Where(m => !NeedsRows(m.Kind));
        HashSet<AnswerMark>? seen = null;
        foreach (var mark in wanted)
        {
            seen ??= [.. sight.Marks];
            if (!seen.Contains(mark))
                broken.Add(new AnswerClause(NameOf(mark, sight.HasRows), $"has not {mark}"));
        }
    }

    private static bool NeedsRows(MarkKind kind) => kind is MarkKind.Header or MarkKind.Key or MarkKind.Member or MarkKind.File;

    private static void OfFields(AnswerContract contract, Operation operation, IReadOnlyList<Row> rows, List<AnswerClause> broken)
    {
        foreach (var field in contract.Fields)
        {
            if (Index(operation, field.Field) is not (>= 0 and var i))
                continue;
            var (missing, strange, readable) = (0, 0, true);
            foreach (var row in rows)
            {
                if (row.Values[i] is not { } value)
                {
                    missing++;
                }
                else if (value is string text)
                {
                    var kinds = Characters.Of(text);
                    readable &= (kinds & ~field.Ever & (CharacterKinds.Code | CharacterKinds.Broken)) == 0;
                    if ((kinds & ~field.Ever) != 0 || (field.Always & ~kinds) != 0)
                        strange++;
                }
            }

            if (field.Missing == 0 && missing > 0 && (field.Filled >= Many || (field.Filled >= Few && missing == rows.Count)))
                broken.Add(new AnswerClause($"Filled {field.Field}", $"has no value of '{field.Field}' in {missing} of {rows.Count} rows, which no row was without"));
            if (!readable)
                broken.Add(new AnswerClause($"Readable {field.Field}", $"has code or unreadable characters in '{field.Field}'"));
            else if (field.Filled >= Some && strange > 0 && strange == rows.Count - missing)
                broken.Add(new AnswerClause($"Characters {field.Field}", $"has values of '{field.Field}' that are made of other characters than all before"));
        }
    }

    private static void OfInputs(
        AnswerContract contract, Operation operation, IReadOnlyDictionary<string, string> inputs, IReadOnlyList<Row> rows, List<AnswerClause> broken)
    {
        foreach (var answering in contract.Inputs)
        {
            if (!inputs.TryGetValue(answering.Input, out var value) || value.Length == 0 || Index(operation, answering.Field) is not (>= 0 and var i))
                continue;
            var others = rows.Count(row => !Answering.Holds(answering.Relation, row.Values[i], value));
            if (others == 0)
                continue;
            broken.Add(new AnswerClause(
                $"{answering.Relation} {answering.Input} {answering.Field}",
                $"has {others} of {rows.Count} rows whose '{answering.Field}' does not answer to the input '{answering.Input}'"));
        }
    }

    private static int Index(Operation operation, string field)
    {
        var fields = operation.Output?.Fields ?? [];
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Name == field)
                return i;
        }

        return -1;
    }
}
