using Daas.Core.Adapters.Grammar;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Core.Words;

namespace Daas.Core.Adapters.Checks;

/// <summary>What must hold among the exchanges of an <c>http</c> section beyond their grammar.</summary>
internal static class HttpChecks
{
    /// <summary>Signing in.</summary>
    public static void Check(HttpScript http, Reading reading)
    {
        Check(http, null, reading, new References(reading) { Credential = true });
        if (http.Next.Count > 0)
            reading.Error(http, "signing in has no pages", "next");
    }

    /// <param name="http">The section.</param>
    /// <param name="operation">Whose it is.</param>
    /// <param name="reading">Takes the problems.</param>
    /// <param name="used">Inputs that the steps use.</param>
    public static void Check(HttpScript http, Operation operation, Reading reading, IReadOnlySet<string> used)
    {
        var names = new References(reading);
        names.Add(operation.Input);
        Check(http, operation, reading, names);
        // An input that is left out here would be a filter that silently does nothing.
        foreach (var input in operation.Input.Where(i => used.Contains(i.Name) && !names.Used.Contains(i.Name)))
            reading.Error(http, $"the requests do not use the input '{input.Name}'", "exchanges");
        foreach (var sign in new[] { operation.Applied, operation.Rejected, operation.NotFound })
            names.CheckSign(sign);
        foreach (var template in operation.Verify is { } verify ? verify.With.Values.Concat(verify.Expect.Values) : [])
            names.Check(template);
        if (operation.Kind == OperationKind.Push && !http.Exchanges.Any(e => e.Commit))
            reading.Error(http, "a push needs 'commit: true' on the request after which the old system may have saved", "exchanges");
        if (http.Next.Count > 0 && operation.Output?.Rows is null or RowSource.File)
            reading.Error(http, "'next' fetches further pages of rows; this answers none", "next");
        if (http.Parallel > 1 && http.Next is not [ExchangeTemplate.Get { Form: null, Read.Count: 0 }])
            reading.Error(http, "pages can be fetched together only where 'next' is one get without a form", "parallel");
    }

    private static void Check(HttpScript http, Operation? operation, Reading reading, References names)
    {
        foreach (var exchange in http.Exchanges)
            CheckOne(exchange, false, operation, reading, names);
        foreach (var exchange in http.Next)
            CheckOne(exchange, true, operation, reading, names);
    }

    private static void CheckOne(ExchangeTemplate exchange, bool next, Operation? operation, Reading reading, References names)
    {
        foreach (var value in exchange.Make)
        {
            names.Check(value.From, next);
            Keep(value.Name, value);
        }

        switch (exchange)
        {
            case ExchangeTemplate.Get get:
                names.Check(get.Url, next);
                break;
            case ExchangeTemplate.Post post:
                names.Check(post.Url, next);
                break;
            case ExchangeTemplate.Submit:
                break;
            case ExchangeTemplate.Follow follow:
                names.CheckLocator(follow.Link, next);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(exchange), exchange, null);
        }

        foreach (var (name, template) in exchange.Set.Concat(exchange.Headers))
        {
            var key = Template.Parse(name);
            reading.Share(template, key);
            names.Check(key, next);
            names.Check(template, next);
            if (template is { IsLiteral: true, Source.Length: > 0 } && PasswordWords.In(name))
                reading.Error(template, "a password must not stand in a script");
        }

        names.Check(exchange.Json, next);
        names.Check(exchange.Body, next);
        foreach (var (field, input) in exchange.Files)
            CheckFile(input, $"the field '{field}'", "files");
        if (exchange.BodyFile is { } file)
            CheckFile(file, "the body", "bodyFile");
        if (exchange.When is { } when)
        {
            names.Use(when);
            if (!names.Inputs.ContainsKey(when))
                reading.Error(exchange, $"'when' names an input; there is none called '{when}'", "when", Nearest.Find(when, names.Inputs.Keys));
        }

        if (exchange.Commit && operation?.Kind != OperationKind.Push)
            reading.Error(exchange, operation is null ? "signing in commits nothing" : "a pull must not commit; make it a push or leave 'commit' out", "commit");
        foreach (var read in exchange.Read)
        {
            names.CheckLocator(read.Find, next);
            names.Check(read.Css, next);
            foreach (var pattern in new[] { read.Script, read.Alert, read.Url, read.Text, read.Pattern })
                names.Check(pattern is null ? null : Template.Parse(pattern), next);
            Keep(read.Name, read);
        }

        void Keep(string name, object at)
        {
            if (names.Inputs.ContainsKey(name))
                reading.Error(at, $"'{name}' is taken; keep the value under another name");
            else
                names.Keep(name);
        }

        void CheckFile(string input, string of, string key)
        {
            names.Use(input);
            if (!names.Inputs.TryGetValue(input, out var found))
                reading.Error(exchange, $"{of} takes an input of type file; there is none called '{input}'", key, Nearest.Find(input, names.Inputs.Keys));
            else if (found.Type != ParameterType.File)
                reading.Error(exchange, $"input '{input}' is not of type file", key);
        }
    }
}
