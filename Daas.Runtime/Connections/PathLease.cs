using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.Connections;

/// <summary>A place in which one attempt is made; given back by disposing it. Expected failures are values, an exception means that the place broke.</summary>
internal abstract class PathLease : IAsyncDisposable
{
    /// <summary>Cancelled when the place died under the attempt (the browser crashed, or was killed).</summary>
    public virtual CancellationToken Lost => CancellationToken.None;

    /// <summary>Why it is lost, where the pages themselves are to blame; such an attempt is not repeated. Null: it died by itself.</summary>
    public virtual RunError? WhyLost => null;

    /// <summary>Signs in, in this place.</summary>
    public abstract Task<SignInResult> SignInAsync(Adapter adapter, Uri url, Credential credential, Tell tell, CancellationToken ct);

    public abstract Task<AttemptResult> RunAsync(Attempt attempt, Tell tell, CancellationToken ct);

    /// <summary>The signed-in state as JSON, to begin with after a restart; a secret.</summary>
    public abstract Task<string> StateAsync(CancellationToken ct);

    /// <summary>
    /// What the holder of the place's cookies has of the session; the same object for as long as the holder is the same (a browser context, a jar).
    /// Null for a place that hands nothing over.
    /// </summary>
    public virtual StateCopy? Copy => null;

    /// <summary>
    /// The cookies that the place has now; null when they are certainly those of the last <see cref="TakeAsync"/> or the last call of this.
    /// </summary>
    public virtual Task<IReadOnlyList<SessionCookie>?> CookiesAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<SessionCookie>?>(null);

    /// <summary>Takes over what another place of the session changed.</summary>
    public virtual Task TakeAsync(CookieChange change, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The place is not to be used again.</summary>
    public abstract void Discard();

    public abstract ValueTask DisposeAsync();
}
