using System.Text.RegularExpressions;

namespace Daas.Recorder.Locators;

/// <summary>Tells words that a machine made up (hashes, counters, session ids, dates), which will be others next time.</summary>
internal static partial class Generated
{
    /// <summary>An id, name or class of markup.</summary>
    public static bool IsName(string name) => name.Length is 0 or > 60 || Long().IsMatch(name) || Counted().IsMatch(name) || Mixed().IsMatch(name);

    /// <summary>A class that says how an element is at this moment: pointed at, chosen, open.</summary>
    public static bool IsState(string name) => State().IsMatch(name);

    /// <summary>Words that a person reads: those with dates, long numbers or amounts are data.</summary>
    public static bool IsData(string words) => Data().IsMatch(words);

    /// <summary>Without a count in brackets behind or in them: <c>消息(3)</c> is <c>消息</c>.</summary>
    public static string WithoutCount(string words) => Count().Replace(words, "").Trim();

    [GeneratedRegex(@"\d{4,}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}|(?=[0-9a-fA-F]*\d)(?=[0-9a-fA-F]*[a-fA-F])[0-9a-fA-F]{8,}")]
    private static partial Regex Long();

    [GeneratedRegex(
        @"^(:r|ext-gen|ext-comp|gwt-uid|yui|ember|react|mui|radix|headlessui|el-id|j_idt|jqg|ui-id|dijit|cke_\d|mce_|select2-|"
        + @"uniqName|layui-layer|layer_?\d|boxy|aui_|easyui_|_easyui)|j_idt\d|[-_:.]\d{2,}$|\D\d{3,}$|^\d|_ctl\d\d_|_\d+_",
        RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex(@"^(active|selected|current|hover|focus|open|odd|even|first|last|even_row|odd_row|alt|highlight(ed)?|is-.*|has-.*|ng-.*)$|-(hover|active|focus(ed)?|selected|checked|open(ed)?)$")]
    private static partial Regex State();

    [GeneratedRegex(@"([A-Za-z]\d){3}|(\d[A-Za-z]){3}|^(css|sc|jss|svelte|emotion)-")]
    private static partial Regex Mixed();

    [GeneratedRegex(@"\d{5,}|\d{4}[-/.年]\d{1,2}|\d{1,2}:\d{2}|\d[.,]\d{2}")]
    private static partial Regex Data();

    [GeneratedRegex(@"[(（\[【<]\s*\d+\s*[)）\]】>]|\s+\d+$")]
    private static partial Regex Count();
}
