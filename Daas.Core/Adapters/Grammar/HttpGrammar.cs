using Daas.Core.Steps;

namespace Daas.Core.Adapters.Grammar;

/// <summary>An operation as plain requests.</summary>
internal static class HttpGrammar
{
    private static readonly Shape<IReadOnlyDictionary<string, Template>> Templates =
        new NamedShape<Template>(Basics.Template, "a map of texts by name", inline: true);

    private static readonly Shape<IReadOnlyList<ExchangeTemplate>> Exchanges = new ListShape<ExchangeTemplate>(
        new ViewShape<ExchangeTemplate, Exchange>(
            new UnionShape<Exchange>("a request (get or post)")
                .Add("get", Keys("get", new Exchange.Get("")))
                .Add("post", Keys("post", new Exchange.Post(""))),
            e => e.Template,
            t => t.Method == "GET" ? new Exchange.Get(t) : new Exchange.Post(t)),
        "a list of requests",
        least: 1);

    private static readonly MapShape<Proof> Proved =
        new MapShape<Proof>("proved", "That both paths gave the same rows.", new Proof(default, 0, 0), inline: true)
        .Key("at", Basics.Moment, p => p.At, (p, v) => p with { At = v }, "When.", required: true)
        .Key("inputs", Basics.Count(0, int.MaxValue), p => p.Inputs, (p, v) => p with { Inputs = v }, "Number of different inputs compared.", required: true)
        .Key("rows", Basics.Count(0, int.MaxValue), p => p.Rows, (p, v) => p with { Rows = v }, "Number of rows compared.", required: true);

    public static readonly MapShape<HttpScript> Http = new MapShape<HttpScript>("http", "The same operation as plain requests.", new HttpScript())
        .Key("proved", Proved, h => h.Proved, (h, v) => h with { Proved = v }, "That both paths gave the same rows.")
        .Key("exchanges", Exchanges, h => h.Exchanges, (h, v) => h with { Exchanges = v }, "The requests, in order.", required: true)
        .Key("next", Exchanges, h => h.Next, (h, v) => h with { Next = v }, "Requests that fetch the next page; ${page} is its number.");

    private static MapShape<TExchange> Keys<TExchange>(string method, TExchange seed)
        where TExchange : Exchange => new MapShape<TExchange>($"exchange-{method}", "One templated request.", seed)
        .Key(method, Basics.Template, e => e.Template.Url, (e, v) => e with { Template = e.Template with { Url = v } },
            "The address, relative to the system's.", required: true)
        .Key("form", Basics.Css, e => e.Template.Form, (e, v) => e with { Template = e.Template with { Form = v } },
            "CSS of the form, on the page last fetched, whose every field is sent.")
        .Key("set", Templates, e => e.Template.Set, (e, v) => e with { Template = e.Template with { Set = v } },
            "Fields set or added on top of the form, by name.")
        .Key("headers", Templates, e => e.Template.Headers, (e, v) => e with { Template = e.Template with { Headers = v } },
            "Request headers beyond what a browser sends by itself.");

    /// <summary>The method is the key, so each method is a case.</summary>
    private abstract record Exchange(ExchangeTemplate Template)
    {
        public sealed record Get(ExchangeTemplate Template) : Exchange(Template)
        {
            public Get(string url)
                : this(new ExchangeTemplate { Method = "GET", Url = url })
            {
            }
        }

        public sealed record Post(ExchangeTemplate Template) : Exchange(Template)
        {
            public Post(string url)
                : this(new ExchangeTemplate { Method = "POST", Url = url })
            {
            }
        }
    }
}
