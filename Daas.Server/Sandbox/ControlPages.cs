using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daas.Server.Sandbox;

/// <summary>The <c>/_sandbox</c> addresses of one old system: not part of it, for tests and the shell alone.</summary>
internal sealed class ControlPages(SandboxSystem system)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal async Task<Reply> AnswerAsync(string path, HttpRequest request, CancellationToken ct)
    {
        var call = await Call.ReadAsync(request, Encoding.UTF8, ct);
        return (call.Method, path) switch
        {
            ("GET", "/switches") => Answer(system.Switches),
            ("POST", "/switches") => Switch([.. call.Query.All, .. call.Form.All]),
            ("GET", "/log") => Reply.Text(string.Concat(system.Log.Entries.Select(e => JsonSerializer.Serialize(e, Json) + "\n")),
                "application/x-ndjson", Encoding.UTF8),
            ("GET", "/rows") => Rows(call.Query),
            ("GET", "/accounts") => Answer(Accounts()),
            ("GET", "/code") => Answer(new { code = system.Code }),
            ("POST", "/reset") => Reset(),
            _ => Answer(new { error = "there are GET switches, POST switches, GET log, GET rows, GET accounts, GET code, POST reset" }) with { Status = 404 },
        };
    }

    private static Reply Answer(object value) => Reply.Text(JsonSerializer.Serialize(value, Json), "application/json; charset=utf-8", Encoding.UTF8);

    private Reply Switch(IEnumerable<KeyValuePair<string, string>> wishes)
    {
        foreach (var (name, value) in wishes)
        {
            if (system.Switches.Set(name, value) is { } error) return Answer(new { error }) with { Status = 400 };
        }

        return Answer(system.Switches);
    }

    private Reply Reset()
    {
        system.Reset();
        return Answer(system.Switches);
    }

    private object Accounts()
    {
        lock (system.Gate)
        {
            return system.Accounts.All.Select(a => new { a.Name, a.Role, a.Failures, a.Locked, sessions = system.Sessions.CountOf(a) }).ToList();
        }
    }

    private Reply Rows(Fields query)
    {
        JsonArray found = [];
        lock (system.Gate)
        {
            if (system.Rows(query["kind"]) is not { } rows) return Answer(new { error = $"no kind '{query["kind"]}'" }) with { Status = 404 };
            foreach (var row in rows)
            {
                var json = JsonSerializer.SerializeToNode(row, row.GetType(), Json)!.AsObject();
                if (query.All.All(f => f.Key == "kind" || json[f.Key]?.ToString() == f.Value)) found.Add(json);
            }
        }

        return Answer(found);
    }
}
