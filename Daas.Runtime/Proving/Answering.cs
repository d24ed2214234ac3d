using System.Globalization;
using System.Text;
using Daas.Core.Runs;
using Daas.Core.Storage;

namespace Daas.Runtime.Proving;

/// <summary>Whether a value of a row answers to an input.</summary>
internal static class Answering
{
    /// <param name="relation">How it is to stand to the input.</param>
    /// <param name="value">As rows have it; null answers to nothing.</param>
    /// <param name="input">In the REST surface's form.</param>
    public static bool Holds(InputRelation relation, object? value, string input)
    {
        if (value is null)
            return false;
        switch (relation)
        {
            case InputRelation.Equals:
                var text = RowJson.Text(value);
                return text.Equals(input, StringComparison.OrdinalIgnoreCase) || Folded(text).Equals(Folded(input), StringComparison.OrdinalIgnoreCase);
            case InputRelation.Contains:
                var whole = RowJson.Text(value);
                return whole.Contains(input, StringComparison.OrdinalIgnoreCase) || Folded(whole).Contains(Folded(input), StringComparison.OrdinalIgnoreCase);
            case InputRelation.NotBefore:
                return Moment(value) is { } from && Limit(input) is { } least && (from >= least.At || (least.IsDay && from.Date >= least.At));
            case InputRelation.NotAfter:
                return Moment(value) is { } to && Limit(input) is { } most && (most.IsDay ? to.Date : to) <= most.At;
            default:
                throw new InvalidOperationException($"{relation} is not known");
        }
    }

    private static string Folded(string text) => text.Normalize(NormalizationForm.FormKC).Trim();

    private static DateTime? Moment(object value) => value switch
    {
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        DateTime moment => moment,
        DateTimeOffset moment => moment.DateTime,
        _ => null,
    };

    private static (DateTime At, bool IsDay)? Limit(string input) =>
        DateTime.TryParse(input, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? (at, input.Length <= 10) : null;
}
