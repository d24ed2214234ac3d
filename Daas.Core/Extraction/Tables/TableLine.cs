using AngleSharp.Dom;
using Daas.Core.Extraction.Documents;

namespace Daas.Core.Extraction.Tables;

/// <summary>One shown row of a table, not of the tables inside it.</summary>
/// <param name="Element">The <c>tr</c>.</param>
/// <param name="Group">What holds it: spans do not reach beyond.</param>
internal readonly record struct TableLine(IElement Element, INode Group)
{
    public bool IsHead => Group is IElement { LocalName: "thead" };

    /// <summary>The rows in order; rows of <c>tfoot</c> are neither headers nor data.</summary>
    public static IEnumerable<TableLine> Of(IElement table)
    {
        var children = table.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is not IElement child || child.LocalName is not ("tr" or "tbody" or "thead") || Hiding.IsHidden(child))
                continue;
            if (child.LocalName == "tr")
            {
                yield return new TableLine(child, table);
                continue;
            }

            var rows = child.ChildNodes;
            for (var j = 0; j < rows.Length; j++)
            {
                if (rows[j] is IElement { LocalName: "tr" } row && !Hiding.IsHidden(row))
                    yield return new TableLine(row, child);
            }
        }
    }
}
