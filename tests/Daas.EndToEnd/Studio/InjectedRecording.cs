using System.Net;
using System.Text;
using Daas.Recorder.Recordings;

namespace Daas.EndToEnd.Studio;

/// <summary>A demonstration in a system that says payloads wherever it says anything: what is asked for, what is clicked, what is answered.</summary>
/// <param name="payloads">All are cells of the answer; the first ones are everything else too.</param>
internal sealed class InjectedRecording(IReadOnlyList<string> payloads)
{
    private const int Columns = 5;

    private readonly List<RecordedAction> _actions = [];
    private readonly List<RecordedPage> _pages = [];

    private string P(int index) => payloads[index % payloads.Count];

    /// <summary>Writes it into a new folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="file">The answer is a file, named by a payload; else it is a table.</param>
    public void Write(string path, bool file)
    {
        var form = Form();
        Do(new RecordedAction.Open(Address(0)), null, form);
        Do(new RecordedAction.Hover(), "menu", form);
        Do(new RecordedAction.Fill(P(1), false, false), "text", form);
        Do(new RecordedAction.Fill(P(2), false, false), "note", form);
        Do(new RecordedAction.Choose(P(3), P(3)), "list", form);
        Do(new RecordedAction.Check(true), "flag", form);
        Do(new RecordedAction.Upload([new RecordedFile(P(4), "text/plain", [1]), new RecordedFile(P(5), "text/plain", [2])]), "file", form);
        Do(new RecordedAction.Click(2), "menu", form);
        RecordedSignal[] signals =
        [
            new RecordedSignal.Dialog("confirm", P(6), true, null),
            new RecordedSignal.Dialog("prompt", P(7), true, P(8)),
            file ? new RecordedSignal.Downloaded(new RecordedFile(P(9), "text/plain", "text"u8.ToArray())) : new RecordedSignal.Navigated(Address(10), true),
        ];
        Do(new RecordedAction.Click(1) { Signals = signals }, "go", file ? form : Answer());
        var folder = RecordingFolder.Begin(path, new Daas.Recorder.Recordings.Recording { Url = Address(0), At = DateTimeOffset.UnixEpoch });
        foreach (var page in _pages)
            folder.Add(page);
        foreach (var action in _actions)
            folder.Add(action);
        folder.Add(new RecordedExchange
        {
            Id = "e1",
            Method = "GET",
            Url = Address(10),
            Type = "document",
            Status = 200,
            RequestHeaders = [new("Accept-Language", "en")],
            ResponseHeaders = [new("content-type", "text/html; charset=utf-8")],
            Body = Encoding.UTF8.GetBytes(file ? "text" : Answer()),
        });
    }

    private static string Text(string payload) => WebUtility.HtmlEncode(payload);

    // An address of twenty thousand signs is cut by every server on its way.
    private Uri Address(int index) => new($"http://127.0.0.1:8791/list?q={Uri.EscapeDataString(P(index).Length > 900 ? P(index)[..900] : P(index))}");

    private string Form() =>
        $"""
        <html><head><title>{Text(P(11))}</title></head><body><h1>{Text(P(12))}</h1>
        <a id="menu" href="/{Text(Uri.EscapeDataString(P(13)[..1]))}" title="{Text(P(13))}">{Text(P(13))}</a>
        <form action="/list">
        <label for="text">{Text(P(14))}</label><input id="text" name="text" placeholder="{Text(P(15))}">
        <label for="note">{Text(P(16))}</label><input id="note" name="note">
        <label for="list">{Text(P(17))}</label><select id="list" name="list">{string.Concat(payloads.Select(p => $"<option>{Text(p)}</option>"))}</select>
        <label><input type="checkbox" id="flag" name="flag">{Text(P(18))}</label>
        <label for="file">{Text(P(19))}</label><input type="file" id="file" name="file" multiple>
        <button id="go" type="submit">{Text(P(10))}</button>
        </form></body></html>
        """;

    private string Answer()
    {
        // What is longer is no header of a table of data.
        var head = string.Concat(payloads.Where(p => p.Length <= 40).Take(Columns).Select(p => $"<th>{Text(p)}</th>"));
        var rows = payloads.Chunk(Columns).Select((cells, i) => $"<tr><td>{i + 1}</td>{string.Concat(cells.Select(c => $"<td>{Text(c)}</td>"))}</tr>");
        return $"<html><head><title>{Text(P(11))}</title></head><body><h1>{Text(P(12))}</h1>"
            + $"<table id=\"grid\"><thead><tr><th>No.</th>{head}</tr></thead><tbody>"
            + $"{string.Concat(rows)}</tbody></table>"
            + $"<dl><dt>{Text(P(13))}</dt><dd>{Text(P(14))}</dd><dt>{Text(P(15))}</dt><dd>{Text(P(16))}</dd></dl></body></html>";
    }

    private void Do(RecordedAction action, string? on, string after)
    {
        var words = on is "menu" ? P(13) : on is "go" ? P(10) : on is null ? "" : P(14);
        var mark = on is null ? null : new ElementMark
        {
            Id = $"m{_actions.Count}",
            Tag = on switch { "menu" => "a", "go" => "button", "list" => "select", _ => "input" },
            Attributes = new Dictionary<string, string>
            {
                ["id"] = on,
                ["title"] = words,
                ["type"] = on switch { "flag" => "checkbox", "file" => "file", _ => "text" }
            },
            Text = words[..Math.Min(words.Length, 200)],
            Box = [10, 10, 100, 20],
        };
        var before = mark is null ? null : Keep(Form().Replace($"id=\"{on}\"", $"id=\"{on}\" {ElementMark.Attribute}=\"{mark.Id}\"", StringComparison.Ordinal));
        _actions.Add(action with
        {
            Index = _actions.Count,
            At = DateTimeOffset.UnixEpoch.AddSeconds(_actions.Count),
            Target = mark,
            Before = before,
            After = Keep(after),
            Exchanges = on is "go" ? ["e1"] : [],
        });
    }

    private string Keep(string html)
    {
        var page = new RecordedPage
        {
            Id = $"p{_pages.Count}",
            Url = Address(10),
            Title = P(11),
            Status = 200,
            Frames = [new RecordedFrame(Address(10), "", html)],
            Dialogs = [P(6), P(7)],
        };
        _pages.Add(page);
        return page.Id;
    }
}
