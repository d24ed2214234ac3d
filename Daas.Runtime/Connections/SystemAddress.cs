using Daas.Core.Adapters;

namespace Daas.Runtime.Connections;

/// <summary>Addresses of a script, which was recorded at one address of the system, at the address that is connected.</summary>
internal static class SystemAddress
{
    /// <param name="address">Relative to the system, or absolute.</param>
    /// <param name="system">The real system.</param>
    /// <param name="adapter">The script.</param>
    public static Uri Of(string address, Uri system, Adapter adapter)
    {
        var url = new Uri(system, address);
        var recorded = adapter.Url;
        return url.Authority == recorded.Authority && url.Authority != system.Authority
            ? new Uri(new Uri(system.GetLeftPart(UriPartial.Authority)), url.PathAndQuery + url.Fragment)
            : url;
    }
}
