using System.Security.Cryptography;
using Daas.Core.Adapters;
using Daas.Core.Runs;

namespace Daas.Runtime.Trials;

/// <summary>Whether two paths gave the same answer.</summary>
public sealed record TrialComparison
{
    private const int MostDifferences = 20;

    public required RunPath First { get; init; }

    public required RunPath Second { get; init; }

    public bool Equal { get; init; }

    /// <summary>True when the rows are the same, but come in another order.</summary>
    public bool OtherOrder { get; init; }

    public int FirstRows { get; init; }

    public int SecondRows { get; init; }

    /// <summary>The first twenty, row by row.</summary>
    public IReadOnlyList<TrialDifference> Differences { get; init; } = [];

    /// <returns>Null when one of the two gave no answer.</returns>
    public static TrialComparison? Of(Operation operation, TrialAnswer first, TrialAnswer second)
    {
        if (!first.Result.Succeeded || !second.Result.Succeeded)
            return null;
        var fields = operation.Output?.Fields ?? [];
        var differences = new List<TrialDifference>();
        for (var row = 0; row < Math.Max(first.Rows.Count, second.Rows.Count) && differences.Count < MostDifferences; row++)
        {
            if (row >= first.Rows.Count || row >= second.Rows.Count)
            {
                differences.Add(new TrialDifference(row + 1, null, Whole(first.Rows, row), Whole(second.Rows, row)));
                continue;
            }

            var (one, other) = (first.Rows[row].Values, second.Rows[row].Values);
            for (var i = 0; i < fields.Count && differences.Count < MostDifferences; i++)
            {
                if (!Equals(one[i], other[i]))
                    differences.Add(new TrialDifference(row + 1, fields[i].Name, Text(one[i]), Text(other[i])));
            }
        }

        if (File(first) is var file && File(second) is var otherFile && file != otherFile)
            differences.Add(new TrialDifference(null, null, file, otherFile));
        return new TrialComparison
        {
            First = first.Result.Path,
            Second = second.Result.Path,
            FirstRows = first.Rows.Count,
            SecondRows = second.Rows.Count,
            Equal = differences.Count == 0,
            OtherOrder = differences.Count > 0 && IsOtherOrder(first.Rows, second.Rows),
            Differences = differences,
        };
    }

    private static bool IsOtherOrder(IReadOnlyList<Row> first, IReadOnlyList<Row> second) =>
        first.Count == second.Count && first.CountBy(r => r).ToHashSet().SetEquals(second.CountBy(r => r));

    private static string? Text(object? value) => value is null ? null : RowJson.Text(value);

    private static string? Whole(IReadOnlyList<Row> rows, int row) => row < rows.Count ? string.Join(" | ", rows[row].Values.Select(RowJson.Text)) : null;

    // Of two files that differ people want to know the size first.
    private static string? File(TrialAnswer answer) => answer.Result.File is { } file
        ? $"{file.Name}, {file.Bytes.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file.Bytes))[..12]}"
        : null;
}

/// <summary>One place in which two answers differ.</summary>
/// <param name="Row">One-based; null when it is no row.</param>
/// <param name="Field">Name of the field; null when a whole row, or the file, is meant.</param>
/// <param name="First">What the first path gave; null for nothing.</param>
/// <param name="Second">What the second path gave.</param>
public sealed record TrialDifference(int? Row, string? Field, string? First, string? Second);
