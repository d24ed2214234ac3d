using System.Text;
using AngleSharp.Html.Parser;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests;

/// <summary>Makes a recording by hand: what was shown, what was done to which element, what it led to.</summary>
internal sealed class Demo(string start)
{
    private readonly List<RecordedAction> _actions = [];
    private readonly List<RecordedPage> _pages = [];
    private readonly List<RecordedExchange> _exchanges = [];
    private string[] _html = ["<body></body>"];
    private Uri _url = new(start);
    private string _title = "";

    public string Window { get; set; } = "w1";

    public Recording Recording => new()
    {
        Url = new Uri(start),
        At = DateTimeOffset.UnixEpoch,
        Actions = _actions,
        Pages = _pages,
        Exchanges = _exchanges,
        Picks = [.. Picks],
    };

    public List<string> Picks { get; } = [];

    /// <summary>What the browser asks for.</summary>
    public string Language { get; set; } = "zh-CN,zh;q=0.9";

    /// <summary>What is on the screen from here on.</summary>
    public Demo Show(string url, string title, params string[] frames)
    {
        (_url, _title, _html) = (new Uri(new Uri(start), url), title, frames);
        if (_actions is [.., var last] && last.After is null)
            _actions[^1] = last with { After = Keep(_html).Id };
        return this;
    }

    /// <summary>What the action before made of the page that is still there.</summary>
    public Demo Became(params string[] frames)
    {
        _html = frames;
        _actions[^1] = _actions[^1] with { After = Keep(_html).Id };
        return this;
    }

    public Demo Open(string url, string title, params string[] frames)
    {
        Add(new RecordedAction.Open(new Uri(new Uri(start), url)), null);
        return Show(url, title, frames);
    }

    public Demo Fill(string css, string text) => Add(new RecordedAction.Fill(text, false, false), css).Stay();

    public Demo Secret(string css) => Add(new RecordedAction.Fill(null, true, false), css).Stay();

    public Demo Choose(string css, string words, string? value = null) => Add(new RecordedAction.Choose(words, value), css).Stay();

    public Demo Check(string css, bool on = true) => Add(new RecordedAction.Check(on), css).Stay();

    public Demo Upload(string css, string file) => Add(new RecordedAction.Upload([new RecordedFile(file, "text/plain", [1])]), css).Stay();

    public Demo Click(string css, params RecordedSignal[] signals) => Add(new RecordedAction.Click(1) { Signals = signals }, css);

    /// <summary>What the action before sent.</summary>
    public Demo Sent(string method, string url, string body = "", string answer = "", string type = "document")
    {
        var exchange = new RecordedExchange
        {
            Id = $"e{_exchanges.Count + 1}",
            Method = method,
            Url = new Uri(new Uri(start), url),
            Type = type,
            Status = 200,
            RequestHeaders = [new("Accept-Language", Language)],
            RequestBody = body.Length > 0 ? Encoding.UTF8.GetBytes(body) : null,
            Body = Encoding.UTF8.GetBytes(answer),
            ResponseHeaders = [new("content-type", answer.StartsWith('{') ? "application/json; charset=utf-8" : "text/html")],
        };
        _exchanges.Add(exchange);
        _actions[^1] = _actions[^1] with { Exchanges = [.. _actions[^1].Exchanges, exchange.Id] };
        return this;
    }

    private Demo Stay() => Show(_url.AbsoluteUri, _title, _html);

    private Demo Add(RecordedAction action, string? css)
    {
        var mark = css is null ? null
            : new ElementMark
            {
                Id = $"m{_actions.Count}",
                Tag = "x",
                Frame = Math.Max(0, Array.FindIndex(_html, h => Parsed(h).QuerySelector(css) is not null))
            };
        var html = _html.Select((h, i) => i == mark?.Frame ? Marked(h, css!, mark.Id) : h).ToArray();
        _actions.Add(action with { Index = _actions.Count, Window = Window, Target = mark, Before = _actions.Count == 0 ? null : Keep(html).Id });
        return this;
    }

    private RecordedPage Keep(string[] html)
    {
        var page = new RecordedPage
        {
            Id = $"p{_pages.Count + 1}",
            Window = Window,
            Url = _url,
            Title = _title,
            Status = 200,
            Frames = [.. html.Select((h, i) => new RecordedFrame(_url, i == 0 ? "" : $"f{i}", h))],
        };
        _pages.Add(page);
        return page;
    }

    private static string Marked(string html, string css, string id)
    {
        var document = Parsed(html);
        (document.QuerySelector(css) ?? throw new ArgumentException($"{css} is on no page shown")).SetAttribute(ElementMark.Attribute, id);
        return document.DocumentElement.OuterHtml;
    }

    private static AngleSharp.Html.Dom.IHtmlDocument Parsed(string html) => new HtmlParser().ParseDocument(html);
}
