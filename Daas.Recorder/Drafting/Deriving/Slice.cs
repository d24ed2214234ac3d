using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Evidence;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>The fewest requests that one needs, made backwards from it: each value that has its source in an answer brings the request of that answer.</summary>
internal sealed class Slice
{
    private readonly Setting _setting;
    private readonly Dictionary<Traced, Making> _makings = [];
    private readonly HashSet<string> _names;
    private readonly Sources _sources;
    private Making? _current;

    public Slice(Setting setting)
    {
        _setting = setting;
        _names = [.. setting.Values.Keys, "page", "offset", "credential"];
        _sources = new Sources(setting.Both, setting.Givens, setting.Values, setting.Rule) { Take = Take, Make = Make, May = May };
    }

    /// <summary>In the order in which they are sent.</summary>
    /// <exception cref="Underivable">Two pages would have to be at hand at once.</exception>
    public IReadOnlyList<Making> Ordered()
    {
        var all = _makings.Values.OrderBy(m => m.Of.Exchange.At).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].On is not { } page)
                continue;
            var at = all.FindIndex(m => m.Of == page);
            foreach (var between in all.Skip(at + 1).Take(i - at - 1).Where(m => !m.Aside))
            {
                if (all.Exists(m => m.On == between.Of))
                    throw new Underivable($"{all[i].Of.Asks} and another request are made from two pages that would have to be at hand at once");
                between.Aside = true;
            }
        }

        return all;
    }

    /// <summary>Makes a request, and those that it needs before.</summary>
    /// <param name="of">Any of a chain; its first is what is sent.</param>
    /// <param name="because">Why it is needed.</param>
    /// <exception cref="Underivable">It carries what has no source.</exception>
    public Making Need(Traced of, string because)
    {
        var head = _setting.HeadOf(of);
        if (_makings.TryGetValue(head, out var known))
            return known;
        var outer = _current;
        var making = _current = _makings[head] = new Making(head, because);
        try
        {
            making.Template = head.IsDocument || head.Exchange.Type == "other" ? Document(making) : Request(making);
        }
        finally
        {
            _current = outer;
        }

        return making;
    }

    /// <summary>The same request for a further page.</summary>
    /// <param name="of">As it was sent for the first.</param>
    /// <param name="turning">What stands in fields that tell the page.</param>
    public ExchangeTemplate Turned(Making of, IReadOnlyDictionary<string, string> turning)
    {
        var making = new Making(of.Of, "the next page");
        _current = making;
        making.Template = Request(making, turning);
        making.Aside = of.Aside;
        _current = null;
        return making.Made();
    }

    private ExchangeTemplate Document(Making making)
    {
        var (of, done) = (making.Of, _setting.DoneBy(making.Of));
        if (_setting.OpenedBy(of) is { } open)
            return Opened(making, open);
        var page = PageOf(of, done);
        if (_setting.Rule == DerivingRule.Whole && page is { Page: { } markup } && FormFit.Of(markup, of.Sent) is { } fit && (!of.Sent.IsGet || IsSubmitted(fit, of)))
        {
            var before = _makings.Keys.ToHashSet();
            try
            {
                return Form(making, fit, page, done);
            }
            catch (Underivable) when (of.Sent.IsGet)
            {
                // A script made more of the form; all of it is in the address.
                Forget(making, before);
            }
        }

        if (!of.Sent.IsGet)
            return Request(making);
        if (!IsOfRow(of))
        {
            var before = _makings.Keys.ToHashSet();
            try
            {
                return new ExchangeTemplate.Get(AddressOf(making));
            }
            catch (Underivable why)
            {
                Forget(making, before);
                return Follow(making, page, done) ?? throw new Underivable(why.Message);
            }
        }

        return Follow(making, page, done) ?? new ExchangeTemplate.Get(AddressOf(making));
    }

    /// <summary>Another way is gone: what was needed for the first alone is not.</summary>
    private void Forget(Making making, HashSet<Traced> before)
    {
        foreach (var needed in _makings.Keys.Where(k => !before.Contains(k)).ToList())
            _makings.Remove(needed);
        making.Parts.Clear();
        making.Makes.Clear();
        making.On = null;
    }

    private static ExchangeTemplate.Get Opened(Making making, Step.Open open)
    {
        making.Parts.Add(new DerivedPart("address", open.Url.Source, "as the script opens it"));
        return new ExchangeTemplate.Get(open.Url);
    }

    private Traced? PageOf(Traced of, DoneStep? done)
    {
        var at = of.Exchange.At;
        var shown = done?.Deed.Before?.Frames.FirstOrDefault(f => f.Document == done.Element.Owner)?.Url;
        var referer = of.Exchange.RequestHeaders.FirstOrDefault(h => h.Key.Equals("referer", StringComparison.OrdinalIgnoreCase)).Value;
        return new[] { shown, of.Exchange.Frame, Uri.TryCreate(referer, UriKind.Absolute, out var from) ? from : null }
            .Select(u => _setting.Both.First.Brought(u, at)).FirstOrDefault(p => p is not null && _setting.HeadOf(p) != of && May(p));
    }

    private static bool IsSubmitted(FormFit fit, Traced of) => fit.Action.AbsolutePath == of.Exchange.Url.AbsolutePath && of.Sent.Query.Count > 0;

    private static Locator? Target(DoneStep? done) => done?.Step switch
    {
        Step.Click click => click.Target,
        Step.Download download => download.Target,
        Step.Read read => read.Target,
        _ => null,
    };

    private ExchangeTemplate? Follow(Making making, Traced? page, DoneStep? done)
    {
        if (_setting.Rule != DerivingRule.Whole || page?.Page is not { } markup || Target(done) is not { } target)
            return null;
        var found = Locating.Find(target, new PageView { Url = markup.Url, Frames = [markup] }, _setting.Shown, told: false);
        if (found.Failed)
            return null;
        Need(page, "what is clicked stands on it");
        making.On = _setting.HeadOf(page);
        making.Parts.Add(new DerivedPart("address", StepText.Describe(target), "the link or button that was clicked tells it"));
        return new ExchangeTemplate.Follow(target);
    }

    private ExchangeTemplate Form(Making making, FormFit fit, Traced page, DoneStep? done)
    {
        var of = making.Of;
        Need(page, "its form is sent");
        making.On = _setting.HeadOf(page);
        making.Parts.Add(new DerivedPart("form", fit.Css, $"{fit.AsIs} of its fields are sent as the page has them, whatever they hold then"));
        var (set, files, drop) = (new Dictionary<string, Template>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        var names = fit.Controls.Select(FormFit.NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var given in _setting.Givens.Where(g => names.Contains(g.Name) && g.Name.Length > 0 && g.Deed.Action.At <= of.Exchange.At
            && (g.Deed.Before is null || _setting.Both.First.Brought(FrameOf(g), of.Exchange.At) is { } own && _setting.HeadOf(own) == _setting.HeadOf(page))))
        {
            if (given.IsFile)
                files[given.Name] = given.Value.Source;
            else
                set[given.Name] = given.Value;
            making.Parts.Add(new DerivedPart($"field {given.Name}", given.IsFile ? $"the file {given.Value}" : given.Value.Source, $"the step '{StepText.Describe(given.Step)}' fills it"));
        }

        var button = Button(making, fit, done);
        var isRow = IsOfRow(of);
        foreach (var (name, has, sent) in fit.Differences.Where(d => !set.ContainsKey(d.Name) && !files.ContainsKey(d.Name) && !IsPressed(button, d.Name)))
        {
            if (sent.Count == 0)
                Drop(fit, name, set, drop, making);
            else if (isRow && Follow(making, page, done) is ExchangeTemplate.Follow follow)
                return follow with { Set = set, Files = files };
            else if (sent is [{ IsFile: true } file])
            {
                if (file.Value.Length > 0)
                    throw new Underivable($"{of.Asks} sends the file '{file.Value}' as {name}, which no input gives");
            }
            else if (sent.Count > 1)
                throw new Underivable($"{of.Asks} sends {name} {sent.Count} times, otherwise than the page has it");
            else if (fit.Controls.FirstOrDefault(c => FormFit.NameOf(c) == name && Controls.IsTick(c)) is { } tick && has.Count == 0 && Controls.Value(tick) == sent[0].Value)
                set[name] = fit.Controls.Count(c => FormFit.NameOf(c) == name) == 1 && Controls.TypeOf(tick) == "checkbox" ? "true" : Template.Escape(sent[0].Value);
            else
                set[name] = Bind(making, sent[0].Value, name);
        }

        var order = button is { Css: { } css } ? css : null;
        ExchangeTemplate template = fit.Action is var action && Trace.Same(Bare(action), Bare(of.Exchange.Url)) && fit.IsPost != of.Sent.IsGet
            ? new ExchangeTemplate.Submit(fit.Css)
            : of.Sent.IsGet ? new ExchangeTemplate.Get(AddressOf(making, bare: true)) { Form = fit.Css }
            : new ExchangeTemplate.Post(AddressOf(making)) { Form = fit.Css };
        return template with { Set = set, Files = files, Drop = drop, Button = order };
    }

    private static Uri Bare(Uri url) => new(url.GetLeftPart(UriPartial.Path));

    private static Uri? FrameOf(Given given) => given.Deed.Before?.Frames.FirstOrDefault(f => f.Document == given.Control.Owner)?.Url;

    private static bool IsPressed((string Name, string? Css)? button, string name) =>
        button is { Name: var pressed } && (name == pressed || name == pressed + ".x" || name == pressed + ".y");

    /// <summary>The submit button whose name goes along: the one that was clicked, or whose value was sent.</summary>
    private static (string Name, string? Css)? Button(Making making, FormFit fit, DoneStep? done)
    {
        var sent = making.Of.Sent.All;
        var buttons = fit.Controls.Where(c => Controls.TypeOf(c) is "submit" or "image" && FormFit.NameOf(c).Length > 0).ToList();
        var pressed = buttons.Find(b => sent.Any(f => (f.Name == FormFit.NameOf(b) && f.Value == (b.GetAttribute("value") ?? f.Value)) || f.Name == FormFit.NameOf(b) + ".x"));
        if (pressed is null || fit.CssOf(pressed) is not { } css)
            return null;
        making.Parts.Add(new DerivedPart("button", css, done is null ? "its name was sent" : $"'{done.Deed.Words}' was clicked"));
        return (FormFit.NameOf(pressed), css);
    }

    private static void Drop(FormFit fit, string name, Dictionary<string, Template> set, List<string> drop, Making making)
    {
        var controls = fit.Controls.Where(c => FormFit.NameOf(c) == name).ToList();
        if (controls is [var box] && Controls.TypeOf(box) == "checkbox")
            set[name] = "false";
        else
            drop.Add(name);
        making.Parts.Add(new DerivedPart($"field {name}", "", "it was not sent"));
    }

    private ExchangeTemplate Request(Making making, IReadOnlyDictionary<string, string>? turning = null)
    {
        var of = making.Of;
        making.Aside = !of.IsDocument;
        var headers = Headers(making);
        if (of.Sent.IsGet)
            return new ExchangeTemplate.Get(AddressOf(making, turning: turning)) { Headers = headers };
        if (of.Exchange.Method != "POST")
            throw new Underivable($"{of.Asks} is a {of.Exchange.Method}, which plain requests of a script are not");
        var post = new ExchangeTemplate.Post(AddressOf(making)) { Headers = headers };
        switch (of.Sent.Body)
        {
            case SentBody.None:
                return post;
            case SentBody.Json:
                return post with { Json = new JsonRewriting((value, name) => turning?.GetValueOrDefault(name) ?? Optional(making, value, name)).Of(of.Sent.Json) };
            case SentBody.UrlEncoded or SentBody.Multipart:
                return Fields(making, post, turning);
            default:
                throw new Underivable($"{of.Asks} sends a body that is neither a form nor JSON");
        }
    }

    private ExchangeTemplate Fields(Making making, ExchangeTemplate.Post post, IReadOnlyDictionary<string, string>? turning)
    {
        var of = making.Of;
        if (turning is null && _setting.Rule == DerivingRule.Whole && PageOf(of, _setting.DoneBy(of)) is { Page: { } markup } page
            && FormFit.Of(markup, of.Sent) is { AsIs: > 0 } fit && fit.Differences.All(d => d.Sent.Count > 0 || d.Has.Count == 0)
            && of.Sent.All.Any(f => Sources.IsMadeUp(f.Value) && fit.Differences.All(d => d.Name != f.Name)))
            return Form(making, fit, page, _setting.DoneBy(of)) with { Headers = post.Headers };
        if (of.Sent.Fields.GroupBy(f => f.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new Underivable($"{of.Asks} sends {twice.Key} {twice.Count()} times, and no form of a page has it so");
        var (set, files) = (new Dictionary<string, Template>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var field in of.Sent.Fields)
        {
            if (field.IsFile)
                files[field.Name] = _setting.Givens.FirstOrDefault(g => g.IsFile && g.Words == field.Value)?.Value.Source
                    ?? throw new Underivable($"{of.Asks} sends the file '{field.Value}' as {field.Name}, which no input gives");
            else
                set[Template.Escape(field.Name)] = turning?.GetValueOrDefault(field.Name) ?? Optional(making, field.Value, field.Name);
        }

        return post with { Set = set, Files = files };
    }

    /// <summary>What a script sends beyond what a browser does by itself.</summary>
    private Dictionary<string, Template> Headers(Making making)
    {
        var headers = new Dictionary<string, Template>(StringComparer.OrdinalIgnoreCase);
        if (making.Of.IsDocument)
            return headers;
        var sent = making.Of.Exchange.RequestHeaders;
        if (!sent.Any(h => h.Key.Equals("x-requested-with", StringComparison.OrdinalIgnoreCase)))
            headers["X-Requested-With"] = "";
        foreach (var (name, value) in sent.Where(h => Requests.IsOwn(h.Key)))
            headers[name] = Bind(making, value, name, $"header {name}");
        if (sent.FirstOrDefault(h => h.Key.Equals("accept", StringComparison.OrdinalIgnoreCase)).Value is { } accept && !accept.StartsWith("*/*", StringComparison.Ordinal))
            headers["Accept"] = Template.Escape(accept);
        return headers;
    }

    /// <summary>What was clicked to send it stands in a row that the caller names.</summary>
    private bool IsOfRow(Traced of) => Target(_setting.DoneBy(of)) is { } target && target.Ways.Any(w => w.Row is not null || w.References.Any());

    private Template AddressOf(Making making, bool bare = false, IReadOnlyDictionary<string, string>? turning = null) =>
        new Requests(_setting.Root).Address(making.Of.Exchange.Url, bare, (value, name, part) =>
            turning?.GetValueOrDefault(name) ?? Bind(making, value, name, part).Source);

    /// <summary>Outside a form, what was left out is sent empty, as the page's script does with a field that is empty.</summary>
    private string Optional(Making making, string value, string name)
    {
        var bound = Bind(making, value, name).Source;
        var read = _makings.Values.SelectMany(m => m.Reads).FirstOrDefault(r => bound == $"${{{r.Name}}}");
        return _setting.Inputs.FirstOrDefault(i => !i.Required && (bound == $"${{{i.Name}}}" || read?.References.Contains(i.Name) == true)) is { } input
            ? $"${{{Make(new ExchangeValue { Name = input.Name + "Sent", Text = bound })}}}" : bound;
    }

    private Template Bind(Making making, string value, string name, string? part = null)
    {
        if (_sources.Of(value, name, making.Of, IsOfRow(making.Of)) is not { } bound)
            throw new Underivable($"{making.Of.Asks} carries '{Short(value)}' as {part ?? name}, which no answer before it has; only the page's script can make it");
        if (!bound.IsConstant || value.Length > 0)
            making.Parts.Add(new DerivedPart(part ?? $"field {name}", bound.Source, bound.Because));
        return bound.Source;
    }

    private static string Short(string value) => value.Length > 40 ? value[..40] + "…" : value;

    /// <summary>An answer can be had again where asking for it does nothing but that, or where it belongs to the operation anyway.</summary>
    private bool May(Traced answer) => _setting.HeadOf(answer) is var head && (head.Sent.IsGet || _setting.IsOwn(head));

    private string Take(Traced answer, ExchangeRead read, string name)
    {
        var making = Need(answer, $"its answer has what is sent as {name}");
        if (making.Reads.Find(r => r with { Name = "" } == read) is { } known)
            return known.Name;
        var free = Free(Requests.Named(name));
        making.Reads.Add(read with { Name = free });
        return free;
    }

    private string Make(ExchangeValue value)
    {
        if (_current!.Makes.Find(m => m with { Name = value.Name } == value) is { } known)
            return known.Name;
        var free = Free(value.Name);
        _current.Makes.Add(value with { Name = free });
        return free;
    }

    private string Free(string name)
    {
        var free = name;
        for (var i = 2; !_names.Add(free); i++)
            free = $"{name}{i}";
        return free;
    }
}
