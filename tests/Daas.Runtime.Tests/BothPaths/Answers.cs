using System.Text;
using System.Web;
using Daas.Runtime.Tests.BrowserPath;
using Microsoft.AspNetCore.Http;

namespace Daas.Runtime.Tests.BothPaths;

/// <summary>How old systems answer, byte for byte.</summary>
internal static class Answers
{
    public static Encoding Gbk { get; } = Find("gb18030");

    /// <summary>A page in a charset, said or not said in the header; nothing is added to it.</summary>
    public static OldSystem Coded(this OldSystem system, string path, Encoding charset, Func<HttpContext, string> page, string type = "text/html") =>
        system.On(path, context => context.SendAsync(page(context), charset, type));

    /// <summary>A page in UTF-8 whose answer may do more than show text.</summary>
    public static OldSystem Shows(this OldSystem system, string path, Func<HttpContext, string> page) =>
        system.On(path, context => context.SendAsync($"<!DOCTYPE html><html><head><title>t</title></head><body>{page(context)}</body></html>", Encoding.UTF8, "text/html; charset=utf-8"));

    /// <summary>Text as it is, whatever its type.</summary>
    public static OldSystem Says(this OldSystem system, string path, string type, Func<HttpContext, string> text) =>
        system.On(path, context => context.SendAsync(text(context), Encoding.UTF8, type));

    public static async Task SendAsync(this HttpContext context, string text, Encoding charset, string type)
    {
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(charset.GetBytes(text));
    }

    /// <summary>A field of the query string, or of the body, in a charset.</summary>
    public static string Field(this HttpContext context, string name, Encoding? charset = null)
    {
        var all = context.Request.QueryString.Value!.TrimStart('?');
        if (context.Request.HasFormContentType)
        {
            context.Request.Body.Position = 0;
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1, leaveOpen: true);
            all += "&" + reader.ReadToEndAsync().GetAwaiter().GetResult();
        }

        foreach (var pair in all.Split('&'))
            if (pair.Split('=', 2) is [var key, var value] && HttpUtility.UrlDecode(key, charset ?? Encoding.UTF8) == name)
                return HttpUtility.UrlDecode(value, charset ?? Encoding.UTF8);
        return "";
    }

    public static string Table(string headers, params string[] rows) =>
        $"<table border=1>{Row(headers, "th")}{string.Concat(rows.Select(r => Row(r, "td")))}</table>";

    private static string Row(string cells, string kind) => $"<tr>{string.Concat(cells.Split('|').Select(c => $"<{kind}>{c}</{kind}>"))}</tr>";

    private static Encoding Find(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name);
    }
}
