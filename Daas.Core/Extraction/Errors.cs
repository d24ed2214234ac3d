using System.Globalization;
using Daas.Core.Extraction.Values;
using Daas.Core.Runs;

namespace Daas.Core.Extraction;

/// <summary>The errors of extraction, with their details filled in alike.</summary>
internal static class Errors
{
    public static RunError Drift(string message, FieldPlan? field = null, int row = 0, IReadOnlyDictionary<string, string>? details = null) =>
        new(ErrorClass.Drift, message) { Details = details ?? Details(row, field, null) };

    public static RunError Contract(string message, int row = 0, FieldPlan? field = null, string? raw = null) =>
        new(ErrorClass.ContractViolation, message) { Details = Details(row, field, raw) };

    public static RunError Adapter(string message) => new(ErrorClass.AdapterBug, message);

    private static Dictionary<string, string> Details(int row, FieldPlan? field, string? raw)
    {
        var details = new Dictionary<string, string>();
        if (row > 0)
            details["row"] = row.ToString(CultureInfo.InvariantCulture);
        if (field is not null)
        {
            details["field"] = field.Name;
            if (field.Field.Column is { } column)
                details["column"] = column;
            if (field.Field.Label is { } label)
                details["label"] = label;
        }

        if (raw is not null)
            details["raw"] = raw.Length <= 500 ? raw : raw[..500];
        return details;
    }
}
