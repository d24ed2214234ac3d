using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>The inputs of an operation, as they come up in a demonstration.</summary>
/// <param name="isPush">Of an operation that writes.</param>
/// <param name="again">The second demonstration; null when there is none.</param>
/// <param name="notes">Takes what was thought.</param>
internal sealed partial class InputsDraft(bool isPush, SecondTime? again, Notes notes)
{
    private const int MostOptions = 60;

    internal static readonly string[] Days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyy-M-d", "yyyy.MM.dd", "yyyy.M.d", "yyyy年MM月dd日", "yyyy年M月d日"];

    internal static readonly string[] Moments =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm", "yyyy/M/d HH:mm",
            "yyyy/M/d H:mm:ss"];

    private readonly List<Parameter> _inputs = [];
    private readonly List<(string Name, string Shown)> _shown = [];
    private readonly List<PageView> _pages = [];

    public IReadOnlyList<Parameter> All => _inputs;

    /// <summary>What the page shows of each input that was given, oldest first.</summary>
    public IReadOnlyList<(string Name, string Shown)> Shown => _shown;

    /// <summary>Of references, as the demonstration had them.</summary>
    public TemplateValues Values
    {
        get
        {
            var values = new TemplateValues();
            foreach (var (name, shown) in _shown)
                values.Set(name, shown);
            return values;
        }
    }

    /// <summary>What a step puts into a field: an input, or what the demonstration put there.</summary>
    public Template Of(Deed deed, string label)
    {
        var value = deed.Value ?? "";
        _pages.AddRange(new[] { deed.Before, deed.After }.OfType<PageView>());
        if (IsConstant(deed, label, value, out var why))
        {
            notes.Because($"constant.{label}", $"'{value}' stays as it is: {why}");
            return Literal(value);
        }

        if (_shown.Find(s => s.Shown == value && value.Length > 1 && Repeat().IsMatch(label)) is { Name: { } same })
            return Literal(same, true);
        var field = deed.Element;
        var input = Typed(deed, value) with
        {
            Name = Name(label, field?.GetAttribute("name") ?? field?.Id ?? Author(deed)),
            Title = label.Length > 0 ? label : null,
            Required = isPush && deed is { Choice: { } choice, Element: { } element } && choice.IsRequired(element) && !IsFilled(deed),
            OneOf = Options(deed, value),
        };
        return Add(input, value, Why(deed, value));
    }

    private static string? Author(Deed deed) => deed.Action.Target?.Attributes is { } known
        ? known.GetValueOrDefault("name") ?? known.GetValueOrDefault("id") : null;

    /// <summary>What the page has filled in already stays when the caller gives nothing.</summary>
    private static bool IsFilled(Deed deed) => deed.Element switch
    {
        IHtmlSelectElement select => select.SelectedOptions.FirstOrDefault() is { } chosen && Spoken.Of(Controls.Text(chosen)) is { Length: > 0 } words
            && !Blank().IsMatch(words),
        { } radio when Controls.TypeOf(radio) == "radio" => RadioGroup.Of(radio).Any(r => r.HasAttribute("checked")),
        { } field => Names.ValueOf(field).Trim().Length > 0,
        null => false,
    };

    /// <summary>An input for a file.</summary>
    public string File(Deed deed, string label)
    {
        var name = Name(label.Length > 0 ? label : "附件", deed.Element?.GetAttribute("name") ?? Author(deed));
        Add(new Parameter { Name = name, Type = ParameterType.File, Title = label.Length > 0 ? label : null }, deed.Value ?? "", "a file was given here");
        return name;
    }

    /// <summary>The input by which a row of a list is found.</summary>
    public Template Key(RowCell cell)
    {
        foreach (var (name, shown) in _shown.AsEnumerable().Reverse())
        {
            if (shown == cell.Text)
                return Require(name);
        }

        var key = Name(cell.Header, null, "key");
        return Add(new Parameter { Name = key, Title = cell.Header.Length > 0 ? cell.Header : null, Required = true, Example = cell.Text }, cell.Text,
            $"the row with '{cell.Text}' was clicked; no other row shows that");
    }

    /// <summary>The input whose value a text is; null when none.</summary>
    public Template? Naming(string words) =>
        _shown.FindLast(s => s.Shown == words && words.Length > 1) is { Name: { } name } ? Literal(name, true) : null;

    /// <summary>A reference that a step cannot do without: a locator, an address.</summary>
    public Template Require(string name)
    {
        var at = _inputs.FindIndex(i => i.Name == name);
        if (at >= 0 && !_inputs[at].Required)
        {
            _inputs[at] = _inputs[at] with { Required = true };
            notes.Because($"input.{name}", "required, for what is clicked is found by it");
        }

        return Literal(name, true);
    }

    /// <summary>An input that nothing on the page has a field for.</summary>
    public Template Other(string label, string? name, string value, bool required, string why) =>
        Add(new Parameter { Name = Name(label, name), Title = label.Length > 0 ? label : null, Required = required, Example = value }, value, why);

    /// <summary>An input for an entry that was clicked in the list of a look-alike field.</summary>
    public Template Option(Deed deed, string label, IReadOnlyList<string> words)
    {
        if (again?.Of(deed) is { } other && other.Words == deed.Words)
        {
            notes.Because($"constant.{label}", $"'{deed.Words}' stays as it is: it was the same in both demonstrations");
            return Literal(deed.Words);
        }

        var input = new Parameter
        {
            Name = Name(label, null),
            Title = label.Length > 0 ? label : null,
            Required = true,
            Example = deed.Words,
            OneOf = words.Count is >= 2 and <= MostOptions ? words : [],
        };
        return Add(input, deed.Words, $"'{deed.Words}' was chosen here");
    }

    /// <summary>What <see cref="Other"/> would give, and the values as they then are; nothing is added.</summary>
    public (Template Reference, TemplateValues Values) Trial(string label, string? name, string value)
    {
        var (own, values) = (Name(label, name), Values);
        values.Set(own, value);
        return (Literal(own, true), values);
    }

    public static Template Literal(string text, bool isReference = false) =>
        isReference ? $"${{{text}}}" : Template.Escape(text);

    private Template Add(Parameter input, string shown, string why)
    {
        _inputs.Add(input);
        _shown.Add((input.Name, shown));
        notes.Because($"input.{input.Name}", why);
        return Literal(input.Name, true);
    }

    private string Name(string label, string? field, string? fallback = null) =>
        EnglishNames.Free(EnglishNames.Of(label, field, fallback ?? $"field{_inputs.Count + 1}") is var name
            && name is "page" or "offset" or "credential" ? name + "Value" : name,
            n => _inputs.Exists(i => i.Name == n));

    private bool IsConstant(Deed deed, string label, string value, out string why)
    {
        why = "";
        if (again?.ValueOf(deed) is { } other)
        {
            why = "it was the same in both demonstrations";
            return other == value;
        }

        if (deed.Action is RecordedAction.Choose && PageSize().IsMatch(label))
        {
            why = "it says how many rows a page has";
            return true;
        }

        return false;
    }

    private string Why(Deed deed, string value) => again?.ValueOf(deed) is { } other
        ? $"'{value}' in the first demonstration, '{other}' in the second"
        : deed.Action switch
        {
            RecordedAction.Choose => $"'{value}' was chosen here",
            RecordedAction.Check => "this box was ticked or unticked",
            RecordedAction.Fill { Secret: true } => "a password was typed here that is not the one of sign-in",
            _ => $"'{value}' was typed here",
        };

    private static Parameter Typed(Deed deed, string value)
    {
        var blank = new Parameter { Name = "" };
        if (deed.Action is RecordedAction.Check)
            return blank with { Type = ParameterType.Boolean, Example = value };
        if (deed.Action is RecordedAction.Fill { Secret: true })
            return blank;
        if (deed.Action is not RecordedAction.Fill)
            return blank with { Example = value };
        var field = deed.Element;
        var type = field?.GetAttribute("type")?.ToLowerInvariant();
        if (type == "number" && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return blank with
            {
                Type = number == decimal.Truncate(number) && field!.GetAttribute("step") is not { } step
                    || int.TryParse(field!.GetAttribute("step"), out _) ? ParameterType.Integer : ParameterType.Number,
                Minimum = Bound("min"),
                Maximum = Bound("max"),
                Example = value,
            };
        }

        if (DateTime.TryParseExact(value, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return blank with
            {
                Type = ParameterType.DateTime,
                Format = Moments.First(f => moment.ToString(f, CultureInfo.InvariantCulture) == value || IsOf(value, f)),
                Example = moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            };
        }

        if (DateTime.TryParseExact(value, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var format = Days.First(f => IsOf(value, f));
            return blank with
            {
                Type = ParameterType.Date,
                Format = format == "yyyy-MM-dd" ? null : format,
                Example = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            };
        }

        var most = int.TryParse(field?.GetAttribute("maxlength"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length >= value.Length
            && length is > 0 and < 100_000
            ? length : (int?)null;
        return blank with { MaxLength = most, Pattern = PatternOf(field, value), Example = value };

        decimal? Bound(string name) =>
            decimal.TryParse(field!.GetAttribute(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var bound) ? bound : null;
    }

    private static bool IsOf(string value, string format) => DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string? PatternOf(IElement? field, string value)
    {
        if (field?.GetAttribute("pattern") is not { Length: > 0 } pattern)
            return null;
        try
        {
            return Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.None, TimeSpan.FromSeconds(1)) ? pattern : null;
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>The words to choose from, where they do not depend on another choice.</summary>
    private IReadOnlyList<string> Options(Deed deed, string value)
    {
        List<string> words = deed.Element switch
        {
            IHtmlSelectElement select when deed.Action is RecordedAction.Choose => [.. Options(select)],
            { } radio when deed.Action is RecordedAction.Choose or RecordedAction.Check && Controls.TypeOf(radio) == "radio" =>
                // Some that are folded away are no short list to choose from.
                !RadioGroup.Of(radio).All(PageText.IsShown) ? [] : RadioGroup.Words(radio, deed.Choice!),
            _ => [.. deed.Options],
        };
        words = [.. words.Where(w => w.Length > 0 && !Blank().IsMatch(w)).Distinct()];
        if (words.Count is < 2 or > MostOptions || !words.Contains(value))
            return [];
        if (deed.Element is IHtmlSelectElement list && _pages.Exists(p => IsOther(p, list, words)))
        {
            notes.Because($"options.{deed.Words}", "the options were others before, so they hang on another choice and any is allowed");
            return [];
        }

        if (again?.Of(deed)?.Element is IHtmlSelectElement theirs && !Options(theirs).SequenceEqual(words))
        {
            notes.Because($"options.{deed.Words}", "the options were others in the second demonstration, so any is allowed");
            return [];
        }

        return words;
    }

    /// <summary>A page shows the same field with other words to choose from.</summary>
    private static bool IsOther(PageView page, IHtmlSelectElement list, List<string> words) =>
        page.Frames.SelectMany(f => f.Document.QuerySelectorAll<IHtmlSelectElement>("select"))
            .Any(s => s.Name == list.Name && s.Id == list.Id && !Options(s).SequenceEqual(words));

    private static IEnumerable<string> Options(IHtmlSelectElement list) =>
        Controls.Options(list).Select(o => Spoken.Of(Controls.Text(o))).Where(w => w.Length > 0 && !Blank().IsMatch(w)).Distinct();

    [GeneratedRegex(@"^(-+.*|[—\s]*请?选择.*|全部|不限|所有|=+.*|\*|无$|select.*|please.*|all|any|choose.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Blank();

    [GeneratedRegex(@"每页|条数|页大小|per ?page|page ?size", RegexOptions.IgnoreCase)]
    private static partial Regex PageSize();

    [GeneratedRegex("确认|再次|重复|confirm|again|repeat", RegexOptions.IgnoreCase)]
    private static partial Regex Repeat();
}
