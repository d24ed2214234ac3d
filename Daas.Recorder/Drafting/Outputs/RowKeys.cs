using System.Text.RegularExpressions;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Finds the column that tells rows apart.</summary>
internal static partial class RowKeys
{
    /// <returns>The name of one field; none when no column has a value of its own in every row, or one row is all there is and no title says so.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Field> fields, IReadOnlyList<Row> rows, List<string> reasons)
    {
        var unique = Enumerable.Range(0, fields.Count)
            .Where(i => fields[i].Type is FieldType.Text or FieldType.Integer && IsOwn(rows, i)
                && !Running().IsMatch(fields[i].Title ?? fields[i].Name)).ToList();
        var named = unique.Where(i => KeyTitle().IsMatch(fields[i].Title ?? "") || KeyTitle().IsMatch(fields[i].Name)).ToList();
        if (named.Count > 0)
        {
            reasons.Add($"'{Title(fields[named[0]])}' tells rows apart: its title names a number, and no two rows have the same");
            return [fields[named[0]].Name];
        }

        if (rows.Count < 3 || unique.Count == 0)
            return [];
        reasons.Add($"'{Title(fields[unique[0]])}' tells rows apart: it is the first column in which no two of {rows.Count} rows have the same");
        return [fields[unique[0]].Name];
    }

    private static string Title(Field field) => field.Title ?? field.Name;

    private static bool IsOwn(IReadOnlyList<Row> rows, int column)
    {
        var seen = new HashSet<string>();
        return rows.All(r => r.Values[column]?.ToString() is { Length: > 0 and <= 80 } text && seen.Add(text));
    }

    [GeneratedRegex(@"编号|号$|号码|编码|代码|^#$|^id$|\bid\b|Id$|\bcode\b|\bnumber\b|\bno\.?$|标识|账号|用户名", RegexOptions.IgnoreCase)]
    private static partial Regex KeyTitle();

    /// <summary>Titles of running numbers, which another search gives to another row.</summary>
    [GeneratedRegex(@"^(序号|行号|排名|名次|电话号码?|手机号码?|联系电话|rank|row)$", RegexOptions.IgnoreCase)]
    private static partial Regex Running();
}
