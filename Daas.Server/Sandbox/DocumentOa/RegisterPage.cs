using System.Globalization;

namespace Daas.Server.Sandbox.DocumentOa;

/// <summary>
/// <c>docAdd.do</c> and <c>docSave.do</c>: registers an incoming document. The form's token is good for one post; the last form drawn has
/// the only good one.
/// </summary>
internal sealed class RegisterPage(DocumentOaSystem system, DocumentLedger ledger)
{
    private const string TokenField = "org.apache.struts.taglib.html.TOKEN";
    private const string Again = "location.href='docAdd.do'";

    internal Reply Draw(Session session)
    {
        session.Kept[TokenField] = DocumentOaSystem.NewToken();
        return system.File("add", ("token", session.Kept[TokenField]), ("today", $"{system.Now:yyyy-MM-dd}"),
            ("urgencies", string.Concat(OfficeDirectory.Urgencies.Select((u, at) => $"<input type=radio name=\"urgency\" value=\"{u}\"{(at == 0 ? " checked" : "")}>{u}&nbsp;"))),
            ("secrecies", string.Concat(OfficeDirectory.Secrecies.Select(s => $"<option value=\"{s}\">{s}</option>"))));
    }

    internal Reply Save(Call call, Session session)
    {
        if (!call.IsPost || !call.Referer.StartsWith(system.Url.AbsoluteUri, StringComparison.Ordinal)) return system.Say("非法请求！", "top.location.href='index.do'");
        var form = call.Form;
        if (!session.Kept.Remove(TokenField, out var token) || token != form[TokenField]) return system.Say("请不要重复提交！", "location.href='docList.do'");
        var draft = form["cmd"] == system.Wording["保存草稿"];
        if (!draft && form["cmd"] != system.Wording["提交"]) return Reply.Redirect("/docList.do");
        var files = call.Files.Where(f => f.Field == "attach" && f.FileName.Length > 0).ToList();
        if (Refuse(form, files.Count, draft) is { } message) return system.Say(message, Again);

        IsDate(form["receiveDate"], out var received);
        var made = new Document(ledger.NextId, form["docNo"].Trim(), form["title"].Trim(), form["unitName"], form["urgency"], form["secrecy"], received,
            form["handlerName"], draft ? "草稿" : "待办", int.TryParse(form["copies"], out var copies) ? copies : 1, form["remark"].Trim(),
            [.. files.Select(f => ledger.Attach(NameOf(f), f.Bytes))]);
        if (!system.Switches.FakeSave) ledger.Add(made);
        return system.Say(draft ? $"草稿保存成功！收文编号：{made.ReceiptNo}" : $"公文登记成功！收文编号：{made.ReceiptNo}", "location.href='docList.do'");
    }

    private static bool IsDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>Browsers of those days sent the whole path.</summary>
    private static string NameOf(UploadedFile file) => file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..];

    private string? Refuse(Fields form, int files, bool draft)
    {
        if (form["docNo"].Trim().Length == 0) return "文号不能为空！";
        if (form["title"].Trim().Length == 0) return "标题不能为空！";
        if (ledger.Knows(form["docNo"].Trim())) return "该文号已登记，请核对后重新录入！";
        if (!IsDate(form["receiveDate"], out _)) return "收文日期格式不正确！";
        if (draft) return null;
        if (!OfficeDirectory.Units.Any(u => u.Id == form["unitId"] && u.Name == form["unitName"])) return "请选择来文单位！";
        if (!OfficeDirectory.People.Any(p => p.Id == form["handlerId"] && p.Name == form["handlerName"])) return "请选择承办人！";
        return form["urgency"] == "特急" && files == 0 ? "特急公文必须上传附件！" : null;
    }
}
