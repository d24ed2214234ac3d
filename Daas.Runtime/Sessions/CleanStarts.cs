using System.Runtime.CompilerServices;
using Daas.Core.Adapters;

namespace Daas.Runtime.Sessions;

/// <summary>
/// Which operations find their pages as they were recorded only right after signing in: many old systems keep the last search, page or open record in
/// the session and show it again. Learned by trying; forgotten with the script.
/// </summary>
internal sealed class CleanStarts
{
    private readonly ConditionalWeakTable<Operation, Known> _known = [];

    /// <summary>True when a run should not begin in a session that others used.</summary>
    public bool Needs(Operation operation) => _known.TryGetValue(operation, out var known) && known.Helped;

    /// <summary>True unless signing in anew was tried and the page was no other.</summary>
    public bool MayHelp(Operation operation) => !_known.TryGetValue(operation, out var known) || known.Helped;

    /// <summary>An attempt ended that began right after signing in because the one before it had not found its page.</summary>
    public void Learn(Operation operation, bool helped) => _known.AddOrUpdate(operation, new Known(helped));

    /// <summary>It works in a used session: what was learned is of no use any more.</summary>
    public void Works(Operation operation)
    {
        if (_known.TryGetValue(operation, out var known) && !known.Helped)
            _known.Remove(operation);
    }

    private sealed record Known(bool Helped);
}
