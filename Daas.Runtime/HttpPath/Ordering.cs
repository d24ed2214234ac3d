using System.Text;
using AngleSharp.Dom;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;
using Daas.Runtime.HttpPath.Clicking;
using Daas.Runtime.HttpPath.Forms;
using Daas.Runtime.HttpPath.Sending;

namespace Daas.Runtime.HttpPath;

/// <summary>Makes requests out of exchanges: addresses and fields filled in, forms as the page has them.</summary>
internal sealed class Ordering(HttpScene scene)
{
    public Fallible<Request> Order(ExchangeTemplate exchange)
    {
        Fallible<Request> made;
        switch (exchange)
        {
            case ExchangeTemplate.Get get:
                made = Fields(exchange, HttpMethod.Get, Address(get.Url));
                break;
            case ExchangeTemplate.Post post:
                made = Body(exchange) is { } body
                    ? Of(new Submission(HttpMethod.Post, Address(post.Url), body.Bytes, body.Type), null)
                    : Fields(exchange, HttpMethod.Post, Address(post.Url));
                break;
            case ExchangeTemplate.Submit submit:
                made = Form(exchange, submit.Of, null);
                break;
            case ExchangeTemplate.Follow follow:
                var found = Locating.Find(follow.Link, scene.View(), scene.Values);
                if (found.Failed)
                    return found.Error;
                var click = Click(found.Value, Set(exchange), exchange);
                if (click.Failed)
                    return click.Error;
                if (click.Value is not { } asked)
                    return new RunError(ErrorClass.Drift, "a click on it asks for nothing");
                made = asked;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(exchange), exchange, null);
        }

        return made.Failed ? made : made.Value with { Aside = exchange.Aside, Headers = Headers(exchange) };
    }

    public Request Get(Template address) => Of(new Submission(HttpMethod.Get, Address(address), null, null), null);

    /// <summary>What a click asks for; null when that is nothing.</summary>
    public Fallible<Request?> Click(Found found, IReadOnlyList<KeyValuePair<string, string>> set, ExchangeTemplate? exchange = null)
    {
        var (charset, named, from) = Of(found.Frame);
        var asked = Clicks.Of(found.Element, found.Frame, charset);
        if (asked.Failed)
            return asked.Error;
        switch (asked.Value)
        {
            case Asked.Go go when set.Count == 0:
                return Of(new Submission(HttpMethod.Get, go.Url, null, null), from);
            case Asked.Go go:
                return Optional(Submitted(new FormOrder { Charset = charset, CharsetName = named, Target = (HttpMethod.Get, go.Url), Set = set }, from));
            case Asked.Submit submit:
                return Optional(Submitted(
                    new FormOrder
                    {
                        Frame = found.Frame,
                        Charset = charset,
                        CharsetName = named,
                        Form = submit.Form,
                        Attributes = submit.Attributes,
                        Button = submit.Button,
                        Set = [.. submit.Set, .. set],
                        Drop = exchange?.Drop ?? [],
                        Files = exchange is null ? Files([]) : Files(exchange.Files),
                    },
                    from));
            case Asked.Nothing:
                return Fallible<Request?>.Of(null);
            default:
                throw new ArgumentOutOfRangeException(nameof(found), asked.Value, null);
        }
    }

    private Fallible<Request> Fields(ExchangeTemplate exchange, HttpMethod method, Uri url)
    {
        if (exchange.Form is { } css)
            return Form(exchange, css, (method, url));
        if (exchange.Set.Count + exchange.Files.Count == 0)
            return Of(method == HttpMethod.Get ? new Submission(method, url, null, null) : new Submission(method, url, [], "application/x-www-form-urlencoded"), null);
        return Submitted(
            new FormOrder
            {
                Charset = scene.Charset,
                CharsetName = scene.Page?.CharsetName ?? scene.Adapter.Charset,
                Target = (method, url),
                Set = Set(exchange),
                Files = Files(exchange.Files),
            },
            null);
    }

    private Fallible<Request> Form(ExchangeTemplate exchange, string css, (HttpMethod Method, Uri Url)? target)
    {
        if (Find(css) is not var (form, frame))
            return new RunError(ErrorClass.Drift, $"the form '{css}' is not on the page");
        IElement? button = null;
        if (exchange.Button is { } clicked)
        {
            button = form.QuerySelector(clicked) ?? frame.Document.QuerySelector(clicked);
            if (button is null)
                return new RunError(ErrorClass.Drift, $"the button '{clicked}' is not on the page");
        }

        var (charset, named, from) = Of(frame);
        return Submitted(
            new FormOrder
            {
                Frame = frame,
                Charset = charset,
                CharsetName = named,
                Form = form,
                Button = button,
                Target = target,
                Set = Set(exchange),
                Drop = exchange.Drop,
                Files = Files(exchange.Files),
            },
            from);
    }

    private (IElement Form, FrameView Frame)? Find(string css)
    {
        foreach (var frame in scene.View().Frames)
            if (frame.Document.QuerySelector(css) is { } form)
                return (form, frame);
        return null;
    }

    private Fallible<Request> Submitted(FormOrder order, Uri? from)
    {
        var built = FormState.Build(order);
        return built.Failed ? built.Error : Of(built.Value, from);
    }

    private Request Of(Submission what, Uri? from) => new(what) { From = from ?? scene.Page?.Url, Keep = scene.WantsFile };

    private (Encoding Charset, string? Named, Uri From) Of(FrameView frame)
    {
        var document = scene.Find(frame);
        return (document?.Charset ?? scene.Charset, document?.CharsetName, frame.Url);
    }

    private static Fallible<Request?> Optional(Fallible<Request> request) => request.Failed ? request.Error : Fallible<Request?>.Of(request.Value);

    private Uri Address(Template template) => SystemAddress.Of(Filled(template, t => t.FillAddress(scene.Values, scene.Charset)), scene.Url, scene.Adapter);

    private (byte[] Bytes, string Type)? Body(ExchangeTemplate exchange)
    {
        if (exchange.Json is { } json)
            return (Encoding.UTF8.GetBytes(Filled(json, t => t.FillJson(scene.Values))), "application/json");
        if (exchange.Body is { } body)
            return (Encoding.UTF8.GetBytes(Filled(body, t => t.Fill(scene.Values))), "text/plain;charset=UTF-8");
        return exchange.BodyFile is { } input && scene.Files.TryGetValue(input, out var file) ? (file.Bytes, file.MediaType) : null;
    }

    private List<KeyValuePair<string, string>> Set(ExchangeTemplate exchange)
    {
        var set = new List<KeyValuePair<string, string>>(exchange.Set.Count);
        foreach (var (name, value) in exchange.Set)
        {
            var key = name.Contains("${", StringComparison.Ordinal) ? Template.Parse(name).Fill(scene.Values) : name;
            if (key is not null && value.Fill(scene.Values) is { } text)
                set.Add(new(key, text));
        }

        return set;
    }

    private List<KeyValuePair<string, string>> Headers(ExchangeTemplate exchange) =>
        exchange.Headers.Count == 0 ? [] : [.. exchange.Headers.Select(h => new KeyValuePair<string, string>(h.Key, h.Value.Fill(scene.Values) ?? ""))];

    private Dictionary<string, FileContent> Files(IEnumerable<KeyValuePair<string, string>> files) =>
        files.Where(f => scene.Files.ContainsKey(f.Value)).ToDictionary(f => f.Key, f => scene.Files[f.Value]);

    /// <summary>An input that was left out is empty, as a field is that nobody filled in.</summary>
    private string Filled(Template template, Func<Template, string?> fill)
    {
        if (fill(template) is { } text)
            return text;
        var missing = template.References.Where(r => !scene.Values.Has(r)).Distinct().ToList();
        foreach (var name in missing)
            scene.Values.Set(name, "");
        text = fill(template)!;
        foreach (var name in missing)
            scene.Values.Set(name, null);
        return text;
    }
}
