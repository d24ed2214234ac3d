using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.BrowserPath;

/// <summary>A leased browser context as the place of an attempt.</summary>
internal sealed class BrowserPathLease : PathLease
{
    private readonly BrowserLease _lease;
    private readonly BrowserPath _path;
    private readonly ConnectionGate _gate;

    /// <summary>What a page still gets done after an answer of it was cut: the browser itself waits for the rest without end.</summary>
    private static readonly TimeSpan AfterCut = TimeSpan.FromSeconds(2);

    // Its end is told right after its pages'.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private EgressNotice? _cut;
    private CancellationTokenSource? _stop;

    public BrowserPathLease(BrowserLease lease, BrowserPath path, ConnectionGate gate)
    {
        (_lease, _path, _gate) = (lease, path, gate);
        gate.Gate.Noticed += OnNoticed;
    }

    public override CancellationToken Lost => _lease.Lost;

    public override RunError? WhyLost => _lease.Loss == LeaseLoss.PopupStorm
        ? new RunError(ErrorClass.ResponseLimit, $"The pages opened windows without end; {_lease.RefusedPages} were closed, then the attempt was given up.")
        : null;

    public override Task<SignInResult> SignInAsync(Adapter adapter, Uri url, Credential credential, Tell tell, CancellationToken ct) =>
        _path.SignInAsync(_lease, adapter, url, credential, told => tell(told, ct), ct);

    public override async Task<AttemptResult> RunAsync(Attempt attempt, Tell tell, CancellationToken ct)
    {
        using var download = attempt.Operation.Steps.Any(IsDownload) ? _gate.Gate.ExpectDownload() : null;
        var result = await UntilCutAsync(attempt, tell, ct);
        if (attempt.Operation.Kind == OperationKind.Pull && result.Error is { Class: ErrorClass.Drift } && _lease.Page.IsClosed)
            await EndedUnderItAsync(ct);
        // A page cut short, or whose windows were closed on it, looks like drift or silence; what was cut or closed is known better here.
        var why = _cut?.Detail ?? (_lease.RefusedPages is > 0 and var closed ? $"The pages opened windows without end; {closed} were closed." : null);
        return why is not null && result.Error is { Class: ErrorClass.Drift or ErrorClass.TargetDown or ErrorClass.Timeout or ErrorClass.AdapterBug } error
            ? result with { Error = error with { Class = ErrorClass.ResponseLimit, Message = $"{why} {error.Message}" } }
            : result;
    }

    /// <summary>Of a browser that ends, the pages close first: that looks as if they had closed themselves.</summary>
    /// <exception cref="OperationCanceledException">The browser ended.</exception>
    private async Task EndedUnderItAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, Lost);
        await Task.WhenAny(Task.Delay(Farewell, either.Token));
        either.Token.ThrowIfCancellationRequested();
    }

    private async Task<AttemptResult> UntilCutAsync(Attempt attempt, Tell tell, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _stop = stop;
        try
        {
            return await _path.RunAsync(_lease, attempt, told => tell(told, ct), stop.Token);
        }
        catch (OperationCanceledException) when (_cut is not null && !ct.IsCancellationRequested)
        {
            _lease.Discard();
            return new AttemptResult { Error = new RunError(ErrorClass.ResponseLimit, _cut.Detail) };
        }
        finally
        {
            _stop = null;
        }
    }

    public override Task<string> StateAsync(CancellationToken ct) => _lease.Context.StorageStateAsync().WaitAsync(ct);

    public override StateCopy Copy => _lease.Copy;

    public override async Task<IReadOnlyList<SessionCookie>?> CookiesAsync(CancellationToken ct) =>
        await HeldCookies.OfAsync(_lease.Context).WaitAsync(ct);

    public override async Task TakeAsync(CookieChange change, CancellationToken ct)
    {
        foreach (var gone in change.Removed)
            await _lease.Context.ClearCookiesAsync(new() { Name = gone.Name, Domain = gone.Domain, Path = gone.Path }).WaitAsync(ct);
        if (change.Set.Count > 0)
            await HeldCookies.AddAsync(_lease.Context, change.Set).WaitAsync(ct);
    }

    public override void Discard() => _lease.Discard();

    public override async ValueTask DisposeAsync()
    {
        _gate.Gate.Noticed -= OnNoticed;
        await _lease.DisposeAsync();
        _gate.Leave();
    }

    private static bool IsDownload(Step step) => step is Step.Download || (step is Step.InWindow window && window.Steps.Any(IsDownload));

    private void OnNoticed(EgressNotice notice)
    {
        if (notice.Kind != EgressNoticeKind.ResponseLimit)
            return;
        _cut = notice;
        try
        {
            _stop?.CancelAfter(AfterCut);
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended just now, by itself.
        }
    }
}
