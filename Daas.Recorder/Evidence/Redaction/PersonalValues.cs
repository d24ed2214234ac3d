using System.Globalization;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>What stands in place of each personal text of a recording, in every spelling of it. Immutable once made.</summary>
internal sealed class PersonalValues
{
    private const int MostTries = 50;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<Spelling>> _byStart = [];

    /// <param name="found">Personal values, in whatever order.</param>
    /// <param name="kept">Words of the system (options, headers, labels), which stay also where one holds a personal text.</param>
    /// <param name="invention">Makes the invented ones.</param>
    public PersonalValues(IEnumerable<PersonalValue> found, IReadOnlySet<string> kept, Invention invention)
    {
        var values = found.DistinctBy(v => v.Text).OrderByDescending(v => v.Text.Length).ThenBy(v => v.Text, StringComparer.Ordinal).ToList();
        var days = values.Where(v => v.Kind == PersonalKind.ResidentId).Select(v => CheckDigits.BirthIn(v.Text)).OfType<DateOnly>()
            .Concat(values.Where(v => v.Kind == PersonalKind.BirthDate).Select(v => DateOnly.ParseExact(v.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture)))
                .Distinct().Order().ToList();
        All = values;
        Days = days.ToDictionary(d => d, invention.Day);
        var real = values.Select(v => v.Text).ToHashSet(StringComparer.Ordinal);
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values.Where(v => v.Kind != PersonalKind.BirthDate))
        {
            var made = Enumerable.Range(0, MostTries).Select(salt => invention.For(value, salt))
                .FirstOrDefault(m => !given.Contains(m) && !Holds(m, real), invention.For(value, MostTries));
            given.Add(made);
            Add(value.Text, made, value.Kind);
        }

        foreach (var (day, made) in Days)
        {
            foreach (var format in Formats.Days)
                Add(day.ToString(format, CultureInfo.InvariantCulture), made.ToString(format, CultureInfo.InvariantCulture), PersonalKind.BirthDate);
        }

        foreach (var word in kept.Where(w => w.Length > 2 && !_texts.ContainsKey(w)
            && values.Exists(v => v.Text.Length < w.Length && w.Contains(v.Text, StringComparison.Ordinal))))
            Put(word, word, false);
    }

    /// <summary>Personal values, longest first.</summary>
    public IReadOnlyList<PersonalValue> All { get; }

    /// <summary>Birth dates and what stands for them.</summary>
    public IReadOnlyDictionary<DateOnly, DateOnly> Days { get; }

    /// <summary>The longest text that stands at a place, and what stands for it; null when none does.</summary>
    public Spelling? At(ReadOnlySpan<char> text, int at)
    {
        if (at + 1 >= text.Length || !_byStart.TryGetValue((text[at] << 16) | text[at + 1], out var there))
            return null;
        foreach (var spelling in there)
        {
            if (text[at..].StartsWith(spelling.Text, StringComparison.Ordinal) && spelling.Fits(text, at))
                return spelling;
        }

        return null;
    }

    /// <summary>Every spelling, for looking into bytes.</summary>
    public IEnumerable<Spelling> Spellings => _byStart.Values.SelectMany(s => s).Where(s => s.Text != s.Made);

    private void Add(string text, string made, PersonalKind kind)
    {
        if (text == made || text.Length < 2)
            return;
        var isLatin = kind is PersonalKind.Name or PersonalKind.Account or PersonalKind.Email && text.Any(char.IsAsciiLetter);
        // Long numbers are also found inside file names and other numbers; short ones are too common for that.
        var isWhole = isLatin || kind is PersonalKind.BirthDate or PersonalKind.Document or PersonalKind.Plate
            || (text.All(c => !ChineseNames.IsIdeograph(c)) && text.Length < 11);
        Put(text, made, isWhole);
        if (!isLatin && kind is not (PersonalKind.ResidentId or PersonalKind.Document or PersonalKind.CreditCode))
            return;
        Put(text.ToLowerInvariant(), made.ToLowerInvariant(), isWhole);
        Put(text.ToUpperInvariant(), made.ToUpperInvariant(), isWhole);
    }

    private void Put(string text, string made, bool isWhole)
    {
        if (!_texts.TryAdd(text, made))
            return;
        var start = (text[0] << 16) | text[1];
        if (!_byStart.TryGetValue(start, out var there))
            _byStart[start] = there = [];
        var at = there.FindIndex(s => s.Text.Length < text.Length);
        there.Insert(at < 0 ? there.Count : at, new Spelling(text, made, isWhole));
    }

    private static bool Holds(string made, HashSet<string> real)
    {
        for (var length = 2; length <= made.Length; length++)
        {
            for (var at = 0; at + length <= made.Length; at++)
            {
                if (real.Contains(made.Substring(at, length)))
                    return true;
            }
        }

        return false;
    }
}

/// <param name="Text">As it stands in the recording.</param>
/// <param name="Made">As long; the same text for words that stay.</param>
/// <param name="IsWhole">Only where no letter or digit goes on before or after it.</param>
internal sealed record Spelling(string Text, string Made, bool IsWhole)
{
    public bool Fits(ReadOnlySpan<char> text, int at)
    {
        if (!IsWhole)
            return true;
        var after = at + Text.Length;
        return (at == 0 || !GoesOn(text[at - 1], Text[0])) && (after >= text.Length || !GoesOn(text[after], Text[^1]));
    }

    private static bool GoesOn(char beside, char end) =>
        (char.IsAsciiDigit(end) && char.IsAsciiDigit(beside)) || (char.IsAsciiLetter(end) && (char.IsAsciiLetter(beside) || beside == '_'))
        || (char.IsAsciiLetter(end) && char.IsAsciiDigit(beside));
}
