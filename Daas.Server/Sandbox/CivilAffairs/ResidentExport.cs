using System.Text;

namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary><c>export.aspx</c>: what the list showed last in this session as ".xls", which is an HTML table in GB2312 with a sum row at its end.</summary>
internal static class ResidentExport
{
    private static readonly string[] Headers = ["编号", "姓名", "性别", "身份证号", "出生日期", "街道", "社区", "联系电话", "救助金额"];

    internal static Reply Answer(IReadOnlyList<Resident> residents)
    {
        var html = new StringBuilder("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">\n<table border=\"1\">\n");
        html.Append("<tr>").AppendJoin("", Headers.Select(h => $"<th>{h}</th>")).AppendLine("</tr>");
        foreach (var r in residents)
        {
            const string asText = " style=\"vnd.ms-excel.numberformat:@\"";
            html.Append($"<tr><td{asText}>{r.No}</td><td>{PageFile.Text(r.Name)}</td><td>{r.Sex}</td><td{asText}>{r.IdNumber}</td>");
            html.Append($"<td>{r.Birth:yyyy-MM-dd}</td><td>{r.Street}</td><td>{r.Community}</td><td>{PageFile.Text(r.Phone)}</td><td>{r.Amount:0.00}</td></tr>\n");
        }

        html.AppendLine($"<tr><td>合计</td><td colspan=\"7\">{residents.Count}人</td><td>{residents.Sum(r => r.Amount):0.00}</td></tr>\n</table>");
        var name = Encoding.Latin1.GetString(Charsets.Gbk.GetBytes("居民名单.xls"));
        return Reply.Text(html.ToString(), "application/vnd.ms-excel", Charsets.Gbk).With("Content-Disposition", $"attachment;filename={name}");
    }
}
