using System.Globalization;
using System.Text;

namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary><c>resident_view.aspx</c>: cells of label and value; records from before 2015 in the layout of the earlier release, one pair a line.</summary>
internal sealed class ResidentViewPage(CivilAffairsSystem system, ResidentLedger ledger)
{
    internal Reply Show(Call call)
    {
        if (ledger.Find(call.Query["id"]) is not { } resident) return YellowPage.NullReference("resident_view");
        (string Label, string Value)[] pairs =
        [
            ("编号", resident.No), ("姓名", PageFile.Text(resident.Name)), ("性别", resident.Sex), ("民族", resident.Nation),
            ("出生日期", $"{resident.Birth:yyyy-MM-dd}"), ("身份证号", resident.IdNumber), ("婚姻状况", resident.Marriage), ("文化程度", resident.Education),
            ("街道", resident.Street), ("社区", resident.Community), ("联系电话", PageFile.Text(resident.Phone)), ("家庭住址", PageFile.Text(resident.Address)),
            ("是否低保", resident.Subsidy ? "是" : "否"), ("救助金额(元)", resident.Amount.ToString("N2", CultureInfo.InvariantCulture)),
            ("登记日期", $"{resident.Registered:yyyy年M月d日}"), ("经办人", "张晓燕"),
        ];
        var html = new StringBuilder("<table class=\"detail\" width=\"100%\" border=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n");
        foreach (var line in pairs.Chunk(resident.Registered.Year < 2015 ? 1 : 2))
        {
            html.Append("<tr>").AppendJoin("", line.Select(p => $"<td class=\"lbl\">{system.Wording[p.Label]}：</td><td class=\"val\">{p.Value}</td>")).AppendLine("</tr>");
        }

        html.Append("</table>\n<p align=\"center\"><input type=\"button\" class=\"btn\" value=\"返回\" onclick=\"history.back()\" /></p>");
        return system.Content("居民详细信息", html.ToString());
    }
}
