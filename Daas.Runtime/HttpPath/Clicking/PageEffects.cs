namespace Daas.Runtime.HttpPath.Clicking;

/// <param name="Alerts">Texts of alerts, in order.</param>
/// <param name="Then">Where it goes, or the form it submits, by itself; null when it stays.</param>
internal sealed record PageEffects(IReadOnlyList<string> Alerts, Asked? Then)
{
    public static PageEffects None { get; } = new([], null);
}
