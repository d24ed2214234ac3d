using System.Text.RegularExpressions;
using Daas.Recorder.Drafting.Outputs;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Drafting;

/// <summary>English names of inputs: by what a person reads beside the field, or else by the name the page's author gave it.</summary>
internal static partial class EnglishNames
{
    /// <param name="label">What a person reads; may be empty.</param>
    /// <param name="name">The author's name of the field; may be null.</param>
    /// <param name="fallback">Used when neither tells anything.</param>
    /// <returns>camelCase letters and digits, beginning with a letter.</returns>
    public static string Of(string label, string? name, string fallback) =>
        (label.Length > 0 ? FieldNames.Of(Spoken.Label(label)) : null) ?? FromName(name)
        ?? (label.Length > 0 ? FieldNames.Spelt(Spoken.Label(label)) : null) ?? fallback;

    /// <summary>The name, or with a number behind it when it is taken.</summary>
    public static string Free(string name, Func<string, bool> isTaken)
    {
        if (!isTaken(name))
            return name;
        for (var i = 2; ; i++)
        {
            if (!isTaken(name + i))
                return name + i;
        }
    }

    private static string? FromName(string? name)
    {
        var last = name?.Split(['$', '.', '[', ']', ':', '/'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        last = Prefix().Replace(last, "");
        return last.Length < 2 || Generated.IsName(last) || !last.All(char.IsAscii) ? null : FieldNames.Of(last);
    }

    [GeneratedRegex("^(txt|ddl|chk|sel|cmb|cbo|cbx|rdo|rbl|tbx|tb|inp|input|fld|field|lst|dt|dp|hid|frm|form|search|query|q|s|m|f)(?=[_A-Z])_?")]
    private static partial Regex Prefix();
}
