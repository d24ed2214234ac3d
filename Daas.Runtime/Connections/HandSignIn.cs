using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Browsers;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.Connections;

/// <summary>
/// One person's signing in to a connection, in a browser of the person's own: gives what that browser needs, does there what the script can, and takes
/// the session that came of it once it was seen to work. While it lasts nobody else can begin one. What the person typed is never tried again by a machine.
/// </summary>
public sealed class HandSignIn : IAsyncDisposable
{
    private readonly Binding _binding;
    private readonly SystemPath _path;
    private readonly SessionKeeper _sessions;
    private readonly Turnstile _turnstile;
    private readonly RuntimeOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<HandSignIn> _over;
    private readonly EgressGate _gate;
    private readonly CancellationTokenSource _ended = new();
    private int _disposed;

    internal HandSignIn(
        string person, Binding binding, SystemPath path, SessionKeeper sessions, Turnstile turnstile, ConnectionParts parts, Action<HandSignIn> over)
    {
        (Person, _binding, _path, _sessions, _turnstile, _over) = (person, binding, path, sessions, turnstile, over);
        (_options, _time, Since) = (parts.Options, parts.Time, parts.Time.GetUtcNow());
        _gate = new EgressGate(binding.Id.ToString(), EgressRule.For(binding.Url, binding.Adapter.Hosts), new EgressOptions(), parts.Logger);
        Ended = _ended.Token;
    }

    /// <summary>Where who is at it is, for others.</summary>
    public string Person { get; }

    public DateTimeOffset Since { get; }

    /// <summary>Shown only to someone who is signed in.</summary>
    public Sign SignedIn => _binding.Adapter.SignIn!.SignedIn;

    /// <summary>Language that pages are asked for.</summary>
    public string Language => _binding.Adapter.Language;

    /// <summary>Proxy through which the browser reaches the hosts that the adapter names, and no others; open until this is disposed.</summary>
    public string Proxy => _gate.ProxyServer;

    /// <summary>Cancelled when it is over, also when the connection goes away under it.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Opens the sign-in page in the person's browser and does there what the script can do, user and password included.</summary>
    /// <param name="browser">DevTools address; the browser shows an empty page.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>
    /// Null: one is signed in already. <c>needs-person</c>: the rest is the person's, its reason is what the page says. <c>credentials-rejected</c>,
    /// <c>account-locked</c>: the stored account was refused, and the person cannot help. Anything else: the person may try from where the page is.
    /// </returns>
    public async Task<RunError?> FillInAsync(Uri browser, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, Ended);
        try
        {
            await using var place = await _path.AttachAsync(browser, stop.Token);
            return place is null
                ? new RunError(ErrorClass.NeedsPerson, "signing in is for a person")
                : await _sessions.FillInAsync(place, _binding, stop.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failures.Broke(e).Error!;
        }
    }

    /// <summary>
    /// Opens the page at which signing in ended with the person's session, and keeps the session for the connection when that shows who is signed in.
    /// </summary>
    /// <param name="state">Cookies and local storage as JSON, <c>{"cookies":[…],"origins":[…]}</c>; a secret.</param>
    /// <param name="home">Where signing in ended.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Null when it is kept and runs go on; else why it is not.</returns>
    public async Task<RunError?> TakeAsync(string state, Uri home, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, Ended);
        var name = $"{_binding.Id}#hand";
        try
        {
            var admission = await _turnstile.EnterAsync(stop.Token);
            if (admission.Failed)
                return admission.Error;
            using var inside = admission.Value;
            await _path.ForgetAsync(name);
            await using var lease = await _path.LeaseAsync(_binding, name, state, stop.Token);
            var look = Look(home);
            var seen = await Place.InAsync(lease, t => lease.RunAsync(look, static (_, _) => ValueTask.CompletedTask, t), _options.LetGo, _time, stop.Token);
            var kept = seen.Error is null && !seen.SessionLost ? await lease.StateAsync(stop.Token) : null;
            lease.Discard();
            return kept is null
                ? seen.Error ?? new RunError(ErrorClass.NeedsPerson, "the page at which signing in ended asks to sign in")
                : await _sessions.TakeAsync(kept, home, stop.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failures.Broke(e).Error!;
        }
        finally
        {
            await _path.ForgetAsync(name);
        }
    }

    /// <summary>It is over, whether it came to a session or not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        _over(this);
        await _ended.CancelAsync();
        await _gate.DisposeAsync();
        _ended.Dispose();
    }

    private Attempt Look(Uri home) => new()
    {
        Adapter = _binding.Adapter,
        Operation = Lending.Looking(home) with { Steps = [new Step.Open(Template.Escape(home.AbsoluteUri)), new Step.WaitFor(SignedIn)] },
        Url = _binding.Url,
        Home = home,
        Values = new TemplateValues(),
        Pages = 1,
        Rows = 1,
    };
}
