namespace Daas.Runtime.Sessions;

/// <summary>What was done in a session, as far as an old system may remember it there and show it to the next run. Not thread-safe.</summary>
internal sealed class SessionMemory
{
    private readonly HashSet<(string Operation, string Input)> _given = [];

    /// <summary>A run was in it.</summary>
    public bool Used { get; private set; }

    /// <summary>Operation and input, for each input that was given in it.</summary>
    public IReadOnlyList<string[]> Kept => [.. _given.Select(g => new[] { g.Operation, g.Input })];

    /// <summary>A run begins; true when there is more to remember by that.</summary>
    public bool Take(StartWish wish)
    {
        Used = true;
        return wish.Operation is { } operation && wish.Given.Count(name => _given.Add((operation.Id, name))) > 0;
    }

    /// <summary>Whether what is remembered may stand in the way.</summary>
    public bool Hinders(StartWish wish) =>
        Used && (wish.Clean || (wish is { Forgetful: true, Operation: { } operation } && _given.Any(g => g.Operation == operation.Id && !wish.Given.Contains(g.Input))));

    /// <summary>It is a new session.</summary>
    public void Clear()
    {
        Used = false;
        _given.Clear();
    }

    /// <summary>It is a session from before a restart.</summary>
    public void Restore(IReadOnlyList<string[]>? kept)
    {
        Clear();
        Used = true;
        foreach (var pair in kept ?? [])
        {
            if (pair is [var operation, var input])
                _given.Add((operation, input));
        }
    }
}
