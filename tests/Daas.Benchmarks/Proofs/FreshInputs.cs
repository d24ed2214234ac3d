using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Proving;

namespace Daas.Benchmarks.Proofs;

/// <summary>Inputs that neither a demonstration nor a proof had.</summary>
internal static class FreshInputs
{
    private const int Most = 5;

    private const string Marks = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉";

    /// <summary>For a pull: three whole values that answers of the system have shown, a part of one, and one that finds nothing.</summary>
    /// <param name="pull">What is called.</param>
    /// <param name="found">What the system's answers have shown.</param>
    /// <param name="used">Inputs that were used before.</param>
    public static IReadOnlyList<GivenInputs> Of(Operation pull, FoundValues found, IEnumerable<IReadOnlyDictionary<string, string>> used)
    {
        if (pull.Input.All(p => p.Type == ParameterType.File))
            return [GivenInputs.Of(new Dictionary<string, string>())];
        var had = used.SelectMany(u => u).Select(u => $"{u.Key}={u.Value}").ToHashSet(StringComparer.Ordinal);
        var sets = new List<GivenInputs>();
        var required = pull.Input.Where(p => p.Required).ToList();
        var varied = required.Count > 0 ? required : [.. pull.Input.Where(p => p.Type != ParameterType.File)];
        for (var round = 0; round < 3 && sets.Count < Most - 2; round++)
        {
            foreach (var input in varied)
                Add(input, (pull.Output?.Rows is null ? found.Sure(input) : found.For(input)).FirstOrDefault(v => !had.Contains($"{input.Name}={v}")), Most - 2);
        }

        if (pull.Output?.Rows is not null)
        {
            var texts = varied.Where(p => p is { Type: ParameterType.String, OneOf.Count: 0, Pattern: null });
            foreach (var input in texts)
                Add(input, found.For(input).Select(Part).FirstOrDefault(v => v.Length > 0 && !had.Contains($"{input.Name}={v}")), Most - 1);
        }

        var chosen = Chosen(pull);
        foreach (var input in varied.Where(p => p is { Type: ParameterType.String, OneOf.Count: 0, Pattern: null } && !chosen.Contains(p.Name)))
            Add(input, "qwv-88061", sets.Count + 1);
        return [.. sets.Take(Most)];

        void Add(Parameter input, string? value, int most)
        {
            if (value is null || sets.Count >= most || !InputReader.Takes(input, value))
                return;
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var other in required.Where(p => p != input))
            {
                if (Known(other) is not { } known)
                    return;
                values[other.Name] = known;
            }

            values[input.Name] = value;
            if (had.Add($"{input.Name}={value}"))
                sets.Add(GivenInputs.Of(values));
        }
    }

    /// <summary>For a push: what was shown, but other digits, other words, and other choices where none hangs on another.</summary>
    public static GivenInputs Of(Operation push)
    {
        var keys = push.Verify is { } verify ? verify.With.Values.Concat(verify.Expect.Values).SelectMany(t => t.References).ToHashSet() : [];
        var chosen = Chosen(push);
        var hangs = push.Input.Any(p => chosen.Contains(p.Name) && p.OneOf.Count == 0);
        var (values, files) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, FileContent>(StringComparer.Ordinal));
        foreach (var input in push.Input)
        {
            if (input.Type == ParameterType.File)
                files[input.Name] = new FileContent($"附件{Digits(4)}.txt", "text/plain", [1, 2, 3, (byte)Random.Shared.Next(256)]);
            else if (input.OneOf.Count > 0 && !hangs)
                values[input.Name] = input.OneOf.Where(o => o != input.Example && o.Trim().Length > 0).OrderBy(_ => Random.Shared.Next()).FirstOrDefault() ?? input.OneOf[0];
            else if (Known(input) is { } known)
                values[input.Name] = input.Type == ParameterType.String && !chosen.Contains(input.Name) ? Other(known, keys.Contains(input.Name)) : known;
        }

        return new GivenInputs(values, files);
    }

    private static HashSet<string> Chosen(Operation operation) =>
        [.. operation.Steps.Concat(operation.Steps.OfType<Step.InWindow>().SelectMany(w => w.Steps)).OfType<Step.Choose>().SelectMany(s => s.Option.References)];

    private static string? Known(Parameter input) => input.Example ?? input.Default ?? input.OneOf.FirstOrDefault();

    private static string Part(string text) => text.Length < 3 ? text[..1] : text.Substring(text.Length / 4, Math.Max(2, text.Length / 3)).Trim();

    /// <summary>The last digits changed; without any, a key gets a mark of its own.</summary>
    private static string Other(string text, bool key)
    {
        var places = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiDigit(text[i])).TakeLast(4).ToHashSet();
        if (places.Count > 0 && (!key || places.Count == 4))
            return string.Concat(text.Select((c, i) => places.Contains(i) ? Digits(1)[0] : c));
        return key ? $"{text}{string.Concat(Enumerable.Range(0, 3).Select(_ => Marks[Random.Shared.Next(Marks.Length)]))}" : text;
    }

    private static string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Random.Shared.Next(10))));
}
