using Daas.Core.Storage;
using Daas.Runtime.Connections;

namespace Daas.Server.Studio.Hand;

/// <summary>What signing in by hand needs of the gateway.</summary>
internal sealed record HandDesk
{
    /// <summary>How the connection is now; null: there is none.</summary>
    public required Func<ConnectionId, HealthSnapshot?> Find { get; init; }

    /// <summary>Lets a person, told by where it is, sign in to the connection; null: there is none.</summary>
    public required Func<ConnectionId, string, CancellationToken, Task<HandStart?>> BeginAsync { get; init; }

    /// <summary>Path of a browser on this machine.</summary>
    /// <exception cref="Daas.Runtime.Browsers.BrowserUnavailableException">There is none.</exception>
    public required Func<CancellationToken, Task<string>> FindBrowserAsync { get; init; }
}
