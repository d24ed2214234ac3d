using Daas.Server.Layout;

namespace Daas.Server.Health;

/// <summary>The parts of the health page as one viewer has them; told anew only where they changed.</summary>
internal sealed class LiveParts(PageRenderer renderer, PageContext page)
{
    private readonly Dictionary<string, string> _sent = new(StringComparer.Ordinal);

    /// <summary>What the viewer must change; null when nothing.</summary>
    public async Task<Update?> NextAsync(Board board)
    {
        var now = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["summary"] = await renderer.RenderAsync<SummaryPart>(new() { ["Board"] = board, ["Page"] = page }),
            ["problems"] = await renderer.RenderAsync<ProblemsPart>(new() { ["Board"] = board, ["Page"] = page }),
        };
        foreach (var connection in board.Connections)
            now[ConnectionCard.PartOf(connection.Connection)] = await renderer.RenderAsync<ConnectionCard>(new() { ["View"] = connection, ["Page"] = page });

        var changed = now.Where(p => !_sent.TryGetValue(p.Key, out var before) || before != p.Value).ToDictionary(p => p.Key, p => p.Value);
        var gone = _sent.Keys.Except(now.Keys).Any();
        foreach (var part in _sent.Keys.Except(now.Keys).ToList())
            _sent.Remove(part);
        foreach (var (part, html) in changed)
            _sent[part] = html;
        return changed.Count > 0 || gone ? new Update([.. now.Keys], changed) : null;
    }

    /// <param name="Order">Every part of the page, in order.</param>
    /// <param name="Changed">HTML of the parts that changed.</param>
    public sealed record Update(IReadOnlyList<string> Order, IReadOnlyDictionary<string, string> Changed);
}
