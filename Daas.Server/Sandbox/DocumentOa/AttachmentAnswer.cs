using System.Text;

namespace Daas.Server.Sandbox.DocumentOa;

/// <summary><c>attach.do</c>: a file whose Chinese name is in one of the three codings that three generations of programmers left behind.</summary>
internal static class AttachmentAnswer
{
    internal static Reply? To(Call call, DocumentLedger ledger)
    {
        if (ledger.FindAttachment(call.Query["id"]) is not { } file) return null;
        var name = (file.Id % 3) switch
        {
            0 => Encoding.Latin1.GetString(Charsets.Gb18030.GetBytes(file.FileName)),
            1 => Uri.EscapeDataString(file.FileName),
            _ => MailCoded(file.FileName),
        };
        return new Reply(200, "application/x-msdownload", file.Content).With("Content-Disposition", $"attachment; filename=\"{name}\"");
    }

    /// <summary>RFC 2047 in a place where it does not belong, and where many systems have it.</summary>
    internal static string MailCoded(string name) => $"=?GB18030?B?{Convert.ToBase64String(Charsets.Gb18030.GetBytes(name))}?=";
}
