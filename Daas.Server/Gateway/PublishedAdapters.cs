using Daas.Core.Adapters;

namespace Daas.Server.Gateway;

/// <summary>What the gateway serves now. Endpoints and documents switch together, by one assignment.</summary>
internal sealed class PublishedAdapters
{
    private volatile Publication _current = new([]);

    public Publication Current => _current;

    /// <summary>Serves these from the next call on. Their connections must be there already.</summary>
    public void Publish(IReadOnlyCollection<Adapter> adapters) => _current = new Publication(adapters);
}
