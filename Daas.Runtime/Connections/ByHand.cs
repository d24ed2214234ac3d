using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.Connections;

/// <summary>Lets one person at a time sign in to a connection.</summary>
internal sealed class ByHand(ConnectionParts parts, SessionKeeper sessions, Turnstile turnstile)
{
    private readonly Lock _sync = new();
    private HandSignIn? _current;
    private bool _retired;

    /// <summary>Whether a person can sign in for runs of the adapter.</summary>
    public static bool Fits(Adapter adapter) => adapter.SignIn is { EachRun: false, NeedsPerson: not null };

    /// <param name="binding">What is connected.</param>
    /// <param name="person">Where the person is, for others.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<HandStart> BeginAsync(Binding binding, string person, CancellationToken ct)
    {
        if (!Fits(binding.Adapter))
            return new HandStart { Refusal = HandRefusal.NotForPersons };
        if (await sessions.HandRefusalAsync(ct) is { } account)
            return new HandStart { Refusal = HandRefusal.Account, Error = account };
        var path = parts.Paths.Find(RunPath.Browser) ?? parts.Paths.Choose(binding.Adapter.SignIn!, null);
        lock (_sync)
        {
            if (_retired)
                return new HandStart { Refusal = HandRefusal.Retired };
            if (_current is { } other)
                return new HandStart { Refusal = HandRefusal.Taken, Other = (other.Person, other.Since) };
            if (sessions.State == SessionState.Usable)
                return new HandStart { Refusal = HandRefusal.SignedIn };
            _current = new HandSignIn(person, binding, path, sessions, turnstile, parts, Over);
            Log.HandBegun(parts.Logger, binding.Id.ToString(), person);
            return new HandStart { SignIn = _current };
        }
    }

    /// <summary>Ends the one under way, and lets nobody begin another.</summary>
    public async Task RetireAsync()
    {
        HandSignIn? current;
        lock (_sync)
            (_retired, current) = (true, _current);
        if (current is not null)
            await current.DisposeAsync();
    }

    private void Over(HandSignIn one)
    {
        lock (_sync)
            if (_current == one)
                _current = null;
    }
}
