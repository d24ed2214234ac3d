namespace Daas.Server.Sandbox;

/// <summary>The words of a system's labels, buttons and headers, which a new release rewords when <see cref="Switches.Relabel"/> is on.</summary>
internal sealed class Wording(IReadOnlyDictionary<string, string> reworded)
{
    private Switches? _switches;

    internal string this[string word] => _switches is { Relabel: true } && reworded.TryGetValue(word, out var other) ? other : word;

    internal void Follow(Switches switches) => _switches = switches;
}
