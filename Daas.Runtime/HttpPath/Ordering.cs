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
        var set = Set(exchange);
        if (set.Failed)
            return set.Error;
        var headers = Headers(exchange);
        if (headers.Failed)
            return headers.Error;
        switch (exchange)
        {
            case ExchangeTemplate.Get get:
                made = Fields(exchange, set.Value, HttpMethod.Get, Address(get.Url));
                break;
            case ExchangeTemplate.Post post:
                made = Body(exchange) is { } body
                    ? Of(new Submission(HttpMethod.Post, Address(post.Url), body.Bytes, body.Type), null)
                    : Fields(exchange, set.Value, HttpMethod.Post, Address(post.Url));
                break;
            case ExchangeTemplate.Submit submit:
                made = Form(exchange, set.Value, submit.Of, null);
                break;
            case ExchangeTemplate.Follow follow:
                var found = Locating.Find(follow.Link, scene.View(), scene.Values);
                if (found.Failed)
                    return found.Error;
                scene.Notes?.Found(follow.Link, found.Value.Way, scene.Values);
                var click = Click(found.Value, set.Value, exchange);
                if (click.Failed)
                    return click.Error;
                if (click.Value is not { } asked)
                    return new RunError(ErrorClass.Drift, "a click on it asks for nothing");
                made = asked;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(exchange), exchange, null);
        }

        return made.Failed ? made : made.Value with { Aside = exchange.Aside, Headers = headers.Value };
    }

    public Request Get(Template address) => Of(new Submission(HttpMethod.Get, Address(address), null, null), null);

    /// <summary>What a click asks for; null when that is nothing.</summary>
    public Fallible<Request?> Click(Found found, FieldsSet? given = null, ExchangeTemplate? exchange = null)
    {
        var set = given ?? FieldsSet.None;
        var (charset, named, from) = Of(found.Frame);
        var asked = Clicks.Of(found.Element, found.Frame, charset);
        if (asked.Failed)
            return asked.Error;
        switch (asked.Value)
        {
            case Asked.Go go when set.Fields.Count == 0:
                return Of(new Submission(HttpMethod.Get, go.Url, null, null), from);
            case Asked.Go go:
                return Optional(Submitted(new FormOrder { Charset = charset, CharsetName = named, Target = (HttpMethod.Get, go.Url), Set = set.Fields }, from));
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
                        Set = [.. submit.Set, .. set.Fields],
                        Needed = set.Needed,
                        Secret = set.Secret,
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

    private Fallible<Request> Fields(ExchangeTemplate exchange, FieldsSet set, HttpMethod method, Uri url)
    {
        if (exchange.Form is { } css)
            return Form(exchange, set, css, (method, url));
        if (exchange.Set.Count + exchange.Files.Count == 0)
            return Of(method == HttpMethod.Get ? new Submission(method, url, null, null) : new Submission(method, url, [], "application/x-www-form-urlencoded"), null);
        return Submitted(
            new FormOrder
            {
                Charset = scene.Charset,
                CharsetName = scene.Page?.CharsetName ?? scene.Adapter.Charset,
                Target = (method, url),
                Set = set.Fields,
                Files = Files(exchange.Files),
            },
            null);
    }

    private Fallible<Request> Form(ExchangeTemplate exchange, FieldsSet set, string css, (HttpMethod Method, Uri Url)? target)
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
                Set = set.Fields,
                Needed = set.Needed,
                Secret = set.Secret,
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

    /// <summary>Drift when what the caller gives has no field to go into.</summary>
    private Fallible<FieldsSet> Set(ExchangeTemplate exchange)
    {
        if (exchange.Set.Count == 0)
            return FieldsSet.None;
        var set = new List<KeyValuePair<string, string>>(exchange.Set.Count);
        var (needed, secret) = (new HashSet<string>(), new HashSet<string>());
        foreach (var (name, value) in exchange.Set)
        {
            if (value.Fill(scene.Values) is not { } text)
                continue;
            var given = value.References.Any(scene.Inputs.Contains);
            if ((name.Contains("${", StringComparison.Ordinal) ? Template.Parse(name).Fill(scene.Values) : name) is { } key)
            {
                set.Add(new(key, text));
                if (given)
                    needed.Add(key);
                if (value.IsSecret || value.References.Any(r => PasswordWords.In(r) || scene.Values.IsHidden(r)))
                    secret.Add(key);
            }
            else if (given)
            {
                return new RunError(ErrorClass.Drift, $"there is no field for {value}: {name} was not found");
            }
        }

        return new FieldsSet(set, needed, secret);
    }

    private Fallible<IReadOnlyList<KeyValuePair<string, string>>> Headers(ExchangeTemplate exchange)
    {
        List<KeyValuePair<string, string>> headers = [.. exchange.Headers.Select(h => new KeyValuePair<string, string>(h.Key, h.Value.Fill(scene.Values) ?? ""))];
        // Such a one would not be sent, or another in its place.
        return headers.Find(h => h.Value.Any(c => c is < ' ' and not '\t' or '\x7F' or > '\xFF')) is { Key: { } bad }
            ? new RunError(ErrorClass.InvalidInput, $"the header {bad} cannot hold line breaks, or characters beyond Latin-1")
            : Fallible<IReadOnlyList<KeyValuePair<string, string>>>.Of(headers);
    }

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
