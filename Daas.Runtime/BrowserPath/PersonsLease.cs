using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.BrowserPath;

/// <summary>The window of a browser in which a person works: signing in there goes as far as a machine can. It is left as it is.</summary>
internal sealed class PersonsLease(AttachedBrowser browser, BrowserPath path) : PathLease
{
    public override CancellationToken Lost => browser.Lost;

    public override Task<SignInResult> SignInAsync(Adapter adapter, Uri url, Credential credential, Tell tell, CancellationToken ct) =>
        path.FillInAsync(new BrowserPlace(browser.Page, browser.Lost, Discard), adapter, url, credential, ct);

    public override Task<AttemptResult> RunAsync(Attempt attempt, Tell tell, CancellationToken ct) =>
        throw new InvalidOperationException("Nothing runs where a person works.");

    public override Task<string> StateAsync(CancellationToken ct) => browser.Page.Context.StorageStateAsync().WaitAsync(ct);

    public override void Discard()
    {
        // It is the person's.
    }

    public override ValueTask DisposeAsync() => browser.DisposeAsync();
}
