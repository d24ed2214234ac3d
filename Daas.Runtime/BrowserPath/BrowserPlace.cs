using Daas.Runtime.Browsers;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>Where a run takes place: a page, and what is known of its fate.</summary>
/// <param name="Page">A page at <c>about:blank</c>.</param>
/// <param name="Lost">Cancelled when the page died under the run.</param>
/// <param name="Discard">The page is not to be used again.</param>
internal sealed record BrowserPlace(IPage Page, CancellationToken Lost, Action Discard)
{
    public static BrowserPlace Of(BrowserLease lease) => new(lease.Page, lease.Lost, lease.Discard);
}
