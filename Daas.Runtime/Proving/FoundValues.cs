using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Runtime.Proving;

/// <summary>Values for inputs that answers have shown. Those of a field that means the same come first; the rest only may find something.</summary>
internal sealed partial class FoundValues
{
    private const int LongestText = 40;

    private readonly List<(IReadOnlyList<Field> Fields, IReadOnlyList<Row> Rows)> _answers = [];

    public void Add(Operation operation, IReadOnlyList<Row> rows)
    {
        if (operation.Output is { Fields: { Count: > 0 } fields } && rows.Count > 0)
            _answers.Add((fields, rows));
    }

    /// <summary>True when an answer of that operation shows values of that input.</summary>
    public static bool Shows(Operation operation, Parameter input) => operation.Output?.Fields.Any(f => Means(f, input) || IsKeyIn(f, input)) == true;

    /// <summary>True when the field of an answer is what the input asks for.</summary>
    public static bool Means(Field field, Parameter input)
    {
        if (Folded(field.Name) == Folded(input.Name))
            return true;
        return Folded(input.Title) is { Length: > 0 } title && new[] { field.Title, field.Column, field.Label }.Any(t => Folded(t) == title);
    }

    /// <summary>What the answers have for an input, each once, those from the middle of an answer first: first rows are often special.</summary>
    public IEnumerable<string> For(Parameter input) => Sure(input)
        .Concat(input.Type switch
        {
            ParameterType.String => Of(f => f is { Type: FieldType.Text, Attribute: null }).Where(v => v.Length <= LongestText && v.Any(char.IsLetter)),
            ParameterType.Date => Of(f => f.Type == FieldType.Date),
            ParameterType.DateTime => Of(f => f.Type == FieldType.DateTime),
            _ => [],
        })
        .Where(v => v.Trim().Length > 0 && InputReader.Takes(input, v))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Those of them that mean what the input asks for.</summary>
    public IEnumerable<string> Sure(Parameter input) => Of(f => f.Type != FieldType.Link && Means(f, input))
        .Concat(Keys(input))
        .Concat(input.OneOf)
        .Concat(input.Type == ParameterType.Boolean ? ["true", "false"] : [])
        .Where(v => v.Trim().Length > 0 && InputReader.Takes(input, v));

    // An answer that does not show a record's key may still link to it: …?systemid=5 is the id 5.
    private IEnumerable<string> Keys(Parameter input) =>
        from answer in _answers
        from index in Enumerable.Range(0, answer.Fields.Count)
        where IsKeyIn(answer.Fields[index], input)
        from row in FromTheMiddle(answer.Rows)
        let address = row.Values[index] as string
        where address is not null
        let named = NamedKey().Matches(address).LastOrDefault(m => m.Groups["name"].Value.EndsWith(input.Name, StringComparison.OrdinalIgnoreCase))
        let key = named?.Groups["key"].Value ?? LastNumber().Match(address).Value
        where key.Length > 0
        select key;

    private static bool IsKeyIn(Field field, Parameter input) => field.Type == FieldType.Link && input.Type == ParameterType.Integer;

    private IEnumerable<string> Of(Func<Field, bool> wanted) =>
        from answer in _answers
        from index in Enumerable.Range(0, answer.Fields.Count)
        where wanted(answer.Fields[index])
        from row in FromTheMiddle(answer.Rows)
        let text = RowJson.Text(row.Values[index])
        where text.Length > 0
        select text;

    private static IEnumerable<Row> FromTheMiddle(IReadOnlyList<Row> rows) => rows.Skip(rows.Count / 2).Concat(rows.Take(rows.Count / 2));

    private static string Folded(string? text) => text is null ? "" : new string([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    [GeneratedRegex(@"[?&;/](?<name>[\w.\-]+)=(?<key>\d+)")]
    private static partial Regex NamedKey();

    [GeneratedRegex(@"\d+(?=\D*$)")]
    private static partial Regex LastNumber();
}
