using Daas.Core.Steps;

namespace Daas.Core.Adapters;

/// <summary>
/// One templated request. Closed: every consumer switches over all of its kinds. What is said of the page means the page last fetched in the same run;
/// an answer that is JSON, or an <see cref="Aside"/>, does not take that page's place.
/// </summary>
public abstract record ExchangeTemplate
{
    private ExchangeTemplate()
    {
    }

    /// <param name="Url">Relative to the system's address; one that begins with a reference stands for an address that was read.</param>
    public sealed record Get(Template Url) : ExchangeTemplate;

    /// <inheritdoc cref="Get"/>
    public sealed record Post(Template Url) : ExchangeTemplate;

    /// <summary>The form as a browser submits it: its address, method, encoding and every field as the page has it.</summary>
    /// <param name="Of">CSS of the form.</param>
    public sealed record Submit(string Of) : ExchangeTemplate;

    /// <summary>What a click on a link or button asks for, where its markup tells: an address, a post-back, the form around it.</summary>
    /// <param name="Link">The link or button.</param>
    public sealed record Follow(Locator Link) : ExchangeTemplate;

    /// <summary>One-based line in the script; 0 when not read from a file.</summary>
    public int Line { get; init; }

    /// <summary>Of get and post: CSS of the form whose every field is sent as the page has it.</summary>
    public string? Form { get; init; }

    /// <summary>CSS of the submit button that is clicked: its name and value go along, of an image also the point.</summary>
    public string? Button { get; init; }

    /// <summary>
    /// Fields set or added on top of the form, by name (a template itself). One whose value has no value (an input left out) stays as the page has it. Of a
    /// choice its words or its value; of a box <c>true</c> or <c>false</c>. What an input gives needs a field of the form to go into; anything else is added
    /// where there is none.
    /// </summary>
    public IReadOnlyDictionary<string, Template> Set { get; init => field = ValueMap<Template>.Of(value); } = ValueMap<Template>.Empty;

    /// <summary>Fields of the form that are not sent.</summary>
    public IReadOnlyList<string> Drop { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>File fields: the input whose file is sent, by field name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>Of post: a JSON body; values of references are escaped as JSON strings are.</summary>
    public Template? Json { get; init; }

    /// <summary>Of post: the body as it is.</summary>
    public Template? Body { get; init; }

    /// <summary>Of post: the input whose file is the body.</summary>
    public string? BodyFile { get; init; }

    /// <summary>Request headers beyond what a browser sends by itself; an empty one is not sent.</summary>
    public IReadOnlyDictionary<string, Template> Headers { get; init => field = ValueMap<Template>.Of(value); } = ValueMap<Template>.Empty;

    /// <summary>Values computed before it is sent, in order, as the page's script does.</summary>
    public IReadOnlyList<ExchangeValue> Make { get; init => field = ValueList<ExchangeValue>.Of(value); } = ValueList<ExchangeValue>.Empty;

    /// <summary>Values taken from the answer, by name, for the exchanges after it.</summary>
    public IReadOnlyList<ExchangeRead> Read { get; init => field = ValueList<ExchangeRead>.Of(value); } = ValueList<ExchangeRead>.Empty;

    /// <summary>True: a request of the page's script (XMLHttpRequest); its answer is seen beside the page, which stays.</summary>
    public bool Aside { get; init; }

    /// <summary>True: the frames of the answer are fetched too. Those of a frameset are in any case.</summary>
    public bool Frames { get; init; }

    /// <summary>Push: after this request the old system may have saved.</summary>
    public bool Commit { get; init; }

    /// <summary>The input without which this request is left out.</summary>
    public string? When { get; init; }

    /// <summary>Equal wherever they stand in a file.</summary>
    public virtual bool Equals(ExchangeTemplate? other) =>
        other is not null && EqualityContract == other.EqualityContract && (Form, Button, When, BodyFile) == (other.Form, other.Button, other.When, other.BodyFile)
        && (Aside, Frames, Commit) == (other.Aside, other.Frames, other.Commit) && Equals(Json, other.Json) && Equals(Body, other.Body)
        && Equals(Set, other.Set) && Equals(Drop, other.Drop) && Equals(Files, other.Files) && Equals(Headers, other.Headers) && Equals(Read, other.Read)
        && Equals(Make, other.Make);

    public override int GetHashCode() => HashCode.Combine(EqualityContract, Form, Button, When, Aside, Frames, Commit);
}

/// <summary>A value taken from an answer; exactly one source is named.</summary>
public sealed record ExchangeRead
{
    /// <summary>Name it is kept under.</summary>
    public required string Name { get; init; }

    /// <summary>CSS, in the page or any fetched frame, of an element shown or not: the value of a field, else the text.</summary>
    public Template? Css { get; init; }

    /// <summary>An element found as a step finds it, in the page or any fetched frame: the value of a field, else the text.</summary>
    public Locator? Find { get; init; }

    /// <summary>With <see cref="Css"/> or <see cref="Find"/>: this attribute instead. Addresses are made absolute.</summary>
    public string? Attribute { get; init; }

    /// <summary>Path into the last JSON answer that has it.</summary>
    public string? Json { get; init; }

    /// <summary>
    /// Regular expression over the page's inline scripts; the first group, else the whole match. In this and the other patterns <c>${name}</c> stands for
    /// the value itself, so that the code of a word can be looked up.
    /// </summary>
    public string? Script { get; init; }

    /// <summary>Regular expression over the texts of alerts.</summary>
    public string? Alert { get; init; }

    /// <summary>Name of a response header.</summary>
    public string? Header { get; init; }

    /// <summary>Regular expression over the address at which the answer arrived.</summary>
    public string? Url { get; init; }

    /// <summary>Regular expression over the answer's text as it came.</summary>
    public string? Text { get; init; }

    /// <summary>Narrows what was found; the first group, else the whole match.</summary>
    public string? Pattern { get; init; }

    /// <summary>True: when it is not there the name has no value; otherwise that is drift.</summary>
    public bool Optional { get; init; }

    /// <summary>Names that it is looked up by. Where one is an input that the caller left out, it has no value either.</summary>
    public IEnumerable<string> References => new[] { Css, Of(Script), Of(Alert), Of(Url), Of(Text), Of(Pattern) }.OfType<Template>().SelectMany(t => t.References)
        .Concat(Find?.Ways.SelectMany(w => w.References) ?? []);

    private static Template? Of(string? pattern) => pattern?.Contains("${", StringComparison.Ordinal) == true ? Template.Parse(pattern) : null;
}
