using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Daas.Server.Gateway;
using Daas.Server.Layout;
using Daas.Server.Sandbox.CivilAffairs;

namespace Daas.Server.Commands;

/// <summary>One pull and one push through the API, as any caller would make them, each compared with what the old system truly holds.</summary>
internal sealed class DemoOnce(Shell shell, Texts texts, DemoCalls calls, CivilAffairsSystem system)
{
    /// <returns>0 only when both answers were right.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", calls.Authorization);
        var pulled = await PullAsync(http, ct);
        var pushed = await PushAsync(http, ct);
        shell.Out.WriteLine(texts[pulled && pushed ? "demo.bothRight" : "demo.notRight"]);
        return pulled && pushed ? ExitCodes.Good : ExitCodes.Failed;
    }

    private async Task<bool> PullAsync(HttpClient http, CancellationToken ct)
    {
        var truth = system.Residents.Where(r => r.Name.Contains(calls.Name, StringComparison.Ordinal)).Select(Fields).ToList();
        var answer = await CallAsync(http, new HttpRequestMessage(HttpMethod.Get, $"{calls.Pull}?name={Uri.EscapeDataString(calls.Name)}"), ct);
        shell.Out.WriteLine($"GET  {calls.Pull.AbsolutePath}?name={calls.Name}   {answer.Line}");
        if (answer.Json is not { } json)
            return Say(answer.Text);
        var rows = json.GetProperty("rows").EnumerateArray().ToList();
        if (rows.Count > 0)
        {
            var names = rows[0].EnumerateObject().Select(p => p.Name).ToList();
            TextTable.Write(shell.Out, names, [.. rows.Select(r => names.Select(n => Text(r.GetProperty(n))).ToList())], shell.Columns);
        }

        return Judge(Same(truth, rows), texts.Format("demo.pullRight", rows.Count), texts.Format("demo.pullWrong", truth.Count, rows.Count));
    }

    private async Task<bool> PushAsync(HttpClient http, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, calls.Push) { Content = new StringContent(calls.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add(GatewayHeaders.IdempotencyKey, calls.IdempotencyKey);
        var answer = await CallAsync(http, request, ct);
        shell.Out.WriteLine();
        shell.Out.WriteLine($"POST {calls.Push.AbsolutePath} {calls.Body}   {answer.Line}");
        shell.Out.WriteLine(answer.Text);
        var saved = system.Residents.Where(r => r.IdNumber == calls.Resident["idNumber"]).ToList();
        var right = answer.Json is { } json && saved is [var only] && Same(only)
            && json.GetProperty("outcome").GetString() == "applied"
            && json.GetProperty("record").GetProperty("id").GetString() == only.No;
        return Judge(right, texts["demo.pushRight"], texts.Format("demo.pushWrong", saved.Count));
    }

    private bool Judge(bool right, string good, string bad)
    {
        shell.Out.WriteLine(right ? $"✓ {good}" : $"✗ {bad}");
        return right;
    }

    private bool Say(string text)
    {
        shell.Out.WriteLine($"✗ {text}");
        return false;
    }

    private static async Task<Answer> CallAsync(HttpClient http, HttpRequestMessage request, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        var took = Stopwatch.GetElapsedTime(begun);
        var path = response.Headers.TryGetValues(GatewayHeaders.Path, out var paths) ? string.Join(",", paths) : "no";
        return new Answer(
            text,
            response.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : null,
            $"{(int)response.StatusCode} · {path} path · {Moments.Took(took)}");
    }

    // What of the truth the answer must show, in the REST surface's form.
    private static Dictionary<string, string> Fields(Resident resident) => new()
    {
        ["id"] = resident.No,
        ["name"] = resident.Name,
        ["sex"] = resident.Sex,
        ["idNumber"] = resident.IdNumber,
        ["birthDate"] = Day(resident.Birth),
        ["street"] = resident.Street,
        ["registered"] = Day(resident.Registered),
    };

    private static bool Same(List<Dictionary<string, string>> truth, List<JsonElement> rows) =>
        truth.Count == rows.Count && truth.All(t => rows.Any(r => t.All(f => r.TryGetProperty(f.Key, out var value) && Text(value) == f.Value)));

    private bool Same(Resident saved) =>
        (saved.Name, saved.Sex, Day(saved.Birth), saved.Street, saved.Community)
        == (calls.Resident["name"], calls.Resident["sex"], calls.Resident["birthDate"], calls.Resident["street"], calls.Resident["community"]);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "" : value.ToString();

    private sealed record Answer(string Text, JsonElement? Json, string Line);
}
