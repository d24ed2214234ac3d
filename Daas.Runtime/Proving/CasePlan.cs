using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;

namespace Daas.Runtime.Proving;

/// <summary>
/// Which inputs a pull is proved with: those given, the recorded ones, as many left out as may be, values that the answers show, and one that finds nothing.
/// Every input shall be in at least one case, and the operation be called with at least two different ones.
/// </summary>
internal sealed class CasePlan
{
    private const int MostFound = 6;

    private readonly Operation _operation;
    private readonly Queue<ProofInputs> _next = new();
    private readonly HashSet<string> _planned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly HashSet<string> _alone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _tried = new(StringComparer.Ordinal);
    private readonly bool _onlySets;
    private bool _soughtPages;
    private bool _soughtFound;
    private bool _soughtNothing;

    public CasePlan(Operation operation, IReadOnlyList<ProofInputs> sets, bool onlySets)
    {
        (_operation, _onlySets) = (operation, onlySets);
        // What was not kept cannot be given again.
        foreach (var set in sets.Where(s => !s.Inputs.Values.Contains(SecretNames.Hidden)))
            Plan(set.Why, set.Inputs);
        if (onlySets)
            return;
        if (operation.Input.Count == 0)
        {
            Plan(ProofSource.NoInputs, new Dictionary<string, string>());
            return;
        }

        if (operation.Input.All(p => !p.Required || Known(p) is not null))
            Plan(ProofSource.Recorded, operation.Input.Where(p => Known(p) is not null).ToDictionary(p => p.Name, p => Known(p)!));
    }

    /// <summary>What the answers have shown so far.</summary>
    public FoundValues Values { get; } = new();

    public int Waiting => _next.Count;

    /// <summary>Cases still to come, as far as can be said: fewer where no values are found.</summary>
    public int Expected => _onlySets || _operation.Input.Count == 0 ? Waiting
        : Waiting + (_soughtPages || !MayPage ? 0 : 1) + (_soughtNothing || Unlikely() is null ? 0 : 1)
            + (_soughtFound ? 0 : Math.Min(MostFound, _operation.Input.Count(p => !p.Required && p.Type != ParameterType.File && !_alone.Contains(p.Name)) + (OnlyKeys ? 2 : 1)));

    /// <summary>True once an answer had several pages.</summary>
    public bool ManyPages { get; private set; }

    /// <summary>Inputs that no case has, because no value is known for them.</summary>
    public IReadOnlyList<Parameter> Unused => [.. _operation.Input.Where(p => !_used.Contains(p.Name) && p.Type != ParameterType.File)];

    /// <summary>Inputs for which no answer has shown further values so far: another operation may.</summary>
    public IReadOnlyList<Parameter> Wanting =>
        _onlySets ? [] : [.. _operation.Input.Where(p => (p.Required || !_used.Contains(p.Name)) && Values.Sure(p).All(v => Tried(p, v)))];

    public ProofInputs? Next() => _next.TryDequeue(out var next) ? next : null;

    /// <summary>What a case has answered, for further ones.</summary>
    public void Took(IReadOnlyList<Row> rows, int pages)
    {
        Values.Add(_operation, rows);
        ManyPages |= pages > 1;
    }

    /// <summary>After the recorded inputs: as few as may be, for an answer with several pages.</summary>
    public void PlanManyPages()
    {
        _soughtPages = true;
        var required = _operation.Input.Where(p => p.Required).ToList();
        if (!_onlySets && MayPage && required.TrueForAll(p => Known(p) is not null || Further(p) is not null))
            Plan(Pages(_operation) ? ProofSource.SeveralPages : ProofSource.Found, required.ToDictionary(p => p.Name, p => Known(p) ?? Further(p)!));
    }

    /// <summary>
    /// After those: each input that may be left out by itself (among others it may not matter whether it arrives), and further values of one.
    /// </summary>
    public void PlanFound()
    {
        _soughtFound = true;
        if (_onlySets)
            return;
        var required = _operation.Input.Where(p => p.Required).ToList();
        var found = 0;
        foreach (var input in _operation.Input.Where(p => !p.Required && p.Type != ParameterType.File && !_alone.Contains(p.Name)).ToList())
        {
            if (found < MostFound && (input.Example ?? Further(input)) is { } value && Base(required, input, value) is { } inputs && Plan(ProofSource.Found, inputs))
                found++;
        }

        // One that is called with keys alone is called with two more of them; a search once more with another word.
        var vary = required.Count > 0 ? required : [.. _operation.Input.Where(p => p.Type != ParameterType.File)];
        for (var more = 0; more < (OnlyKeys ? 2 : 1) && found < MostFound; more++)
        {
            if (vary.FirstOrDefault(p => Further(p) is not null) is { } input && Base(required, input, Further(input)!) is { } inputs
                && Plan(ProofSource.Found, inputs))
                found++;
        }
    }

    /// <summary>Last: what finds nothing, where the script says how nothing looks.</summary>
    public void PlanNothing()
    {
        _soughtNothing = true;
        if (!_onlySets && Unlikely() is { } inputs)
            Plan(ProofSource.Nothing, inputs);
    }

    /// <summary>True when an answer has several pages, or all of it at once, when little is asked.</summary>
    private bool MayPage => !ManyPages && _operation.Output?.Rows is not null && _operation.Input.Any(p => !p.Required);

    private bool OnlyKeys => _operation.Input.All(p => p.Required);

    private Dictionary<string, string>? Unlikely()
    {
        if ((_operation.Output?.Empty ?? _operation.NotFound) is null)
            return null;
        var required = _operation.Input.Where(p => p.Required).ToList();
        var chosen = _operation.Steps.Concat(_operation.Steps.OfType<Step.InWindow>().SelectMany(w => w.Steps)).OfType<Step.Choose>()
            .SelectMany(s => s.Option.References).ToHashSet();
        return _operation.Input.Where(p => !chosen.Contains(p.Name)).OrderByDescending(p => p.Required)
            .Select(p => UnlikelyValue.For(p) is { } value ? Base(required, p, value) : null)
            .FirstOrDefault(inputs => inputs is not null);
    }

    private static bool Pages(Operation operation) =>
        operation.Output is { } output && (output.Next is not null || output.Paging.Open is not null || operation.Http?.Next.Count > 0);

    private static string? Known(Parameter input) =>
        input.Type == ParameterType.File ? null : input.Example ?? input.Default ?? (input.Required ? input.OneOf.FirstOrDefault() : null);

    /// <summary>A value that no case has had.</summary>
    private string? Further(Parameter input) =>
        input.Type == ParameterType.File ? null : Values.For(input).FirstOrDefault(v => !Tried(input, v));

    private bool Tried(Parameter input, string value) => _tried.GetValueOrDefault(input.Name)?.Contains(value) == true;

    private static Dictionary<string, string>? Base(List<Parameter> required, Parameter input, string value)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var other in required.Where(p => p != input))
        {
            if (Known(other) is not { } known)
                return null;
            inputs[other.Name] = known;
        }

        inputs[input.Name] = value;
        return inputs;
    }

    /// <summary>False when the very same is planned already, or the operation does not take it.</summary>
    private bool Plan(ProofSource why, IReadOnlyDictionary<string, string> inputs)
    {
        foreach (var (name, value) in inputs)
        {
            if (!_tried.TryGetValue(name, out var tried))
                _tried[name] = tried = new HashSet<string>(StringComparer.Ordinal);
            tried.Add(value);
        }

        var read = InputReader.Read(_operation, inputs.ToDictionary(i => i.Key, i => (string?)i.Value), new Dictionary<string, FileContent>());
        // What a person gave is run as it is, so that it is refused in the words of a call.
        if (read.Failed && why is not ProofSource.Given)
            return false;
        var whole = read.Failed ? inputs : read.Value.Inputs;
        if (!_planned.Add(string.Join("\n", whole.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key}={i.Value}"))))
            return false;
        // What is the same in every call says little of an input.
        var saying = whole.Keys.Where(k => _operation.Input.FirstOrDefault(p => p.Name == k) is { } input && input.Default != whole[k]).ToList();
        _used.UnionWith(saying);
        if (saying.Where(k => _operation.Input.Any(p => p.Name == k && !p.Required)).ToList() is [var only])
            _alone.Add(only);
        _next.Enqueue(new ProofInputs(why, whole));
        return true;
    }
}
