using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.HttpPath;

/// <summary>A session's cookies and its hosts' connections as the place of an attempt. Any number of runs can have it at the same time.</summary>
internal sealed class HttpPathLease(HttpPlace place) : PathLease
{
    public override StateCopy Copy => place.Jar.Copy;

    public override async Task<SignInResult> SignInAsync(Adapter adapter, Uri url, Credential credential, Tell tell, CancellationToken ct)
    {
        if (adapter.SignIn?.Http is null)
            return new SignInResult(null, Unsaid("how to sign in by plain requests (signIn.http in system.yaml)")) { Submitted = false };
        var values = new TemplateValues();
        values["credential.user"] = credential.User;
        values["credential.password"] = credential.Password;
        using var scene = new HttpScene(adapter, url, values, place, ct);
        return await new HttpSigningIn(scene, adapter.SignIn, told => tell(told, ct)).RunAsync(ct);
    }

    public override async Task<AttemptResult> RunAsync(Attempt attempt, Tell tell, CancellationToken ct)
    {
        if (attempt.Operation.Http is null)
            return new AttemptResult { Error = Unsaid($"how to run '{attempt.Operation.Id}' by plain requests (http)") };
        using var scene = new HttpScene(attempt.Adapter, attempt.Url, attempt.Values, place, ct)
        {
            Inputs = attempt.Operation.Input.Select(input => input.Name).ToHashSet(),
            Files = attempt.Files,
            WantsFile = attempt.Operation.Output is { File: true } or { Rows: RowSource.File },
        };
        return await new HttpRunning(scene, attempt, told => tell(told, ct)).RunAsync(ct);
    }

    public override Task<string> StateAsync(CancellationToken ct) => Task.FromResult(place.Jar.ToState());

    public override Task<IReadOnlyList<SessionCookie>?> CookiesAsync(CancellationToken ct) => Task.FromResult(place.Jar.Changed());

    public override Task TakeAsync(CookieChange change, CancellationToken ct)
    {
        place.Jar.Take(change);
        return Task.CompletedTask;
    }

    /// <summary>Nothing of it is left behind that another run could meet.</summary>
    public override void Discard()
    {
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static RunError Unsaid(string what) => new(ErrorClass.AdapterBug, $"the script does not say {what}");
}
