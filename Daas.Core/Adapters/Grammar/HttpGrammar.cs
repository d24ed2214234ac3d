using Daas.Core.Steps;

namespace Daas.Core.Adapters.Grammar;

/// <summary>An operation, or signing in, as plain requests.</summary>
internal static class HttpGrammar
{
    private static readonly Shape<IReadOnlyList<string>> Texts = new ListShape<string>(Basics.Text, "a list of texts", least: 1, inline: true);

    private static readonly Shape<IReadOnlyDictionary<string, string>> Inputs = new NamedShape<string>(Basics.Text, "a map of inputs by field", inline: true);

    private static readonly Shape<IReadOnlyDictionary<string, Template>> Templates =
        new NamedShape<Template>(Basics.Template, "a map of texts by name", Names.WrongTemplate, inline: true);

    private static readonly MapShape<ExchangeValue> Value =
        new MapShape<ExchangeValue>("exchange-value", "A value that the page's script computes; one source is named.", new ExchangeValue { Name = "" }, inline: true)
        .Key("text", Basics.Template, v => v.Text, (v, x) => v with { Text = x }, "A text; references without a value are empty.")
        .Key("now", Basics.Text, v => v.Now, (v, x) => v with { Now = x }, "seconds or milliseconds since 1970, or a date format.")
        .Key("md5", Basics.Template, v => v.Md5, (v, x) => v with { Md5 = x }, "The hash of a text in UTF-8, as hex.")
        .Key("sha1", Basics.Template, v => v.Sha1, (v, x) => v with { Sha1 = x }, "The hash of a text in UTF-8, as hex.")
        .Key("sha256", Basics.Template, v => v.Sha256, (v, x) => v with { Sha256 = x }, "The hash of a text in UTF-8, as hex.")
        .Key("base64", Basics.Template, v => v.Base64, (v, x) => v with { Base64 = x }, "A text in UTF-8, as base64.")
        .Key("upper", Basics.Flag, v => v.Upper, (v, x) => v with { Upper = x }, "True: in upper case.")
        .Rule((value, map, reading) =>
        {
            if (new object?[] { value.Text, value.Now, value.Md5, value.Sha1, value.Sha256, value.Base64 }.Count(s => s is not null) != 1)
                reading.Error(map, "a value has one source: text, now, md5, sha1, sha256 or base64");
        });

    private static readonly Shape<IReadOnlyList<ExchangeValue>> Values = new ViewShape<IReadOnlyList<ExchangeValue>, IReadOnlyDictionary<string, ExchangeValue>>(
        new NamedShape<ExchangeValue>(Value, "a map of values by name", Names.WrongInput, named: (v, name) => v with { Name = name }),
        map => [.. map.Values],
        list => new OrderedDictionary<string, ExchangeValue>(list.Select(v => KeyValuePair.Create(v.Name, v))));

    private static readonly MapShape<ExchangeRead> Read =
        new MapShape<ExchangeRead>("exchange-read", "A value taken from an answer; one source is named.", new ExchangeRead { Name = "" }, inline: true)
        .Key("css", Basics.CssTemplate, r => r.Css, (r, v) => r with { Css = v }, "An element of the page or of a fetched frame, shown or not: the value of a field, else the text.")
        .Key("find", LocatorGrammar.ByName, r => r.Find, (r, v) => r with { Find = v }, "An element found as a step finds it: the value of a field, else the text.")
        .Key("attribute", Basics.Text, r => r.Attribute, (r, v) => r with { Attribute = v }, "With css or find: this attribute; an address is made absolute.")
        .Key("json", Basics.JsonPath, r => r.Json, (r, v) => r with { Json = v }, "A path into the last JSON answer that has it.")
        .Key("script", Basics.Pattern, r => r.Script, (r, v) => r with { Script = v }, "A pattern over the page's inline scripts; its first group counts.")
        .Key("alert", Basics.Pattern, r => r.Alert, (r, v) => r with { Alert = v }, "A pattern over the texts of alerts; its first group counts.")
        .Key("header", Basics.Text, r => r.Header, (r, v) => r with { Header = v }, "The name of a response header.")
        .Key("url", Basics.Pattern, r => r.Url, (r, v) => r with { Url = v }, "A pattern over the address at which the answer arrived.")
        .Key("text", Basics.Pattern, r => r.Text, (r, v) => r with { Text = v }, "A pattern over the answer's text as it came.")
        .Key("pattern", Basics.Pattern, r => r.Pattern, (r, v) => r with { Pattern = v }, "Narrows what was found; its first group counts.")
        .Key("optional", Basics.Flag, r => r.Optional, (r, v) => r with { Optional = v }, "True: it may be absent; the name has no value then.")
        .Rule(CheckRead);

    private static readonly Shape<IReadOnlyList<ExchangeRead>> Reads = new ViewShape<IReadOnlyList<ExchangeRead>, IReadOnlyDictionary<string, ExchangeRead>>(
        new NamedShape<ExchangeRead>(Read, "a map of values by name", Names.WrongInput, named: (r, name) => r with { Name = name }),
        map => [.. map.Values],
        list => new OrderedDictionary<string, ExchangeRead>(list.Select(r => KeyValuePair.Create(r.Name, r))));

    private static readonly Shape<IReadOnlyList<ExchangeTemplate>> Exchanges = new ListShape<ExchangeTemplate>(
        new UnionShape<ExchangeTemplate>("a request (get, post, submit or follow)")
            .Add("get", Form(Start(new ExchangeTemplate.Get("")).Key(
                "get", Basics.Template, e => e.Url, (e, v) => e with { Url = v }, "The address, relative to the system's.", required: true)))
            .Add("post", Form(Body(Start(new ExchangeTemplate.Post("")).Key(
                "post", Basics.Template, e => e.Url, (e, v) => e with { Url = v }, "The address, relative to the system's.", required: true))))
            .Add("submit", Fields(Start(new ExchangeTemplate.Submit("")).Key(
                "submit", Basics.Css, e => e.Of, (e, v) => e with { Of = v }, "CSS of the form; sent to where, and as, its markup says.", required: true)))
            .Add("follow", Fields(Start(new ExchangeTemplate.Follow(new Locator([]))).Key(
                "follow", LocatorGrammar.ByName, e => e.Link, (e, v) => e with { Link = v }, "The link or button whose markup says what a click asks for.", required: true))),
        "a list of requests",
        least: 1);

    private static readonly MapShape<Proof> Proved =
        new MapShape<Proof>("proved", "That both paths gave the same rows.", new Proof(default, 0, 0), inline: true)
        .Key("at", Basics.Moment, p => p.At, (p, v) => p with { At = v }, "When.", required: true)
        .Key("inputs", Basics.Count(0, int.MaxValue), p => p.Inputs, (p, v) => p with { Inputs = v }, "Number of different inputs compared.", required: true)
        .Key("rows", Basics.Count(0, int.MaxValue), p => p.Rows, (p, v) => p with { Rows = v }, "Number of rows compared.", required: true);

    public static readonly MapShape<HttpScript> Http = new MapShape<HttpScript>("http", "The same as plain requests.", new HttpScript())
        .Key("proved", Proved, h => h.Proved, (h, v) => h with { Proved = v }, "That both paths gave the same rows.")
        .Key("exchanges", Exchanges, h => h.Exchanges, (h, v) => h with { Exchanges = v }, "The requests, in order.", required: true)
        .Key("next", Exchanges, h => h.Next, (h, v) => h with { Next = v },
            "Requests that fetch the next page; ${page} is its number. Left out: the output's next is followed where its markup tells how.")
        .Key("parallel", Basics.Count(1, 16), h => h.Parallel, (h, v) => h with { Parallel = v },
            "Pages fetched at the same time once their number is known; only where next depends on nothing but ${page}.");

    private static MapShape<T> Start<T>(T seed)
        where T : ExchangeTemplate => new($"exchange-{seed.GetType().Name.ToLowerInvariant()}", "One templated request.", seed);

    private static MapShape<T> Form<T>(MapShape<T> shape)
        where T : ExchangeTemplate => Fields(shape
        .Key("form", Basics.Css, e => e.Form, (e, v) => e with { Form = v }, "CSS of the form, on the page last fetched, whose every field is sent."));

    private static MapShape<T> Body<T>(MapShape<T> shape)
        where T : ExchangeTemplate => shape
        .Key("json", Basics.Template, e => e.Json, (e, v) => e with { Json = v }, "A JSON body; values of references are escaped as JSON strings are.")
        .Key("body", Basics.Template, e => e.Body, (e, v) => e with { Body = v }, "The body as it is.")
        .Key("bodyFile", Basics.Text, e => e.BodyFile, (e, v) => e with { BodyFile = v }, "The input whose file is the body.");

    private static MapShape<T> Fields<T>(MapShape<T> shape)
        where T : ExchangeTemplate => shape
        .Key("button", Basics.Css, e => e.Button, (e, v) => e with { Button = v }, "CSS of the submit button that is clicked.")
        .Key("set", Templates, e => e.Set, (e, v) => e with { Set = v }, "Fields set or added on top of the form, by name; one without a value stays as it is.")
        .Key("drop", Texts, e => e.Drop, (e, v) => e with { Drop = v }, "Fields of the form that are not sent.")
        .Key("files", Inputs, e => e.Files, (e, v) => e with { Files = v }, "File fields: the input whose file is sent, by field.")
        .Key("headers", Templates, e => e.Headers, (e, v) => e with { Headers = v }, "Request headers beyond what a browser sends by itself; an empty one is not sent.")
        .Key("make", Values, e => e.Make, (e, v) => e with { Make = v }, "Values computed before it is sent, in order, as the page's script does.")
        .Key("read", Reads, e => e.Read, (e, v) => e with { Read = v }, "Values taken from the answer, by name, for the exchanges after it.")
        .Key("aside", Basics.Flag, e => e.Aside, (e, v) => e with { Aside = v }, "True: a request of the page's script; the page stays.")
        .Key("frames", Basics.Flag, e => e.Frames, (e, v) => e with { Frames = v }, "True: the inline frames of the answer are fetched too.")
        .Key("when", Basics.Text, e => e.When, (e, v) => e with { When = v }, "The input without which this request is left out.")
        .Key("commit", Basics.Flag, e => e.Commit, (e, v) => e with { Commit = v }, "Push: after this request the old system may have saved.")
        .Placed((e, node) => e with { Line = node.Line })
        .Rule(CheckBody);

    private static void CheckRead(ExchangeRead read, Yaml.Node.Map map, Reading reading)
    {
        var sources = new object?[] { read.Css, read.Find, read.Json, read.Script, read.Alert, read.Header, read.Url, read.Text }.Count(s => s is not null);
        if (sources != 1)
            reading.Error(map, "a value has one source: css, find, json, script, alert, header, url or text");
        else if (read.Attribute is not null && read.Css is null && read.Find is null)
            reading.Error(map, "'attribute' goes with 'css' or 'find'");
    }

    private static void CheckBody<T>(T exchange, Yaml.Node.Map map, Reading reading)
        where T : ExchangeTemplate
    {
        var bodies = new[] { exchange.Json?.Source, exchange.Body?.Source, exchange.BodyFile }.Count(b => b is not null);
        if (bodies > 1)
            reading.Error(map, "a request has one body: json, body or bodyFile");
        else if (bodies == 1 && (exchange.Form is not null || exchange.Set.Count + exchange.Files.Count + exchange.Drop.Count > 0 || exchange.Button is not null))
            reading.Error(map, "a request with a body of its own has no fields: leave form, button, set, drop and files out");
    }
}
