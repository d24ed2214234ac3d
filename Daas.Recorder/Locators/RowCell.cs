using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Daas.Recorder.Locators;

/// <param name="Cell">The cell; for list items the item.</param>
/// <param name="Header">Words at the head of its column; empty when there are none.</param>
/// <param name="Text">What it shows.</param>
/// <param name="IsOnly">True when no other row shows the same there.</param>
/// <param name="Others">What the other rows show there.</param>
internal sealed partial record RowCell(IElement Cell, string Header, string Text, bool IsOnly, IReadOnlyList<string> Others)
{
    /// <summary>A running number, which belongs to the place and not to the record.</summary>
    public bool IsOrder => Header is "序号" or "#" or "No." or "No" or "行号" or "" && Text.Length <= 4 && Text.All(char.IsAsciiDigit) && Header != "#";

    /// <summary>How well it names the record: a number of its own before a name before anything else that differs.</summary>
    public int Weight => (Numbers().IsMatch(Header) ? 4 : Names().IsMatch(Header) ? 3 : 0) + (Dates().IsMatch(Text) ? -2 : 0) + (Header.Length > 0 ? 1 : 0);

    [GeneratedRegex(@"编号|号码|证号|文号|单号|代码|编码|工号|学号|账号|帐号|号$|^#$|\b(id|no|number|code)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"名|标题|主题|题目|\b(name|title|subject)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Names();

    [GeneratedRegex(@"^\d{4}[-/.年]|^\d{1,2}:\d\d|^[\d,]+\.\d\d$")]
    private static partial Regex Dates();
}
