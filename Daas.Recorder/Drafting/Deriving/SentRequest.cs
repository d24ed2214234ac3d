using System.Text;
using System.Text.Json;
using Daas.Core.Extraction;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>What the body of a request is.</summary>
internal enum SentBody
{
    None,
    UrlEncoded,
    Multipart,
    Json,
    Other,
}

/// <summary>A field as it was sent, decoded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; of a file its name.</param>
/// <param name="IsFile">It carries a file.</param>
internal sealed record SentField(string Name, string Value, bool IsFile = false);

/// <summary>A recorded request in its parts.</summary>
internal sealed record SentRequest
{
    public required Uri Url { get; init; }

    public required bool IsGet { get; init; }

    public IReadOnlyList<SentField> Query { get; init; } = [];

    public SentBody Body { get; init; }

    /// <summary>Of a form's body; of JSON its texts and numbers, by the name that they stand under.</summary>
    public IReadOnlyList<SentField> Fields { get; init; } = [];

    /// <summary>Of a JSON body.</summary>
    public string Json { get; init; } = "";

    /// <summary>Fields wherever they stand: a form that is sent by GET has them in its address.</summary>
    public IReadOnlyList<SentField> All => Body is SentBody.None ? Query : Fields;

    public static SentRequest Of(RecordedExchange exchange)
    {
        var request = new SentRequest
        {
            Url = exchange.Url,
            IsGet = exchange.Method is "GET" or "HEAD",
            Query = Pairs(exchange.Url.Query.TrimStart('?')),
        };
        if (exchange.RequestBody is not { Length: > 0 } body)
            return request;
        var type = exchange.RequestHeaders.FirstOrDefault(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value ?? "";
        if (type.Contains("multipart/", StringComparison.OrdinalIgnoreCase) && Boundary(type) is { } boundary)
            return request with { Body = SentBody.Multipart, Fields = Parts(body, boundary) };
        if (type.Contains("json", StringComparison.OrdinalIgnoreCase) && IsJson(body))
            return request with { Body = SentBody.Json, Json = Encoding.UTF8.GetString(body), Fields = Leaves(body) };
        if (type.Contains("urlencoded", StringComparison.OrdinalIgnoreCase) || (type.Length == 0 && Array.IndexOf(body, (byte)'=') > 0))
            return request with { Body = SentBody.UrlEncoded, Fields = Pairs(Encoding.Latin1.GetString(body)) };
        return request with { Body = SentBody.Other };
    }

    /// <summary>Percent signs resolved, in UTF-8 where the octets are that, else in GB18030.</summary>
    public static string Decoded(string text)
    {
        if (!text.Contains('%') && !text.Contains('+'))
            return text;
        var octets = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, null, out var octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                octets.AddRange(Encoding.UTF8.GetBytes(text[i] == '+' ? " " : text[i].ToString()));
            }
        }

        return Charsets.Text(octets.ToArray());
    }

    private static List<SentField> Pairs(string text) =>
    [
        .. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(p => new SentField(Decoded(p[0]), p.Length > 1 ? Decoded(p[1]) : "")),
    ];

    private static bool IsJson(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static List<SentField> Leaves(byte[] body)
    {
        var leaves = new List<SentField>();
        using var json = JsonDocument.Parse(body);
        Add(json.RootElement, "");
        return leaves;

        void Add(JsonElement at, string name)
        {
            if (at.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in at.EnumerateObject())
                    Add(property.Value, property.Name);
            }
            else if (at.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in at.EnumerateArray())
                    Add(item, name);
            }
            else if (at.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                leaves.Add(new SentField(name, at.ToString()));
            }
        }
    }

    private static string? Boundary(string type)
    {
        var at = type.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : type[(at + 9)..].Split(';')[0].Trim().Trim('"');
    }

    private static List<SentField> Parts(byte[] body, string boundary)
    {
        // One character an octet, so that files pass through.
        var fields = new List<SentField>();
        foreach (var part in Encoding.Latin1.GetString(body).Split("--" + boundary).Skip(1))
        {
            var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            var head = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(part[..end]));
            var value = part[(end + 4)..];
            value = value.EndsWith("\r\n", StringComparison.Ordinal) ? value[..^2] : value;
            if (Quoted(head, "; name=") is not { } name)
                continue;
            var file = Quoted(head, "; filename=");
            fields.Add(new SentField(name, file ?? Charsets.Text(Encoding.Latin1.GetBytes(value)), file is not null));
        }

        return fields;
    }

    private static string? Quoted(string head, string key)
    {
        var at = head.IndexOf(key + "\"", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        at += key.Length + 1;
        var end = head.IndexOf('"', at);
        return end < 0 ? null : head[at..end];
    }
}
