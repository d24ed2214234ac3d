using Daas.Core.Steps;

namespace Daas.Core.Adapters.Grammar;

/// <summary>The file of one operation.</summary>
internal static class OperationGrammar
{
    private static readonly Shape<IReadOnlyList<string>> Texts = new ListShape<string>(Basics.Text, "a list of texts", least: 1, inline: true);
    private static readonly Shape<IReadOnlyDictionary<string, Template>> Templates =
        new NamedShape<Template>(Basics.Template, "a map of texts by name", inline: true);

    private static readonly MapShape<Parameter> Parameter =
        new MapShape<Parameter>("parameter", "One input, as the caller sees it.", new Parameter { Name = "" }, inline: true)
        .Key("type", Basics.Word(
                "an input type",
                ("string", ParameterType.String), ("integer", ParameterType.Integer), ("number", ParameterType.Number), ("boolean", ParameterType.Boolean),
                ("date", ParameterType.Date), ("dateTime", ParameterType.DateTime), ("file", ParameterType.File)),
            p => p.Type, (p, v) => p with { Type = v }, "What the value is; string when not said.")
        .Key("title", Basics.Text, p => p.Title, (p, v) => p with { Title = v }, "What people call it.")
        .Key("description", Basics.Text, p => p.Description, (p, v) => p with { Description = v }, "More about it, for the documentation.")
        .Key("required", Basics.Flag, p => p.Required, (p, v) => p with { Required = v }, "True: the caller must give it.")
        .Key("oneOf", Texts, p => p.OneOf, (p, v) => p with { OneOf = v }, "The only values allowed.")
        .Key("default", Basics.Text, p => p.Default, (p, v) => p with { Default = v }, "Used when the caller gives none.")
        .Key("example", Basics.Text, p => p.Example, (p, v) => p with { Example = v }, "A value that works; shown in the documentation.")
        .Key("format", Basics.Text, p => p.Format, (p, v) => p with { Format = v }, "How the old system wants a date or number typed, such as yyyy/M/d.")
        .Key("pattern", Basics.Pattern, p => p.Pattern, (p, v) => p with { Pattern = v }, "Regular expression a string must match as a whole.")
        .Key("maxLength", Basics.Maybe(1, 1_000_000), p => p.MaxLength, (p, v) => p with { MaxLength = v }, "Most characters of a string.")
        .Key("minimum", Basics.Number, p => p.Minimum, (p, v) => p with { Minimum = v }, "Least number.")
        .Key("maximum", Basics.Number, p => p.Maximum, (p, v) => p with { Maximum = v }, "Greatest number.");

    private static readonly MapShape<Verify> Verify = new MapShape<Verify>("verify",
        "Reading back: a pull of the same adapter whose rows must show the new record.", new Verify("", ValueMap<Template>.Empty, ValueMap<Template>.Empty))
        .Key("operation", Basics.Text, v => v.Operation, (v, x) => v with { Operation = x }, "Name of the pull.", required: true)
        .Key("with", Templates, v => v.With, (v, x) => v with { With = x }, "Its inputs, as texts over the inputs and read values of the push.")
        .Key("expect", Templates, v => v.Expect, (v, x) => v with { Expect = x }, "Fields of the pull and the text each must have in at least one row.");

    public static readonly MapShape<Operation> Operation =
        new MapShape<Operation>("operation", "One callable function of an adapter.", new Operation { Id = "", Kind = OperationKind.Pull, Title = "" })
        .Key("operation", Names.Id, o => o.Id, (o, v) => o with { Id = v }, "Its name; the file is named after it.", required: true)
        .Key("kind", Basics.Word("a kind", ("pull", OperationKind.Pull), ("push", OperationKind.Push)), o => o.Kind, (o, v) => o with { Kind = v },
            "pull reads and may be retried; push writes.", required: true)
        .Key("title", Basics.Text, o => o.Title, (o, v) => o with { Title = v }, "What people call it.", required: true)
        .Key("description", Basics.Text, o => o.Description, (o, v) => o with { Description = v }, "More about it, for the documentation.")
        .Key("input", new ViewShape<IReadOnlyList<Parameter>, IReadOnlyDictionary<string, Parameter>>(
                new NamedShape<Parameter>(Parameter.Short("type"), "a map of inputs by name", Names.WrongInput, named: (p, name) => p with { Name = name }),
                map => [.. map.Values],
                list => new OrderedDictionary<string, Parameter>(list.Select(p => KeyValuePair.Create(p.Name, p with { Name = "" })))),
            o => o.Input, (o, v) => o with { Input = v }, "The inputs, by name.")
        .Key("steps", StepGrammar.Steps, o => o.Steps, (o, v) => o with { Steps = v }, "What is done in the old system, in order.", required: true)
        .Key("output", OutputGrammar.Output, o => o.Output, (o, v) => o with { Output = v }, "What is answered.")
        .Key("applied", LocatorGrammar.Sign, o => o.Applied, (o, v) => o with { Applied = v }, "Push: what the page shows when the system has saved.")
        .Key("rejected", LocatorGrammar.Sign, o => o.Rejected, (o, v) => o with { Rejected = v },
            "What the page shows when the system refuses; its text reaches the caller.")
        .Key("notFound", LocatorGrammar.Sign, o => o.NotFound, (o, v) => o with { NotFound = v }, "Pull: what the page shows when there is no such record.")
        .Key("verify", Verify, o => o.Verify, (o, v) => o with { Verify = v }, "Push: the pull that finds the new record by its natural key.")
        .Key("http", HttpGrammar.Http, o => o.Http, (o, v) => o with { Http = v },
            "The same operation as plain requests; used in place of the browser where it is there.");
}
