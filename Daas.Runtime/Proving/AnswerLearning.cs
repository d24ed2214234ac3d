using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Runtime.Proving;

/// <summary>Learns what the proved answers of an operation have in common. Pure: the same answers, the same contract.</summary>
internal static class AnswerLearning
{
    /// <summary>Rows by which one value of an input is enough to see how rows answer to it.</summary>
    private const int Convincing = 3;

    /// <param name="operation">Both of whose paths gave these answers.</param>
    /// <param name="cases">The equal ones.</param>
    /// <param name="before">What was known of the same script: what it waived stays waived.</param>
    public static AnswerContract Learn(Operation operation, IReadOnlyList<ContractCase> cases, AnswerContract? before = null) => new()
    {
        Marks = Common(cases, hasRows: true) ?? [],
        EmptyMarks = Common(cases, hasRows: false),
        Fields = [.. Fields(operation, cases)],
        Inputs = [.. Inputs(operation, cases)],
        Waived = before?.Waived ?? [],
    };

    /// <summary>What two sights of the same kind of page have in common.</summary>
    public static AnswerSight Merge(AnswerSight one, AnswerSight other)
    {
        var marks = other.Marks.ToHashSet();
        return one with { Marks = [.. one.Marks.Where(marks.Contains)] };
    }

    private static IReadOnlyList<AnswerMark>? Common(IEnumerable<ContractCase> cases, bool hasRows)
    {
        var sights = cases.SelectMany(c => c.Sights).Where(s => s.HasRows == hasRows).ToList();
        return sights.Count == 0 ? null : [.. sights.Aggregate(Merge).Marks.Distinct()];
    }

    private static IEnumerable<FieldContract> Fields(Operation operation, IReadOnlyList<ContractCase> cases)
    {
        var fields = operation.Output?.Fields ?? [];
        for (var i = 0; i < fields.Count; i++)
        {
            var (filled, missing, ever, always) = (0, 0, CharacterKinds.None, (CharacterKinds)(-1));
            foreach (var row in cases.SelectMany(c => c.Rows))
            {
                if (row.Values[i] is not { } value)
                {
                    missing++;
                    continue;
                }

                filled++;
                var kinds = value is string text ? Characters.Of(text) : CharacterKinds.None;
                ever |= kinds;
                always &= kinds;
            }

            if (filled > 0)
                yield return new FieldContract(fields[i].Name, filled, missing, ever, always);
        }
    }

    private static IEnumerable<InputContract> Inputs(Operation operation, IReadOnlyList<ContractCase> cases)
    {
        var fields = operation.Output?.Fields ?? [];
        foreach (var input in operation.Input.Where(p => p.Type != ParameterType.File))
        {
            var told = cases.Where(c => c.Rows.Count > 0 && c.Inputs.TryGetValue(input.Name, out var value) && value.Length > 0)
                .Select(c => (Value: c.Inputs[input.Name], c.Rows)).ToList();
            var values = told.Select(t => t.Value).Distinct().Count();
            if (values == 0 || (values == 1 && (told.Sum(t => t.Rows.Count) < Convincing || told[0].Value.Length < 2)))
                continue;
            for (var i = 0; i < fields.Count; i++)
            {
                foreach (var relation in Relations(input, fields[i]))
                {
                    if (!told.TrueForAll(t => t.Rows.All(row => Answering.Holds(relation, row.Values[i], t.Value))))
                        continue;
                    yield return new InputContract(input.Name, fields[i].Name, relation);
                    break;
                }
            }
        }
    }

    /// <summary>The narrowest first.</summary>
    private static IEnumerable<InputRelation> Relations(Parameter input, Field field)
    {
        yield return InputRelation.Equals;
        if (field.Type is FieldType.Text or FieldType.DateTime)
            yield return InputRelation.Contains;
        if (input.Type is not (ParameterType.Date or ParameterType.DateTime) || field.Type is not (FieldType.Date or FieldType.DateTime))
            yield break;
        yield return InputRelation.NotBefore;
        yield return InputRelation.NotAfter;
    }
}
