using System.Text;
using CsCheck;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Core.Tests.Extraction;

/// <summary>However a table is rendered, the same rows come out, or drift; never shifted data.</summary>
public sealed class TablePropertyTests
{
    private static readonly Gen<Sample> Samples =
        from columns in Gen.Int[2, 7]
        from rows in Gen.Int[1, 8]
        from cells in Gen.Int[0, 9].Array[columns * rows]
        from order in Gen.Shuffle(Enumerable.Range(0, columns).ToArray())
        from dress in Gen.Int[0, 255]
        from seed in Gen.Int[0, 1_000_000]
        select new Sample(columns, rows, cells, order, dress, seed);

    [Fact]
    public void However_a_table_is_rendered_the_same_rows_come_out() => Samples.Sample(
        sample => Assert.Equal(sample.Expected(Enumerable.Range(0, sample.Columns)), Pages.Lines(sample.Output(), sample.Html(-1))),
        iter: 400);

    [Fact]
    public void Removing_any_named_column_gives_drift_and_never_shifted_data() => Samples.Sample(
        sample =>
        {
            for (var gone = 0; gone < sample.Columns; gone++)
            {
                var error = Pages.Error(sample.Output(), sample.Html(gone));
                Assert.Equal(ErrorClass.Drift, error.Class);
                Assert.Contains(Sample.Header(gone), error.Details["missing"]);
            }
        },
        iter: 100);

    [Fact]
    public void Removing_a_column_that_is_not_named_changes_nothing() => Samples.Sample(
        sample =>
        {
            var named = Enumerable.Range(0, sample.Columns - 1).ToArray();
            var output = Pages.Table([.. named.Select(Sample.Header)]);
            Assert.Equal(sample.Expected(named), Pages.Lines(output, sample.Html(-1)));
            Assert.Equal(sample.Expected(named), Pages.Lines(output, sample.Html(sample.Columns - 1)));
        },
        iter: 200);

    /// <param name="Columns">Number of columns.</param>
    /// <param name="Rows">Number of rows.</param>
    /// <param name="Cells">Values, row by row.</param>
    /// <param name="Order">Columns as shown.</param>
    /// <param name="Dress">Bits: how it is rendered.</param>
    /// <param name="Seed">Of choices within a rendering.</param>
    internal sealed record Sample(int Columns, int Rows, int[] Cells, int[] Order, int Dress, int Seed)
    {
        public static string Header(int column) => $"列{column}";

        public Output Output() => Pages.Table([.. Enumerable.Range(0, Columns).Select(Header)]);

        public string[] Expected(IEnumerable<int> columns) => [.. Enumerable.Range(0, Rows).Select(r => string.Join('|', columns.Select(c => Value(r, c))))];

        public string Html(int without)
        {
            int[] order = [.. Order.Where(c => c != without)];
            var random = new Random(Seed);
            var html = new StringBuilder(Has(0) ? "<table><tr><td>菜单</td><td>" : "").Append("<table>");
            if (Has(1))
                html.Append($"<tr><td colspan={order.Length + 3}>名册</td></tr>");
            html.Append(Head(order));
            for (var r = 0; r < Rows; r++)
            {
                if (Has(2) && r == Rows / 2)
                    html.Append(Head(order)).Append("<tr><td colspan=99><hr></td></tr>").Append($"<tr>{string.Concat(order.Select(_ => "<td>&nbsp;</td>"))}</tr>");
                html.Append("<tr>");
                for (var i = 0; i < order.Length; i++)
                {
                    if (Has(3) && r > 0 && Down(r, i, order))
                        continue;
                    var span = Has(3) ? Enumerable.Range(r + 1, Rows - r - 1).TakeWhile(below => Down(below, i, order)).Count() + 1 : 1;
                    var across = Has(4) && !Has(3) ? Enumerable.Range(i + 1, order.Length - i - 1).TakeWhile(n => Value(r, order[n]) == Value(r, order[i])).Count() + 1 : 1;
                    across = across >= order.Length ? 1 : across;
                    html.Append($"<td{(span > 1 ? $" rowspan={span}" : "")}{(across > 1 ? $" colspan='{across}'" : "")}>{Dressed(Value(r, order[i]), random)}{(Has(5) ? "" : "</td>")}");
                    i += across - 1;
                }

                html.Append(Has(5) ? "" : "</tr>");
            }

            return html.Append("</table>").Append(Has(0) ? "</td></tr></table>" : "").ToString();
        }

        /// <summary>A cell that the one above reaches down to: equal, and not where a header is repeated between.</summary>
        private bool Down(int row, int index, int[] order) =>
            row > 0 && index < order.Length - 1 && !Has(2) && Value(row, order[index]) == Value(row - 1, order[index]);

        private string Head(int[] order)
        {
            var cell = Has(6) ? "th" : "td";
            if (!Has(7) || order.Length < 2)
                return $"<tr>{string.Concat(order.Select(c => $"<{cell}>{Header(c)}</{cell}>"))}</tr>";
            return $"<tr><{cell} rowspan=2>{Header(order[0])}</{cell}><{cell} colspan={order.Length - 1}>其余</{cell}></tr><tr>{string.Concat(order.Skip(1).Select(c => $"<{cell}>{Header(c)} ▲</{cell}>"))}</tr>";
        }

        private static string Dressed(string value, Random random) => random.Next(5) switch
        {
            0 => $"&nbsp;{value} ",
            1 => $"<div> <a href=x>{value}</a></div>",
            2 => $"<input value='{value}'>",
            3 => $"<span style='display:none'>9</span><b>{value}</b>",
            _ => value,
        };

        private string Value(int row, int column) => $"v{Cells[(row * Columns) + column]}";

        private bool Has(int bit) => (Dress & (1 << bit)) != 0;
    }
}
