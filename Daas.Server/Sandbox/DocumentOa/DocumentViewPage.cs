namespace Daas.Server.Sandbox.DocumentOa;

/// <summary><c>docView.do</c>: cells of label and value; attachments behind addresses that a script puts together.</summary>
internal sealed class DocumentViewPage(DocumentOaSystem system, DocumentLedger ledger)
{
    internal Reply Show(Call call)
    {
        if (ledger.Find(call.Query["id"]) is not { } d) return system.Say("该公文不存在或已被删除！", "history.back()");
        var links = d.Attachments.Select((a, at) => $"{at + 1}. <a href=\"javascript:downFile('{a.Id}')\">{PageFile.Text(a.FileName)}</a>（{a.Size}字节）");
        return system.File("view", ("receiptNo", d.ReceiptNo), ("docNo", PageFile.Text(d.DocNo)), ("title", PageFile.Text(d.Title)),
            ("unit", PageFile.Text(d.Unit)), ("urgency", PageFile.Text(d.Urgency)), ("secrecy", PageFile.Text(d.Secrecy)),
            ("received", $"{d.Received:yyyy年M月d日}"), ("handler", PageFile.Text(d.Handler)), ("status", d.Status), ("copies", $"{d.Copies}"),
            ("remark", PageFile.Text(d.Remark)), ("files", d.Attachments.Count == 0 ? "无" : string.Join("<br>", links)));
    }
}
