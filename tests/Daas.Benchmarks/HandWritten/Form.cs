using System.Net.Http.Headers;
using System.Text;
using System.Web;

namespace Daas.Benchmarks.HandWritten;

/// <summary>The body of a form in an old charset.</summary>
internal static class Form
{
    public static ByteArrayContent Encode(Encoding charset, params IEnumerable<(string Name, string? Value)> fields)
    {
        var text = string.Join('&', fields.Where(f => f.Value is not null).Select(f => $"{HttpUtility.UrlEncode(f.Name, charset)}={HttpUtility.UrlEncode(f.Value, charset)}"));
        return new ByteArrayContent(Encoding.ASCII.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
    }
}
