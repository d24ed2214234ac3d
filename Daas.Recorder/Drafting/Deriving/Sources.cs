using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Steps;
using Daas.Recorder.Locators;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>Finds where the values of requests come from: what was given, a constant, the time, or an answer before.</summary>
/// <param name="recorded">Everything that was sent and answered.</param>
/// <param name="givens">What was put into controls.</param>
/// <param name="values">What references of the script were when recorded.</param>
/// <param name="rule">How far it is looked.</param>
internal sealed partial class Sources(Both recorded, IReadOnlyList<Given> givens, IReadOnlyDictionary<string, string> values, DerivingRule rule)
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd", "yyyy/M/d", "yyyy-M-d", "yyyy年MM月dd日", "yyyy年M月d日", "yyyy.MM.dd"];

    // Below this a value is found anywhere by accident.
    private const int LeastTold = 3;

    /// <summary>Values to be taken from answers, by the exchange whose answer it is.</summary>
    public Func<Traced, ExchangeRead, string, string> Take { get; init; } = (_, _, _) => "";

    /// <summary>Values to be computed before a request.</summary>
    public Func<ExchangeValue, string> Make { get; init; } = _ => "";

    /// <summary>Whether an answer can be asked for again.</summary>
    public Func<Traced, bool> May { get; init; } = _ => true;

    /// <param name="value">What was sent.</param>
    /// <param name="name">Name of the field.</param>
    /// <param name="of">The request.</param>
    /// <param name="ofRow">What was clicked to send it stood in a row: its values may be that row's.</param>
    /// <returns>Null when it comes from nowhere that is known.</returns>
    public Bound? Of(string value, string name, Traced of, bool ofRow = false)
    {
        if (value.Length == 0)
            return new Bound("", "empty as recorded", true);
        if (value.Contains("${credential.", StringComparison.Ordinal))
            return new Bound(value, "the account of the connection");
        if (OfGiven(value, name) is { } given)
            return given;
        if (rule == DerivingRule.ConstantsOnly)
            return new Bound(Template.Escape(value), "as recorded", true);
        var again = recorded.Again(of, name);
        if (again == value)
            return new Bound(Template.Escape(value), "the same in both demonstrations", true);
        if (OfClock(value, of) is { } moment)
            return moment;
        if (OfPair(value, name, of, ofRow) is { } paired)
            return paired;
        // Which record it is must not be chance.
        if (ofRow && value.Any(char.IsDigit) && (again is not null || !IsPage(of, value)))
            return null;
        var isDynamic = again is not null || IsMadeUp(value);
        if (value.Length >= LeastTold && (isDynamic || value.Any(char.IsDigit)) && OfAnswer(value, name, of, again) is { } answered)
            return answered;
        if (again is not null || (isDynamic && !InScripts(value)))
            return OfHash(value, of);
        return new Bound(Template.Escape(value), InScripts(value) ? "a constant of the page's script" : "nothing shows that it changes", true);
    }

    /// <summary>The reference for what was given: the same words, the code of a choice, another writing of a date.</summary>
    public Bound? OfGiven(string value, string name)
    {
        var typed = givens.Where(g => g.Words == value && g.Words.Length > 0 && g.Input is not null).OrderBy(g => g.Name == name ? 0 : 1).FirstOrDefault();
        if (typed is not null && (IsTelling(value) || typed.Name == name))
            return new Bound(typed.Value.Source, $"what was given as {typed.Input}");
        if (givens.FirstOrDefault(g => g.Words == value && g.Name == name && g.Input is null) is { } fixedValue)
            return new Bound(fixedValue.Value.Source, "what the demonstration put there", true);
        foreach (var (input, shown) in values.Where(v => IsTelling(v.Value) || v.Key == name))
        {
            if (shown == value)
                return new Bound($"${{{input}}}", $"what was given as {input}");
            if (DateTime.TryParseExact(shown, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && Formats.FirstOrDefault(f => day.ToString(f, CultureInfo.InvariantCulture) == value) is { } format)
                return new Bound($"${{{input}:{format}}}", $"what was given as {input}, written as {format}");
            if (shown.Length > 1 && Convert.ToBase64String(Encoding.UTF8.GetBytes(shown)) == value)
                return new Bound($"${{{Make(new ExchangeValue { Name = input + "Coded", Base64 = $"${{{input}}}" })}}}", $"what was given as {input}, in base64");
        }

        return null;
    }

    private Bound? OfClock(string value, Traced of)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var (form, at) = value.Length switch
        {
            13 => ("milliseconds", of.Exchange.At.ToUnixTimeMilliseconds()),
            10 => ("seconds", of.Exchange.At.ToUnixTimeSeconds()),
            _ => ("", 0L),
        };
        // An hour: the page may have been open for a while.
        if (form.Length == 0 || Math.Abs(number - at) > 3600L * (form == "seconds" ? 1 : 1000))
            return null;
        return new Bound($"${{{Make(new ExchangeValue { Name = "now", Now = form })}}}", $"the time, in {form}");
    }

    /// <summary>From the nearest answer before that has it, where on the second demonstration the same place has the other value.</summary>
    private Bound? OfAnswer(string value, string name, Traced of, string? again)
    {
        foreach (var answer in recorded.Before(of).Reverse().Where(a => May(a) && a.Exchange.Body.Length > 0 && a.Text.Contains(value, StringComparison.Ordinal)))
        {
            foreach (var (read, because) in Reading.Of(answer, value, name, rule))
            {
                if (Reading.Try(read, answer) != value)
                    continue;
                if (again is not null && recorded.Again(answer) is { } other && Reading.Try(read, other) != again)
                    continue;
                return new Bound($"${{{Take(answer, read, name)}}}", because);
            }
        }

        return null;
    }

    /// <summary>What stands beside something given in one entry of a JSON list, or is the code of an option whose words were given.</summary>
    private Bound? OfPair(string value, string name, Traced of, bool ofRow)
    {
        if (rule == DerivingRule.ConstantsOnly)
            return null;
        var keys = ofRow ? values.Select(v => (Input: v.Key, Words: v.Value))
            : givens.Where(g => g.Input is not null && g.Sent == value && g.Words.Length > 0).Select(g => (Input: g.Input!, g.Words));
        foreach (var (input, words) in keys.Where(k => IsTelling(k.Words)).Distinct())
        {
            foreach (var answer in recorded.Before(of).Reverse().Where(a => May(a) && a.Json is not null))
            {
                if (Reading.Paired(answer.Text, value, words, input) is { } pattern)
                    return new Bound($"${{{Take(answer, new ExchangeRead { Name = "", Text = pattern }, name)}}}", $"the answer to {answer.Asks} has it beside what was given as {input}");
            }

            foreach (var answer in recorded.Before(of).Reverse().Where(a => rule == DerivingRule.Whole && May(a) && a.Page is not null))
            {
                if (Reading.OptionOf(answer, value, words, input) is { } read)
                    return new Bound($"${{{Take(answer, read, name)}}}", $"the code of the option that was given as {input}, in the page of {answer.Asks}");
            }
        }

        return null;
    }

    // Sizes and numbers of pages are nobody's.
    private static bool IsPage(Traced of, string value) => value.Length < 3 && of.Sent.All.Count(f => f.Value == value) > 1;

    /// <summary>A hash of one thing that is known, or of what was sent beside it in one of the usual arrangements.</summary>
    private Bound? OfHash(string value, Traced of)
    {
        if (!Hex().IsMatch(value) || value.Length is not (32 or 40 or 64))
            return null;
        var beside = of.Sent.All.Where(f => f.Value != value && !f.IsFile).ToList();
        var sorted = beside.OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        foreach (var salt in Salts(of))
        {
            foreach (var (text, source) in Arrangements(beside, sorted, salt, of))
            {
                if (Hashed(text, value) is not { } make)
                    continue;
                var made = make(Template.Parse(source())) with { Name = "sign", Upper = value.Any(char.IsAsciiLetterUpper) };
                return new Bound($"${{{Make(made)}}}", "a hash of what is sent beside it" + (salt.Source.Length > 0 ? " and a value of the page" : ""));
            }
        }

        return null;
    }

    /// <summary>Words beside a sign that a script may mix in: those that stand as texts in the page or its scripts.</summary>
    private IEnumerable<(string Text, Func<string> Take, string Source)> Salts(Traced of)
    {
        yield return ("", () => "", "");
        foreach (var answer in recorded.Before(of).Reverse().Where(a => a.Page is not null).Take(4))
        {
            foreach (Match match in answer.Page!.Document.Scripts.Where(s => !s.HasAttribute("src")).SelectMany(s => Words().Matches(s.TextContent)).Take(200))
            {
                var text = match.Groups["value"].Value;
                var name = match.Groups["name"].Value;
                if (rule == DerivingRule.Whole && Reading.Pattern(match.Value, text, name) is { } pattern)
                    yield return (text, () => $"${{{Take(answer, new ExchangeRead { Name = "", Script = pattern }, name)}}}", name);
            }
        }

        foreach (var word in recorded.First.Scripts.SelectMany(s => Words().Matches(s)).Select(m => m.Groups["value"].Value).Distinct().Take(300))
            yield return (word, () => Template.Escape(word), "script");
    }

    private IEnumerable<(string Text, Func<string> Source)> Arrangements(
        List<SentField> beside, List<SentField> sorted, (string Text, Func<string> Take, string Source) salt, Traced of)
    {
        foreach (var fields in new[] { sorted, beside, [.. sorted.Where(f => f.Value.Length > 0)] })
        {
            var pairs = string.Join('&', fields.Select(f => $"{f.Name}={f.Value}"));
            var plain = string.Concat(fields.Select(f => f.Name + f.Value));
            var bare = string.Concat(fields.Select(f => f.Value));
            foreach (var (shape, of1) in new (string, Func<SentField, string>)[] { (pairs, f => $"{f.Name}="), (plain, f => f.Name), (bare, _ => "") })
            {
                var join = ReferenceEquals(shape, pairs) ? "&" : "";
                string Parts() => string.Join(join, fields.Select(f => Template.Escape(of1(f)) + (Of(f.Value, f.Name, of)?.Source ?? "")));
                if (salt.Text.Length == 0)
                {
                    yield return (shape, Parts);
                    continue;
                }

                yield return (shape + salt.Text, () => Parts() + salt.Take());
                yield return (salt.Text + shape, () => salt.Take() + Parts());
                foreach (var key in new[] { "salt", "key", "secret", "appkey" })
                    yield return ($"{shape}&{key}={salt.Text}", () => $"{Parts()}&{key}={salt.Take()}");
            }
        }
    }

#pragma warning disable CA5350, CA5351 // The old systems' own choice.
    private static Func<Template, ExchangeValue>? Hashed(string text, string value)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        return value.Length switch
        {
            32 when Is(MD5.HashData(octets)) => t => new ExchangeValue { Name = "", Md5 = t },
            40 when Is(SHA1.HashData(octets)) => t => new ExchangeValue { Name = "", Sha1 = t },
            64 when Is(SHA256.HashData(octets)) => t => new ExchangeValue { Name = "", Sha256 = t },
            _ => null,
        };

        bool Is(byte[] hash) => Convert.ToHexStringLower(hash).Equals(value, StringComparison.OrdinalIgnoreCase);
    }
#pragma warning restore CA5350, CA5351

    // One letter or digit is found anywhere; one ideograph is a word.
    private static bool IsTelling(string value) => value.Length > 1 || (value.Length == 1 && value[0] > 127);

    private bool InScripts(string value) =>
        value.Length >= LeastTold && recorded.First.Scripts.Any(s => s.Contains(value, StringComparison.Ordinal));

    /// <summary>Looks like something that will be another next time: a token, a session, a number of a record.</summary>
    public static bool IsMadeUp(string value) => value.Length > 60
        || (value.Contains(' ') ? value.Split(' ').Any(IsMadeUp)
            : value.All(char.IsAsciiDigit) ? value.Length >= 4 && !Year().IsMatch(value)
            : value.Length >= 8 && value.All(c => char.IsAsciiLetterOrDigit(c) || "+/=_-.".Contains(c))
                && (value.Any(char.IsAsciiDigit) ? Generated.IsName(value) || value.Length >= 16 : value.Length >= 24 && !value.Any(c => "_-.".Contains(c)) && value.Skip(1).Count(char.IsAsciiLetterUpper) > value.Length / 5));

    [GeneratedRegex("^[0-9a-fA-F]+$")]
    private static partial Regex Hex();

    [GeneratedRegex(@"(?<name>[A-Za-z_$][\w$]*)[""']?\s*[:=]\s*[""'](?<value>[^""'\s]{4,64})[""']")]
    private static partial Regex Words();

    [GeneratedRegex("^(19|20)[0-9]{2}$")]
    private static partial Regex Year();
}
